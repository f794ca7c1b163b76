import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, no, unauthorized, unknown } from './answer.ts'
import type { Asked, Fault, Scope } from './discord-type.ts'
import type { Rates } from './rate.ts'
import { findRoute, type Route } from './routes.ts'
import type { Troubles } from './troubles.ts'
import { type Asking, readAsking, reply } from './wire.ts'
import type { World } from './world.ts'

export interface Web {
  readonly world: World
  readonly routes: readonly Route[]
  readonly troubles: Troubles
  readonly rates: Rates
  readonly asked: Asked[]
  /** Counts answers of 401, 403 and 429. */
  readonly count: (status: number) => void
}

type Headers = Readonly<Record<string, string>>
type Found = NonNullable<ReturnType<typeof findRoute>>

/** These need no bot's token: the interaction's stands in the path. */
const isFree = (template: string): boolean => /^\/(interactions|webhooks)\//.test(template)

const tooMany = (s: number, scope: Scope): Answer => ({
  ...no(429, 0, 'You are being rate limited.'),
  body: { message: 'You are being rate limited.', retry_after: s, global: scope === 'global' },
})
const slowDown = (s: number, scope: Scope): Headers => ({
  'retry-after': String(Math.ceil(s)),
  'x-ratelimit-scope': scope,
  'x-ratelimit-reset-after': String(s),
  ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
})

const perform = (
  { world }: Web,
  { query, token, body }: Asking,
  { route, params }: Found,
): Answer => {
  if (!isFree(route.template) && token !== world.token) return unauthorized
  if (body === undefined) return no(400, 50_109, 'The request body contains invalid JSON.')
  return route.answer({ world, params, query, body: body.value, files: body.files })
}

const whatOf = ({ status, reason }: Answer): string =>
  reason === undefined ? String(status) : `${status} ${reason.split(' ')[0]}`

const settle = (web: Web, asked: Asked, answer: Answer): Answer => {
  asked.answer = whatOf(answer)
  web.count(answer.status)
  if (answer.reason !== undefined)
    web.world.note(`${asked.method} ${asked.route}: ${answer.status} ${answer.reason}`)
  return answer
}

const broken = (status: number): Answer => ({
  status,
  body: { message: `${status}: rig`, code: 0 },
})

const suffer = (
  web: Web,
  fault: Fault,
  asked: Asked,
  response: ServerResponse,
  run: () => Answer,
  headers: Headers,
): void => {
  const first = 'when' in fault && fault.when === 'after' ? run() : undefined
  const mark = (word: string) => {
    asked.answer = first ? `${whatOf(first)}, ${word} after` : `${word} before`
  }
  switch (fault.kind) {
    case 'status':
      mark(String(fault.status))
      reply(response, broken(fault.status))
      return
    case 'hang':
      mark('hang')
      return
    case 'cut':
      mark('cut')
      response.socket?.destroy()
      return
    case 'ratelimited': {
      const { retryAfterS, scope = 'user' } = fault
      asked.answer = '429'
      if (scope !== 'shared') web.count(429)
      reply(response, tooMany(retryAfterS, scope), slowDown(retryAfterS, scope))
      return
    }
    case 'slow': {
      const done = run()
      web.world.clock.after(fault.ms, () => reply(response, done, headers))
      return
    }
    case 'refused':
      reply(
        response,
        settle(web, asked, no(fault.status, fault.code, fault.message ?? 'Refused')),
        headers,
      )
  }
}

/** Answers one call, unless a trouble is in its way. */
export const answerHttp = async (
  web: Web,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const asking = await readAsking(request)
  const { world, rates, troubles } = web
  const { method, path = '', query } = asking
  const found = findRoute(web.routes, method, path)
  const { template: route = path, params = {} } = found
    ? { template: found.route.template, params: found.params }
    : {}
  const channel = params['channel']
  const asked: Asked = {
    at: world.clock.now(),
    method,
    path,
    route,
    channel,
    query,
    body: asking.body?.value,
    answer: '',
  }
  web.asked.push(asked)
  if (asking.path === undefined) {
    reply(response, settle(web, asked, no(400, 50_041, 'Invalid API version specified')))
    return
  }
  if (!found) {
    reply(response, settle(web, asked, unknown.route))
    return
  }
  const run = () => settle(web, asked, perform(web, asking, found))
  const fault = troubles.strike({ method, route, channel })
  // Interactions are outside of the limits.
  const weighed = isFree(route)
    ? { headers: {} }
    : rates.weigh({ route: `${method} ${route}`, major: channel ?? params['guild'] ?? '' })
  if (fault) suffer(web, fault, asked, response, run, weighed.headers)
  else if (weighed.wait) {
    const { s, scope } = weighed.wait
    reply(response, settle(web, asked, tooMany(s, scope)), {
      ...weighed.headers,
      ...slowDown(s, scope),
    })
  } else reply(response, run(), weighed.headers)
}
