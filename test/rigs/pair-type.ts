import { platforms } from '../../adapters/index.ts'
import type { Config } from '../../src/config.ts'
import type { Language, PlatformName } from '../../src/kit/ids.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { DeclaredCommand } from '../../src/ports/declared.ts'
import type { Answer, Ear, Platform } from '../../src/ports/platform.ts'
import type { Directory, Identity } from '../../src/roster/directory.ts'

export type PlatformKey = keyof typeof platforms
export type Side = 'sender' | 'receiver'
export type Who = Side | 'third'
export type ChannelId = 'hkc-desk' | 'kcs-desk' | 'hkc-kcs'
export type Values = Readonly<Record<string, string>>

/** What an officer alone sees of what they just did. */
export interface Shown {
  readonly kind: 'none' | 'form' | 'problems' | 'card'
  readonly texts: readonly string[]
  /** Presses the button of that command on it, however old it has become. */
  readonly press: (command: string) => Promise<Shown>
}

/** A message that stands in a channel. */
export interface Note {
  readonly texts: readonly string[]
  readonly buttons: readonly string[]
  readonly inThread: boolean
}

/** An officer in front of a screen, at one channel, whatever platform that is on. */
export interface Seat {
  /** A command as it is said in help: `/referral view HK-2026-000001`. */
  readonly line: (text: string) => Promise<Shown>
  /** The button of that command on the newest message that has it. */
  readonly press: (command: string) => Promise<Shown>
  /** Fills in what is open, step by step, to its end or to what is wrong with it. */
  readonly fill: (values: Values) => Promise<Shown>
  readonly sees: () => Promise<readonly Note[]>
  /** Texts of the messages at that channel that call this officer by the platform's own means. */
  readonly calls: () => Promise<readonly string[]>
  /** Writes as people do; absent where nobody writes. Resolves when everybody has been told. */
  readonly talk?: (text: string) => Promise<void>
}

/** What a chat system is given at each start. */
export interface Opening {
  readonly config: Config
  readonly directory: Directory
  readonly commands: readonly DeclaredCommand[]
  readonly ear: Ear
}

/** A chat system with an officer and a desk's channel for each side that is on it, and what they share there. */
export interface Chat {
  /** Several where people are known anew in each workspace; none where they aren't on it. */
  readonly identitiesOf: (who: Who) => readonly Identity[]
  /** Platform and place, as the settings have them. */
  readonly at: (channel: ChannelId) => { readonly platform: PlatformName; readonly place: string }
  readonly start: (opening: Opening) => Promise<Platform>
  /** Of an officer by their id in the settings. */
  readonly seat: (officer: string, channel: string) => Seat
  /** For so long no post to a channel is answered, whether it was taken or not; absent where nothing is between. */
  readonly breakPosts?: (taken: boolean, forMs: number) => { readonly hits: () => number }
  /** What has become due by the stage's clock happens. */
  readonly tick: () => void
  /** What it found wrong with how it was used. */
  readonly problems: () => readonly string[]
  readonly close: () => Promise<void>
}

/** What a chat system is raised in. */
export interface Surroundings {
  readonly dataDir: string
  readonly sides: readonly Side[]
  /** The channel that both sides share is there, and somebody of a third desk was let in. */
  readonly isShared: boolean
  /** Officers are called by a role that they have, where there are roles. */
  readonly byRole: boolean
  readonly now: () => Instant
  readonly monotonic: () => number
  /** How many acts the bot has answered, and what it answered to the last. */
  readonly answered: () => number
  readonly last: () => Answer
}

export const officers = { sender: 'hkc.o1', receiver: 'kcs.o1', third: 'tst.o1' } as const
/** In which these officers read. */
export const languages = {
  sender: 'zh-HK' as Language,
  receiver: 'ko' as Language,
  third: 'en' as Language,
} as const
export const deskChannels = { sender: 'hkc-desk', receiver: 'kcs-desk' } as const
export const sharedChannel = 'hkc-kcs'

const everybody: readonly Who[] = ['sender', 'receiver', 'third']

export const whoIs = (officer: string): Who => {
  const found = everybody.find(who => officers[who] === officer)
  if (!found) throw new Error(`${officer} has no seat`)
  return found
}

const keys = Object.keys(platforms) as PlatformKey[]

/** Every platform with every platform, itself too, as sender and receiver. */
export const orderedPairs: readonly (readonly [PlatformKey, PlatformKey])[] = keys.flatMap(sender =>
  keys.map(receiver => [sender, receiver] as const),
)
