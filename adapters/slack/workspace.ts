import type { App, Receiver } from '@slack/bolt'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Actor, Ear, Fault } from '../../src/ports/platform.ts'
import { createAnswering } from './answering.ts'
import { createApp } from './app.ts'
import type { SlackOptions, Workspace } from './config.ts'
import { createDoor } from './door.ts'
import { attempt, faultOf, listenFault } from './faults.ts'
import { createHearing } from './hearing.ts'
import { createOpenForms } from './open-forms.ts'
import { createPeople } from './people.ts'
import type { Places } from './places.ts'
import { createSockets } from './sockets.ts'
import { createSubmitting } from './submitting.ts'
import { createWeb, type Web } from './web.ts'

export interface Shared {
  readonly options: SlackOptions
  readonly apiUrl: string
  readonly ear: Ear
  readonly places: Places
  readonly hearDate: (header: string | null) => void
  readonly open: () => boolean
  readonly track: (work: Promise<unknown>) => Promise<void>
}

/** An installation that runs. */
export interface Link {
  readonly team: string
  /** User id of the bot there. */
  readonly bot: string
  readonly web: Web
  /** Where Slack's requests come in, by HTTP only. */
  readonly port?: number
  readonly stop: () => Promise<void>
}

interface Heard {
  readonly receiver: Receiver
  readonly port: () => number | undefined
}

const receiverOf = (workspace: Workspace, { options, apiUrl }: Shared): Heard => {
  if (workspace.mode === 'socket') {
    const { appToken } = workspace
    return {
      receiver: createSockets({ appToken, apiUrl, log: options.log }),
      port: () => undefined,
    }
  }
  const { signingSecret, host = '127.0.0.1', port } = workspace
  const door = createDoor({ signingSecret, host, port, now: options.now })
  return { receiver: door, port: door.port }
}

const begin = async (
  app: App,
  receiver: Receiver,
  mode: Workspace['mode'],
): Promise<Result<void, Fault>> => {
  await app.init()
  try {
    await receiver.start()
    return ok(undefined)
  } catch (error) {
    await receiver.stop()
    return err(mode === 'http' ? listenFault(error) : (faultOf(error) ?? { kind: 'Unreachable' }))
  }
}

/** Asks Slack who we are, then listens. A token that Slack doesn't take is `Forbidden`. */
export const startWorkspace = async (
  workspace: Workspace,
  shared: Shared,
): Promise<Result<Link, Fault>> => {
  const { options, apiUrl, ear, places, hearDate, open, track } = shared
  const { words, log, monotonic, languages } = options
  const web = createWeb(workspace.botToken, apiUrl, hearDate)
  const tested = await attempt(() => web.auth.test())
  if (!tested.ok) return tested
  const { team_id: team = '', user_id: bot = '', bot_id: botId } = tested.value
  if (workspace.team !== undefined && workspace.team !== team)
    return err({ kind: 'Forbidden', missing: `a token of ${workspace.team}: this is of ${team}` })
  const [fallback] = languages
  if (fallback === undefined) throw new Error('Slack needs a language')
  const known = new Set([...options.officers.values()].map(o => `${o.workspace} ${o.user}`))
  const people = createPeople(team, web, monotonic)
  const forms = createOpenForms(ear)
  const hearing = createHearing({
    ear,
    team,
    botId,
    web,
    people,
    places,
    forms,
    answering: createAnswering({ web, forms, words }),
    isOfficer: ({ workspace: home, user }: Actor) => known.has(`${home} ${user}`),
    words,
    log,
  })
  const submit = createSubmitting({ web, ear, forms, acted: hearing.acted, words, fallback })
  const { receiver, port } = receiverOf(workspace, shared)
  const app = createApp({
    receiver,
    me: {
      botToken: workspace.botToken,
      ...(botId === undefined ? {} : { botId }),
      botUserId: bot,
      teamId: team,
    },
    apiUrl,
    hearing,
    submit,
    log,
    open,
    track,
  })
  const begun = await begin(app, receiver, workspace.mode)
  if (!begun.ok) return begun
  const listening = port()
  return ok({
    team,
    bot,
    web,
    ...(listening === undefined ? {} : { port: listening }),
    stop: async () => void (await receiver.stop()),
  })
}
