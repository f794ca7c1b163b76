import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { SpokenChart } from '../../src/card/spoken.ts'
import { absurd } from '../../src/kit/result.ts'
import type { Ear } from '../../src/ports/platform.ts'
import type { Assets } from './assets.ts'
import type { ConsoleOfficer, ConsoleOptions } from './config.ts'
import type { Hub } from './feed.ts'
import { addFigures } from './figures.ts'
import { actorOf, parseAct, toInbound } from './inbound.ts'
import { limits } from './limits.ts'
import { demoPage, deskPage, noticePage, type Say, signedInPage } from './pages.ts'
import type { CompleteResponse, Hello } from './protocol.ts'
import { renderAnswer } from './render.ts'
import { framingPolicy, type OwnNames, safeHeaders, writeProblem } from './security.ts'
import type { Session, SessionKeeper } from './session.ts'
import { consumeLink } from './sign-in.ts'

export interface HttpParts {
  readonly options: ConsoleOptions
  readonly names: OwnNames
  readonly keeper: SessionKeeper
  readonly hub: Hub
  readonly assets: Assets
  readonly say: Say
  /** Names this process. */
  readonly run: string
  readonly ear: Ear
  readonly helloFor: (officer: ConsoleOfficer) => Hello
  /** The first officer of each desk, for the view side by side. */
  readonly pair: readonly ConsoleOfficer[]
  /** The chart of that name where the officer may see it. */
  readonly chartFor: (officer: ConsoleOfficer, name: string) => SpokenChart | undefined
  readonly closing: () => boolean
  /** Counts work that `close` must wait for. */
  readonly track: <T>(work: Promise<T>) => Promise<T>
}

/** For the officer's browser alone; its address never shows another picture. */
const foreverHere = 'private, max-age=31536000, immutable'

const problem = (
  c: Context,
  status: 400 | 403 | 405 | 413 | 415 | 421 | 429 | 500 | 503,
  error: string,
) => c.json({ error }, status)

