import { createRigClock, type RigClock } from './clock.ts'
import { createFiles, type Files } from './files.ts'
import type { Fields } from './rule.ts'

/** A workspace with the one app that is installed in it. */
export interface Team {
  readonly id: string
  readonly domain: string
  readonly appId: string
  readonly botUser: string
  readonly botId: string
  readonly botToken: string
  readonly appToken: string
  readonly signingSecret: string
  /** Of an administrator, for the app's own settings. */
  readonly configToken: string
  /** The app as it is set up; a test changes it. */
  readonly app: { manifest: Fields }
  /** What was granted at installation; a test may take some away. */
  readonly scopes: Set<string>
}

export interface User {
  readonly id: string
  readonly team: string
  readonly name: string
  readonly locale: string
}

export interface Message {
  readonly ts: string
  readonly threadTs?: string
  text: string
  blocks: readonly unknown[]
  metadata?: Fields
  /** Workspace and user who wrote it; `app` where a bot did. */
  readonly team: string
  readonly user: string
  readonly app?: string
  edits: number
}

export interface Channel {
  readonly name: string
  readonly kind: 'public' | 'private' | 'im'
  /** Host first; each workspace knows the channel by its own id. */
  readonly ids: Map<string, string>
  readonly members: Set<string>
  archived: boolean
  locale: string
  messages: Message[]
}

export interface Ephemeral {
  readonly channel: Channel
  readonly user: string
  readonly ts: string
  readonly team: string
  readonly text: string
  readonly blocks: readonly unknown[]
}

export interface OpenView {
  readonly id: string
  readonly team: string
  readonly user: string
  readonly root: string
  readonly previous?: string
  hash: string
  view: Fields
}

export interface Trigger {
  readonly team: string
  readonly user: string
  readonly at: number
  used: boolean
}

export interface ReplyTicket {
  readonly team: string
  readonly user: string
  readonly channel: Channel
  readonly at: number
  readonly message?: string
  uses: number
}

/** Everything that this Slack knows. */
export interface World {
  readonly clock: RigClock
  readonly teams: readonly Team[]
  readonly users: Map<string, User>
  readonly channels: Channel[]
  readonly ephemerals: Ephemeral[]
  readonly views: OpenView[]
  /** By team and user. */
  readonly homes: Map<string, OpenView>
  readonly triggers: Map<string, Trigger>
  readonly tickets: Map<string, ReplyTicket>
  readonly files: Files
  /** Told of each message that an app posts. */
  readonly posted: ((channel: Channel, message: Message) => void)[]
  /** A number that nobody had before. */
  readonly next: () => number
  /** A message's own time and name in its channel: seconds and six digits. */
  readonly stamp: () => string
}

export const everyScope = [
  ...'commands chat:write users:read channels:read groups:read im:read im:write'.split(' '),
  ...'channels:history groups:history im:history users:read.email files:write'.split(' '),
]

const createTeam = (name: string): Team => ({
  id: `T0${name}`,
  domain: name.toLowerCase(),
  appId: `A0${name}`,
  botUser: `U0${name}BOT`,
  botId: `B0${name}`,
  botToken: `xoxb-${name}`,
  appToken: `xapp-${name}`,
  signingSecret: `secret of ${name}`,
  configToken: `xoxe.xoxp-${name}`,
  app: { manifest: {} },
  scopes: new Set(everyScope),
})

/** Names become workspaces `T0<name>` with an app each, installed with every scope. */
export const createWorld = (names: readonly string[], now?: () => number): World => {
  const clock = createRigClock(now)
  let count = 0
  let last = 0
  return {
    clock,
    teams: names.map(createTeam),
    users: new Map(),
    channels: [],
    ephemerals: [],
    views: [],
    homes: new Map(),
    triggers: new Map(),
    tickets: new Map(),
    files: createFiles(),
    posted: [],
    next: () => ++count,
    stamp: () => {
      // Microseconds; two in one instant still differ.
      last = Math.max(last + 1, clock.now() * 1000)
      return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`
    },
  }
}

export const idOf = (channel: Channel, team: string): string | undefined => channel.ids.get(team)

export const channelOf = (world: World, team: string, id: unknown): Channel | undefined =>
  world.channels.find(channel => idOf(channel, team) === id)

export const messageOf = (channel: Channel, ts: unknown): Message | undefined =>
  channel.messages.find(message => message.ts === ts)

export const isShared = (channel: Channel): boolean => channel.ids.size > 1

/** Another workspace's user is seen only where a channel is shared with them. */
export const sees = (world: World, team: Team, user: User): boolean =>
  user.team === team.id ||
  world.channels.some(channel => channel.ids.has(team.id) && channel.members.has(user.id))

/** The direct channel of a workspace's bot with a person; made when first asked for. */
export const directOf = (world: World, team: Team, user: User): Channel => {
  const found = world.channels.find(
    ({ kind, members, ids }) =>
      kind === 'im' && ids.has(team.id) && members.has(user.id) && members.has(team.botUser),
  )
  if (found) return found
  const made: Channel = {
    name: 'direct',
    kind: 'im',
    ids: new Map([[team.id, `D0${world.next()}`]]),
    members: new Set([user.id, team.botUser]),
    archived: false,
    locale: user.locale,
    messages: [],
  }
  world.channels.push(made)
  return made
}
