import { setTimeout as wait } from 'node:timers/promises'
import {
  Client,
  Events,
  GatewayIntentBits,
  Options,
  type RESTOptions,
  SimpleShardingStrategy,
} from 'discord.js'
import { inTime } from './in-time.ts'
import type { SignIns } from './signing-in.ts'

export interface ClientOptions {
  readonly rest: Partial<RESTOptions>
  readonly signIns: SignIns
  /** Milliseconds that a socket may take to close. */
  readonly farewell: number
}

export interface OpenClient {
  readonly client: Client
  /** Leaves no socket and no timer behind, whatever state it is in. */
  readonly stop: () => Promise<void>
}

/** What is kept of Discord beside guilds, channels and roles, which discord.js can't do without. */
const nothing = {
  ...Options.DefaultMakeCacheSettings,
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
} as const

interface Socket {
  readonly on: (event: 'error', listener: () => void) => unknown
  readonly terminate: () => void
}

const isSocket = (value: unknown): value is Socket =>
  typeof value === 'object' && value !== null && 'terminate' in value && 'on' in value

const shardsOf = (strategy: object | undefined): readonly object[] => {
  const shards: unknown = strategy && Reflect.get(strategy, 'shards')
  return shards instanceof Map ? [...shards.values()] : []
}

const socketOf = (shard: object): Socket | undefined => {
  const socket: unknown = Reflect.get(shard, 'connection')
  return isSocket(socket) ? socket : undefined
}

/**
 * discord.js of its own accord makes a connection anew half a second after one was lost, also after `destroy`,
 * and drops a socket that is being opened with no ear for its error, which ends the process.
 */
const stopShard = (shard: object): void => {
  Reflect.set(shard, 'internalConnect', async () => {})
  socketOf(shard)?.on('error', () => {})
}

/** A client of discord.js that asks for no more than it needs; it isn't signed in. */
export const openClient = ({ rest, signIns, farewell }: ClientOptions): OpenClient => {
  let strategy: SimpleShardingStrategy | undefined
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest,
    makeCache: Options.cacheWithLimits(nothing),
    // A guild that is out of order must not keep the others waiting past what an interaction lives.
    waitGuildTimeout: 2000,
    ws: {
      buildStrategy: manager => {
        strategy = new SimpleShardingStrategy(manager)
        return strategy
      },
      buildIdentifyThrottler: () => ({
        waitForIdentify: async (_, signal) => {
          await wait(signIns.waitMs(), undefined, { signal })
          await signIns.record()
        },
      }),
    },
  })
  return {
    client,
    stop: async () => {
      // What it says of its own end is no news; an error without an ear would end the process.
      client.removeAllListeners()
      client.on(Events.Error, () => {})
      const shards = shardsOf(strategy)
      shards.forEach(stopShard)
      const leaving = client.destroy()
      await inTime(leaving, farewell)
      for (const shard of shards) socketOf(shard)?.terminate()
      await leaving
    },
  }
}