/** Everything that the console says over HTTP. An officer's own things are all below `/o/<officer>/`. */
export const createHttp = (parts: HttpParts): Hono => {
  const { options, keeper, hub, say } = parts
  const { languages, now } = options
  const officers = new Map<string, ConsoleOfficer>(options.officers.map(o => [o.id, o]))
  const app = new Hono()

  const ownOrigin = (c: Context): string | undefined =>
    parts.names.get(c.req.header('host')?.toLowerCase() ?? '')

  const signedIn = (c: Context): { officer: ConsoleOfficer; session: Session } | undefined => {
    const officer = officers.get(c.req.param('officer') ?? '')
    const session = officer && keeper.read(c.req.header('cookie') ?? '', officer.id, options.now())
    return officer && session ? { officer, session } : undefined
  }

  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(safeHeaders))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  })

  app.use(async (c, next) => {
    if (parts.closing()) return problem(c, 503, 'closing')
    const origin = ownOrigin(c)
    if (origin === undefined) return problem(c, 421, 'host')
    // HEAD would run the GET routes, and so use up a link.
    if (c.req.method === 'GET') return next()
    if (c.req.method !== 'POST') return problem(c, 405, 'method')
    const wrong = writeProblem({
      origin: c.req.header('origin'),
      ownOrigin: origin,
      contentType: c.req.header('content-type'),
    })
    switch (wrong) {
      case undefined:
        return next()
      case 'Origin':
        return problem(c, 403, 'origin')
      case 'ContentType':
        return problem(c, 415, 'content-type')
      default:
        return absurd(wrong)
    }
  })

  app.use(bodyLimit({ maxSize: limits.body, onError: c => problem(c, 413, 'body') }))

  app.get('/', c => c.html(noticePage({ say, languages, words: ['ask_for_link'] })))

  app.get('/page/*', c => {
    const found = parts.assets.get(c.req.path.slice('/page/'.length))
    if (!found) return c.notFound()
    const headers = { 'Cache-Control': 'no-cache', ETag: found.etag }
    if (c.req.header('if-none-match') === found.etag) return c.body(null, 304, headers)
    return c.body(found.body, 200, { ...headers, 'Content-Type': found.type })
  })

  app.get('/sign-in/:token', async c => {
    // A browser that looks ahead must not use the link up.
    if (c.req.header('sec-purpose')?.includes('prefetch')) return problem(c, 503, 'prefetch')
    const ticket = await consumeLink({
      dataDir: options.dataDir,
      token: c.req.param('token'),
      now: now(),
      run: parts.run,
    })
    const [first] = ticket?.officers ?? []
    if (!ticket || first === undefined || !ticket.officers.every(id => officers.has(id)))
      return c.html(noticePage({ say, languages, words: ['link_refused', 'ask_for_link'] }), 403)
    for (const id of ticket.officers)
      c.header('Set-Cookie', keeper.open(id, now()), { append: true })
    options.log.info('signed in', { officers: ticket.officers.join(' ') })
    const to = ticket.officers.length > 1 ? '/demo' : `/o/${first}/`
    return c.html(signedInPage(say, languages, to))
  })

  app.get('/o/:officer', c => c.redirect(`/o/${encodeURIComponent(c.req.param('officer'))}/`, 308))

  /** Which they have chosen for themselves, or the one of the settings. */
  const speaking = async (officer: ConsoleOfficer): Promise<ConsoleOfficer> => {
    const page = await parts.track(parts.ear.home(actorOf(officer.id)))
    return page.kind === 'home' ? { ...officer, language: page.language } : officer
  }

  const signedOut = (c: Context, again: string) =>
    c.html(noticePage({ say, languages, words: ['session_missing', 'ask_for_link'], again }), 403)

  app.get('/o/:officer/', async c => {
    const who = signedIn(c)
    if (who) return c.html(deskPage(say, (await speaking(who.officer)).language))
    return signedOut(c, `/o/${encodeURIComponent(c.req.param('officer'))}/`)
  })

  const { ear, track } = parts
  addFigures(app, { options, ear, say, track, signedIn, signedOut, speaking, problem })

  app.get('/o/:officer/api/feed', async c => {
    const who = signedIn(c)
    if (!who) return problem(c, 403, 'session')
    const officer = await speaking(who.officer)
    const stream = hub.open({
      officer: officer.id,
      places: officer.channels,
      last: c.req.header('last-event-id'),
      hello: () => ({ event: 'hello', data: parts.helloFor(officer) }),
      alive: () => signedIn(c) !== undefined,
    })
    if (!stream) return problem(c, 429, 'feeds')
    return c.body(stream, 200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
  })

  app.get('/o/:officer/api/complete', async c => {
    const who = signedIn(c)
    if (!who) return problem(c, 403, 'session')
    const text = c.req.query('text') ?? ''
    if (text.length > limits.completion) return problem(c, 400, 'text')
    const found = await parts.track(parts.ear.complete(actorOf(who.officer.id), text))
    const answer: CompleteResponse = { completions: found.slice(0, limits.completions) }
    return c.json(answer)
  })

  app.get('/o/:officer/picture/:name', async c => {
    const who = signedIn(c)
    if (!who) return problem(c, 403, 'session')
    const chart = parts.chartFor(who.officer, c.req.param('name'))
    if (!chart || !options.draw) return c.notFound()
    const png = await parts.track(options.draw(chart))
    if (!png) return problem(c, 503, 'picture')
    const headers = { 'Content-Type': 'image/png', 'Cache-Control': foreverHere }
    return c.body(Uint8Array.from(png), 200, headers)
  })

  app.post('/o/:officer/api/act', async c => {
    const who = signedIn(c)
    if (!who) return problem(c, 403, 'session')
    const request = parseAct(await c.req.text())
    if (!request) return problem(c, 400, 'act')
    // While the body came in, the server may have begun to close; what it then hears, nobody awaits.
    if (parts.closing()) return problem(c, 503, 'closing')
    return c.json(
      renderAnswer(await parts.track(parts.ear.hear(toInbound(who.officer.id, request)))),
    )
  })

  app.post('/o/:officer/sign-out', c => {
    const who = signedIn(c)
    if (!who) return problem(c, 403, 'session')
    c.header('Set-Cookie', keeper.end(who.session, now()))
    hub.beat()
    return c.json({})
  })

  if (options.demo)
    app.get('/demo', c => {
      const desks = parts.pair.map(({ id, name, deskName, language }) => ({
        id,
        label: `${name} · ${deskName}`,
        language,
      }))
      return c.html(demoPage(say, desks), 200, { 'Content-Security-Policy': framingPolicy })
    })

  app.onError((error, c) => {
    options.log.error('a request failed', { error: error.name, path: c.req.routePath })
    return problem(c, 500, 'failed')
  })
  return app
}
