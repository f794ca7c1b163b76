import type { SpokenCard, SpokenForm, SpokenPart } from '../card/spoken.ts'
import type { Language, MessageId, PlaceId, PlatformName } from '../kit/ids.ts'
import type { Result } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import type { FiguresAnswer, FiguresAsked } from './figures.ts'

/** Who acts, as a platform knows them; never by name. */
export interface Actor {
  readonly platform: PlatformName
  readonly workspace: string
  readonly user: string
  /** Groups of the workspace that they are in, by id, where the platform says so with each inbound. */
  readonly groups?: readonly string[]
}

export type Act =
  | {
      readonly kind: 'command'
      readonly text: string
      /** Values beside the line, such as the text of a message that somebody refers. */
      readonly given?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'button'; readonly data: string }
  | {
      readonly kind: 'form'
      readonly data: string
      readonly values: Readonly<Record<string, string>>
    }

/** What a platform sent us. */
export interface Inbound {
  /** The platform's own id of this delivery; the same key twice is answered once and changes once. */
  readonly key: string
  /** When the platform says it happened; undefined where it doesn't say. */
  readonly platformTime?: Instant
  readonly actor: Actor
  readonly act: Act
  /** Languages that the platform says the person prefers, best first; used for people we don't know. */
  readonly languages?: readonly string[]
}

/** Shown to the speaker only. */
export type Answer =
  | { readonly kind: 'form'; readonly form: SpokenForm }
  | { readonly kind: 'card'; readonly card: SpokenCard; readonly language: Language }
  | { readonly kind: 'refusal'; readonly card: SpokenCard; readonly language: Language }
  | { readonly kind: 'none' }

/** What an officer sees on a page of his own, in this order; who is unknown gets the refusal. */
export type Home =
  | { readonly kind: 'home'; readonly language: Language; readonly parts: readonly SpokenPart[] }
  | Extract<Answer, { kind: 'refusal' }>

/** Completion of a half-typed command line. */
export interface Completion {
  /** The whole new line. */
  readonly insert: string
  readonly label: string
}

/** An option of a command that is being filled in. */
export interface Asked {
  /** As declared: `/referral accept`. */
  readonly line: string
  readonly option: string
  readonly typed: string
}

export interface Suggestion {
  readonly value: string
  readonly label: string
}

/** What a person has given by input name. */
export type Values = Readonly<Record<string, string>>

export interface Ear {
  readonly hear: (inbound: Inbound) => Promise<Answer>
  readonly complete: (actor: Actor, text: string) => Promise<readonly Completion[]>
  /** At most 25, best first; none for who is unknown. Changes nothing. */
  readonly suggest: (actor: Actor, asked: Asked) => Promise<readonly Suggestion[]>
  /** Keeps what was given in a form that isn't sent yet, for a day, also over a restart. */
  readonly keep: (actor: Actor, data: string, values: Values) => Promise<void>
  /**
   * The form of that data again, with what was kept of it and, over that, `values`; or why it can't be filled in
   * any more. Changes nothing. `languages`: as those of `Inbound`.
   */
  readonly form: (
    actor: Actor,
    data: string,
    values?: Values,
    languages?: readonly string[],
  ) => Promise<Answer>
  /** `languages`: as those of `Inbound`. Changes nothing. */
  readonly home: (actor: Actor, languages?: readonly string[]) => Promise<Home>
  /** The week in figures, as they stand. Changes nothing. `languages`: as those of `Inbound`. */
  readonly figures: (
    actor: Actor,
    asked: FiguresAsked,
    languages?: readonly string[],
  ) => Promise<FiguresAnswer>
}

/** The outside world failed. Changes when the loop tries again, never what was decided. */
export type Fault =
  | { readonly kind: 'RateLimited'; readonly retryAfterMs: number }
  | { readonly kind: 'Unreachable' }
  | { readonly kind: 'Forbidden'; readonly missing: string }
  | { readonly kind: 'Gone' }
  /** Sent, and no word whether it arrived. */
  | { readonly kind: 'Unknown' }

export interface Outgoing {
  /** Derived from the outbox row; the same key posted twice shows once, or is reported `Unknown`. */
  readonly key: string
  readonly card: SpokenCard
  readonly at: Instant
  /** An earlier try may have arrived. */
  readonly repeat: boolean
}

/** A message that was posted before this start, for a platform that keeps none itself. */
export interface Kept {
  readonly place: PlaceId
  readonly message: MessageId
  readonly thread?: MessageId
  readonly outgoing: Outgoing
}

export interface Capabilities {
  readonly forms: boolean
  /** A reply that only its reader sees. */
  readonly privateReplies: boolean
  readonly maxButtons: number
  /** The platform keeps what was posted over a restart of ours. Where not, `restore` gets it back. */
  readonly keepsMessages: boolean
  /** Milliseconds between two new messages at one place that the platform allows; 0 where any. */
  readonly paceMs: number
}

/**
 * A chat system. Promises (contract/platform.ts):
 * - `post` shows the card at the place and names the message; nothing of it is lost or marked up by its text.
 * - `revise` changes that message and no other; `Gone` if it isn't there.
 * - `reply` shows the card in the thread under that message; `Gone` if it isn't there.
 * - The same `key` twice shows once. The platform's own messages are not heard.
 * - A pressed button arrives as its data with its actor; the same inbound twice carries the same key.
 * - `find` finds what `post` and `reply` showed under a key, and nothing else; in a thread that isn't there `Gone`.
 * - `posted` gives what `post`, `reply` and `revise` show verbatim at a place now, to the last character and of our
 *   own messages alone, also before `start`.
 * - An unknown place is `Gone`. A renderer that meets an unknown node throws.
 * - `close` stops intake, awaits what is in flight and leaves no handle open. What is asked of it after that is
 *   not tried: `Unreachable`. One that keeps no messages itself may take it, as `restore` gets it back.
 */
export interface Platform {
  readonly name: PlatformName
  readonly capabilities: Capabilities
  readonly start: (ear: Ear) => Promise<Result<void, Fault>>
  readonly restore: (kept: readonly Kept[]) => void
  readonly post: (place: PlaceId, outgoing: Outgoing) => Promise<Result<MessageId, Fault>>
  readonly revise: (
    place: PlaceId,
    message: MessageId,
    outgoing: Outgoing,
  ) => Promise<Result<MessageId, Fault>>
  readonly reply: (
    place: PlaceId,
    thread: MessageId,
    outgoing: Outgoing,
  ) => Promise<Result<MessageId, Fault>>
  /**
   * Looks for a message of that key at a place that was posted at `since` or later, for a row whose fate
   * is unknown; undefined where it isn't there. With `thread`, under that message alone. `Forbidden` where it
   * may not look, `Unknown` where there is more than it can read. Absent where a platform can't look.
   */
  readonly find?: (
    place: PlaceId,
    key: string,
    since: Instant,
    thread?: MessageId,
  ) => Promise<Result<MessageId | undefined, Fault>>
  /**
   * Texts that our own messages at a place show to be copied (`verbatim`), newest first, at most `max`: of the
   * channel itself and of the threads that were last written in, as far as some pages go. Absent where a
   * platform keeps no messages.
   */
  readonly posted?: (place: PlaceId, max: number) => Promise<Result<readonly string[], Fault>>
  /**
   * The time as the platform's own clock last told it, moved on by what has passed since; undefined where
   * it has no clock of its own or hasn't been heard yet. Only to check ours against.
   */
  readonly time?: () => Instant | undefined
  readonly close: () => Promise<void>
}
