import type { StoreKey } from '../../adapters/index.ts'
import type { EntryBody } from '../../src/audit/entry.ts'
import type { LogReport } from '../../src/audit/verify.ts'
import type { Bot } from '../../src/bot/bot.ts'
import type { Witnessing } from '../../src/bot/world.ts'
import type { Config } from '../../src/config.ts'
import type { Calendar } from '../../src/escalation/calendar.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { Act, Actor, Answer } from '../../src/ports/platform.ts'
import type { Store } from '../../src/ports/store.ts'
import type { Vault } from '../../src/ports/vault.ts'
import type { Referral } from '../../src/referral/referral.ts'
import type { Directory } from '../../src/roster/directory.ts'
import type { LeakWatch, Seen } from './leak-watch.ts'
import type { Paper } from './paper.ts'

export interface StageOptions {
  readonly store: StoreKey
  readonly start?: Instant
  readonly config?: Config
  readonly keepsMessages?: boolean
  /** The chat system can be looked through for a message, and shows again what is posted twice. */
  readonly finds?: boolean
  readonly paceMs?: number
  /** Opens the desks' duty rosters, as the program does at its start. */
  readonly rosters?: boolean
  readonly calendars?: readonly Calendar[]
  /** Releases checkpoints of the log, as the program does. */
  readonly witnessing?: Witnessing
}

export interface Press {
  readonly ref?: string
  readonly key?: string
}

export interface Stage {
  readonly bot: () => Bot
  readonly store: () => Store
  readonly vault: () => Vault
  readonly folder: () => string | undefined
  readonly directory: Directory
  readonly paper: Paper
  readonly clock: { readonly now: () => Instant; readonly set: (at: Instant) => void }
  readonly actorOf: (officer: string) => Actor
  /** One inbound, and nothing more: what is owed stays owed. */
  readonly hear: (who: string | Actor, act: Act, key?: string) => Promise<Answer>
  /** The data of a button as it now hangs at a place. */
  readonly button: (place: string, command: string, ref?: string) => string
  readonly say: (officer: string, text: string, key?: string) => Promise<Answer>
  readonly press: (officer: string, place: string, command: string, p?: Press) => Promise<Answer>
  readonly submit: (
    officer: string,
    form: Answer | string,
    values: Readonly<Record<string, string>>,
    key?: string,
  ) => Promise<Answer>
  /** One round of the two loops, as the program does it after every inbound and every tick. */
  readonly pump: () => Promise<void>
  /** Time passes while the bot runs: it stops at each moment at which something is due. */
  readonly fastForward: (ms: number) => Promise<void>
  /** The host's clock is set wrong by so much from now on; time itself goes on as before. */
  readonly misset: (ms: number) => void
  /** What the chat system's own clock says; nothing where it has none. */
  readonly platformTells: (time: (() => Instant) | undefined) => void
  /** Whose clocks the watch found unarmed or overdue, in its last whole round. */
  readonly faults: () => readonly string[]
  /** What the operator of the host was told to look at since the last call. */
  readonly alarms: () => readonly string[]
  /** Time passes while the bot is down or asleep. */
  readonly jump: (ms: number) => void
  readonly restart: () => Promise<void>
  /** As `restart`, from what a power cut leaves; what was under way stays so for ever. */
  readonly crash: () => Promise<void>
  /** What was newly shown since the last look, by place. Looking takes it off the table. */
  readonly read: () => Readonly<Record<string, readonly string[]>>
  readonly entries: () => Promise<readonly EntryBody[]>
  /** Types of the entries of a referral, without those of delivery. */
  readonly story: (ref: string) => Promise<readonly string[]>
  readonly referral: (ref: string) => Promise<Referral>
  readonly verify: () => Promise<LogReport>
  /** What was said so far, and looked at for words that leaked. */
  readonly said: () => Seen
  /** Looks for the same at what was shown in another way, such as a file. */
  readonly look: LeakWatch['look']
  /** Fails on a word that leaked, on a message that no expectation has read, and on a log that isn't proven. */
  readonly end: () => Promise<void>
}
