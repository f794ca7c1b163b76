import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Call, no, yes } from './answer.ts'
import { isMethod, type Method, readArguments } from './arguments.ts'
import { postEphemeral, postMessage, remove, update } from './chat.ts'
import { completeUpload, takeFile, uploadUrl } from './files.ts'
import type { Asked, Ledger } from './ledger.ts'
import type { Links } from './links.ts'
import { conversationInfo, history, openDirect, replies, userInfo } from './people.ts'
import { takeReply } from './response.ts'
import type { Fields } from './rule.ts'
import type { Fault, Troubles } from './troubles.ts'
import { validate } from './validate.ts'
import * as views from './views.ts'
import { type Asking, readAsking, reply } from './wire.ts'
import type { Team, World } from './world.ts'

const methods: Readonly<Record<Exclude<Method, 'apps.connections.open'>, (call: Call) => Fields>> =
  {
    'auth.test': ({ team }) =>
      yes({
        url: `https://${team.domain}.rig/`,
        team: team.domain,
        team_id: team.id,
        user: 'liaison',
        user_id: team.botUser,
        bot_id: team.botId,
        app_id: team.appId,
        is_enterprise_install: false,
      }),
    'apps.manifest.export': ({ team, args }) =>
      args['app_id'] === team.appId ? yes({ manifest: team.app.manifest }) : no('app_not_found'),
    'blocks.validate': validate,
    'chat.postMessage': postMessage,
    'chat.update': update,
    'chat.postEphemeral': postEphemeral,
    'chat.delete': remove,
    'files.getUploadURLExternal': uploadUrl,
    'files.completeUploadExternal': completeUpload,
    'views.open': views.open,
    'views.push': views.push,
    'views.update': views.update,
    'views.publish': views.publish,
    'users.info': userInfo,
    'conversations.info': conversationInfo,
    'conversations.history': history,
    'conversations.replies': replies,
    'conversations.open': openDirect,
  }

/** Methods whose invalid arguments have a word of their own. */
const invalid: Readonly<Record<string, string>> = { '/blocks': 'invalid_blocks_format' }

export interface WebWorld {
  readonly world: World
  readonly ledger: Ledger
  readonly troubles: Troubles
  readonly links: Links
  /** Where a socket is to be opened. */
  readonly socketUrl: (ticket: string) => string
}

const teamOf = ({ teams }: World, token: string | undefined): Team | undefined =>
  teams.find(({ botToken, appToken, configToken }) =>
    [botToken, appToken, configToken].some(one => one === token),
  )

const tokenFor = (name: string, team: Team): string => {
  if (name === 'apps.connections.open') return team.appToken
  return name === 'apps.manifest.export' ? team.configToken : team.botToken
}

const answerOf = (
  web: WebWorld,
  name: string,
  { token, fields }: Asking,
  team: Team | undefined,
): Fields => {
  const { world, ledger, links, socketUrl } = web
  if (!isMethod(name)) return no('unknown_method')
  if (token === undefined) return no('not_authed')
  if (!team) return no('invalid_auth')
  const wantsApp = name === 'apps.connections.open'
  if (token !== tokenFor(name, team)) return no('not_allowed_token_type')
  if (fields === undefined) return no('invalid_json')
  const { team_id: claimed = team.id } = fields
  if (claimed !== team.id) ledger.note(`the token of ${team.id} was used for workspace ${claimed}`)
  const { args, flaws } = readArguments(name, fields)
  const [first] = flaws
  if (first !== undefined) {
    const word = Object.keys(invalid).find(at => first.includes(`json-pointer:${at}]`))
    return no(word === undefined ? 'invalid_arguments' : (invalid[word] ?? ''), flaws)
  }
  if (wantsApp) return yes({ url: socketUrl(links.invite(team.appId)) })
  return methods[name]({ world, ledger, team, args })
}

const suffer = (
  fault: Fault | undefined,
  asked: Asked,
  response: ServerResponse,
  { clock }: World,
  answer: () => Fields,
  send: (fields: Fields) => void,
): void => {
  const done = (): Fields => {
    const fields = answer()
    asked.answer = fields['ok'] === true ? 'ok' : String(fields['error'])
    return fields
  }
  switch (fault?.kind) {
    case undefined:
      send(done())
      return
    case 'slow': {
      const fields = done()
      clock.after(fault.ms, () => send(fields))
      return
    }
    case 'lost':
      done()
      asked.answer += ', reply lost'
      response.destroy()
      return
    case 'cut':
      asked.answer = 'cut'
      response.destroy()
      return
    case 'hang':
      asked.answer = 'hang'
      return
    case 'refused':
      asked.answer = fault.error
      send(no(fault.error))
      return
    case 'status':
      asked.answer = `http ${fault.status}`
      reply(response, fault.status, {})
      return
    case 'ratelimited':
      asked.answer = 'ratelimited'
      reply(response, 429, no('ratelimited'), { 'retry-after': `${fault.retryAfterS}` })
      return
  }
}

/** Answers one HTTP request as Slack's Web API or as a response_url does. */
export const answerHttp = async (
  web: WebWorld,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { world, ledger, troubles } = web
  if (request.url?.startsWith('/upload/')) return takeFile(world.files, request, response)
  const asking = await readAsking(request)
  const isReply = asking.path.startsWith('/response/')
  const name = isReply ? 'response_url' : asking.path.replace(/^\/api\//, '')
  const team = teamOf(world, asking.token)
  const { channel } = asking.fields ?? {}
  const asked: Asked = {
    at: world.clock.now(),
    method: name,
    ...(team === undefined ? {} : { team: team.id }),
    ...(typeof channel === 'string' ? { channel } : {}),
    args: asking.fields ?? {},
    answer: '',
  }
  ledger.asked.push(asked)
  const fault = troubles.strike({ method: name, channel: asked.channel, team: asked.team })
  const headers = team === undefined ? {} : { 'x-oauth-scopes': [...team.scopes].join(',') }
  suffer(
    fault,
    asked,
    response,
    world,
    () =>
      isReply
        ? takeReply(world, ledger, asking.path, asking.fields)
        : answerOf(web, name, asking, team),
    fields => reply(response, isReply && fields['ok'] !== true ? 404 : 200, fields, headers),
  )
}
