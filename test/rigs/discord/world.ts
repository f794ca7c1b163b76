import { createRigClock, type RigClock } from '../slack/clock.ts'
import type { Fields } from '../slack/rule.ts'
import type { Ping } from './discord-type.ts'
import type { Outcome } from './exchange-type.ts'
import { mayIn } from './permissions.ts'
import type { Channel, Guild, Message, OpenModal, User } from './world-type.ts'

/** The first instant that an id can tell: 2015. */
const firstInstant = 1_420_070_400_000

/** Something that a person did, from its birth to the end of its token. */
export interface Interaction {
  readonly id: string
  readonly token: string
  /** 2 command, 3 component, 4 autocomplete, 5 form. */
  readonly type: number
  readonly name: string | undefined
  readonly user: User
  readonly channel: Channel
  readonly at: number
  /** The message that a component or its form came from. */
  readonly source: Message | undefined
  /** The form that was sent. */
  readonly form: OpenModal | undefined
  readonly payload: Fields
  outcome: Outcome | undefined
  original: Message | undefined
  /** A deferred reply that nothing has replaced yet. */
  thinking: boolean
  modal: OpenModal | undefined
  choices: readonly Fields[] | undefined
  readonly followUps: Message[]
  readonly respond: (outcome: Outcome) => void
  readonly show: () => void
}

export interface World {
  readonly clock: RigClock
  readonly token: string
  readonly applicationId: string
  readonly bot: User
  readonly owner: User
  readonly users: Map<string, User>
  readonly guilds: Map<string, Guild>
  /** Threads and direct channels too. */
  readonly channels: Map<string, Channel>
  readonly interactions: Map<string, Interaction>
  readonly ephemerals: Message[]
  readonly modals: OpenModal[]
  readonly pings: Ping[]
  readonly nonces: Map<
    string,
    { readonly at: number; readonly message: Message; readonly body: string }
  >
  globalCommands: readonly Fields[]
  /** Instants at which a command of a new name was made, by guild id or `global`. */
  readonly created: Map<string, number[]>
  /** 18 or 19 digits; two in one instant still differ. */
  readonly snowflake: () => string
  /** Something that an app should not have done. */
  readonly note: (problem: string) => void
  readonly problems: () => readonly string[]
  /** Dispatches to sessions that have asked for one of these intents. */
  tell: (type: string, data: Fields, intents?: number) => void
}

export const instantOf = (id: string): number => Number(BigInt(id) >> 22n) + firstInstant
export const isoOf = (at: number): string => new Date(at).toISOString().replace('Z', '000+00:00')

export const createWorld = (now?: () => number): World => {
  const clock = createRigClock(now)
  const problems: string[] = []
  let last = 0n
  const snowflake = (): string => {
    const here = BigInt(Math.max(0, clock.now() - firstInstant)) << 22n
    last = here > last ? here : last + 1n
    return String(last)
  }
  const person = (name: string, bot: boolean): User => ({
    id: snowflake(),
    name,
    locale: 'en-US',
    bot,
    closedToDirect: false,
  })
  const bot = person('liaison', true)
  const owner = person('owner', false)
  return {
    clock,
    token: `${Buffer.from(bot.id).toString('base64url')}.rig.secret`,
    // Bots of today have the id of their application.
    applicationId: bot.id,
    bot,
    owner,
    users: new Map([
      [bot.id, bot],
      [owner.id, owner],
    ]),
    guilds: new Map(),
    channels: new Map(),
    interactions: new Map(),
    ephemerals: [],
    modals: [],
    pings: [],
    nonces: new Map(),
    globalCommands: [],
    created: new Map(),
    snowflake,
    note: problem => problems.push(problem),
    problems: () => [...problems],
    tell: () => {},
  }
}

export const guildOf = (world: World, channel: Channel): Guild | undefined =>
  channel.guild === undefined ? undefined : world.guilds.get(channel.guild)

export const isThread = ({ kind }: Channel): boolean => kind.endsWith('thread')

/** What somebody may in a channel; in a thread what its parent says. */
export const rightsOf = (world: World, user: User, channel: Channel): bigint => {
  const parent = channel.parent === undefined ? channel : world.channels.get(channel.parent)
  return parent === undefined ? 0n : mayIn(guildOf(world, channel), user, parent)
}

export const messageOf = (channel: Channel, id: string): Message | undefined =>
  channel.messages.find(message => message.id === id)

/** The bot's direct channel with a person; made when first asked for. */
export const directOf = (world: World, user: User): Channel => {
  const found = [...world.channels.values()].find(
    ({ kind, members }) => kind === 'dm' && members.has(user.id),
  )
  if (found) return found
  const made: Channel = {
    ...emptyChannel(world.snowflake(), 'dm', user.name),
    members: new Set([user.id, world.bot.id]),
  }
  world.channels.set(made.id, made)
  return made
}

export const emptyChannel = (
  id: string,
  kind: Channel['kind'],
  name: string,
  guild?: string,
): Channel => ({
  id,
  guild,
  kind,
  name,
  topic: null,
  parent: undefined,
  overwrites: new Map(),
  members: new Set(),
  owner: undefined,
  archived: false,
  locked: false,
  archiveAfterMin: 1440,
  rateLimitS: 0,
  messages: [],
})
