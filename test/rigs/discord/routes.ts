import { type Answer, type Call, yes } from './answer.ts'
import { respond } from './callbacks.ts'
import * as commands from './commands.ts'
import * as guilds from './guilds.ts'
import * as messages from './messages.ts'
import * as threads from './threads.ts'
import * as webhooks from './webhooks.ts'

export interface Route {
  readonly method: string
  /** `/channels/:channel/messages`. */
  readonly template: string
  readonly answer: (call: Call) => Answer
}

const route =
  (method: string) =>
  (template: string, answer: Route['answer']): Route => ({ method, template, answer })
const get = route('GET')
const post = route('POST')
const patch = route('PATCH')
const put = route('PUT')
const remove = route('DELETE')

const oneMessage = '/channels/:channel/messages/:message'
const hook = '/webhooks/:application/:token'
const hooked = `${hook}/messages/:message`
const ours = '/applications/:application/commands'
const theirs = '/applications/:application/guilds/:guild/commands'

/** Every route that a bot of this kind uses; `/gateway/bot` is the gateway's own. */
export const routes: readonly Route[] = [
  get('/users/@me', guilds.self),
  get('/applications/@me', guilds.application),
  get('/oauth2/applications/@me', guilds.application),
  post('/users/@me/channels', guilds.openDirect),
  get('/users/@me/guilds', guilds.mine),
  get('/users/:user', guilds.user),
  get('/guilds/:guild', guilds.guild),
  get('/guilds/:guild/roles', guilds.roles),
  get('/guilds/:guild/channels', guilds.channels),
  get('/guilds/:guild/members/:user', guilds.member),
  get('/channels/:channel', guilds.channel),
  patch('/channels/:channel', threads.changeChannel),
  get('/channels/:channel/messages', messages.history),
  post('/channels/:channel/messages', messages.post),
  get(oneMessage, messages.read),
  patch(oneMessage, messages.edit),
  remove(oneMessage, messages.remove),
  post(`${oneMessage}/threads`, threads.openFromMessage),
  post('/channels/:channel/threads', threads.openAlone),
  post('/channels/:channel/typing', () => ({ status: 204 })),
  post('/interactions/:interaction/:token/callback', respond),
  post(hook, webhooks.followUp),
  get(hooked, webhooks.read),
  patch(hooked, webhooks.edit),
  remove(hooked, webhooks.remove),
  get(ours, commands.list),
  put(ours, commands.overwrite),
  get(theirs, commands.list),
  put(theirs, commands.overwrite),
]

export const gatewayRoute = (answer: () => object): readonly Route[] => [
  get('/gateway/bot', () => yes(answer())),
]

const matches = (template: string, path: string): Readonly<Record<string, string>> | undefined => {
  const wanted = template.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    const here = given[i] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(here)
    else if (part !== decodeURIComponent(here)) return undefined
  }
  return params
}

/** The route of a path, with what its parts are. */
export const findRoute = (all: readonly Route[], method: string, path: string) => {
  for (const one of all) {
    const params = one.method === method ? matches(one.template, path) : undefined
    if (params) return { route: one, params }
  }
  return undefined
}
