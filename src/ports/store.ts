import type {
  ContactPointId,
  MatterId,
  MatterLetter,
  MessageId,
  PlaceId,
  PlatformName,
  ReferralId,
  SubjectId,
} from '../kit/ids.ts'
import type { Json } from '../kit/json.ts'
import type { Instant } from '../kit/time.ts'

/** An entry before the store has given it its position and sealed it. */
export interface EntryDraft {
  /** What it belongs to; entries of one subject are linked back to back. */
  readonly subject?: SubjectId
  /** Event type, e.g. `referral.acknowledged`: `/^[a-z][a-z0-9_.-]{0,99}$/`. */
  readonly type: string
  readonly actor: Json
  readonly cause?: Json
  readonly event: Json
}

/** What subjects are listed under: a desk for referrals, `N:<desk>` and the like for matters. */
export type Shelf = ContactPointId | `${MatterLetter}:${string}`

/** State as last folded; opaque to the store but for what it is listed by. */
export interface Snapshot {
  readonly subject: SubjectId
  /** Counts commits of this subject from 1; 0 means that it doesn't exist yet. */
  readonly version: number
  readonly state: Json
  /** By whom it is listed: desks, or the shelves of a desk for what is no referral. */
  readonly parties: readonly Shelf[]
  readonly open: boolean
}

export interface Timer {
  readonly deadline: string
  readonly step: number
  readonly due: Instant
}

export interface DueTimer extends Timer {
  readonly subject: SubjectId
}

/**
 * `card`: the one card of a subject at a place. `ping…`: a call to somebody; the same name again means
 * the same call. Both are posted once and then revised, as is a `summary…`. `reply`: a line under the card,
 * always new.
 */
export type Purpose = 'card' | 'reply' | `ping${string}` | `summary${string}`

/** A message owed. Holds no words and nothing of the case: the card is made when it is sent. */
export interface OutboxDraft {
  readonly platform: PlatformName
  readonly place: PlaceId
  readonly subject: SubjectId
  readonly purpose: Purpose
  readonly recipe: Json
  /** Index in the batch's entries of the event it tells of. */
  readonly entry: number
  /** A call of an immediate matter, or the card that first tells of one: before all else at its place. */
  readonly urgent?: true
}

/** An older row of the same message that the one being sent makes superfluous. */
export interface Covered {
  readonly id: number
  readonly key: string
  readonly seq: number
}

export interface OutboxJob {
  readonly id: number
  /** From the entry's position and leaf (job-key.ts), so the same notice has the same key at every try. */
  readonly key: string
  readonly platform: PlatformName
  readonly place: PlaceId
  readonly subject: SubjectId
  readonly purpose: Purpose
  readonly recipe: Json
  /** Position of the entry it tells of. */
  readonly seq: number
  /** Tries before this one, of it or of a row that it covers; one that a stop cut short is none. */
  readonly attempts: number
  /** A try before this one may have arrived: the process ended in it, or no word came back. */
  readonly repeat: boolean
  /** With `repeat`: when the first such try was claimed. */
  readonly doubtSince?: Instant
  /** With `repeat`: no settlement has said so yet, since the process ended in that try. */
  readonly recovered?: true
  /** Older rows that this one tells of too; absent where there are none. */
  readonly covers?: readonly Covered[]
  /** Where it was posted: the message of this purpose at this place, or for a reply the card. */
  readonly standing?: MessageId
}

export type Settlement =
  | {
      readonly outbox: number
      readonly to: 'sent'
      readonly message: MessageId
      readonly at: Instant
      /** Ids of the rows it covered, which are done with it. */
      readonly covers?: readonly number[]
    }
  /** The place waits until `at`. `repeat`: this try may have arrived. `untried`: it doesn't count as one. */
  | {
      readonly outbox: number
      readonly to: 'later'
      readonly at: Instant
      readonly repeat?: boolean
      readonly untried?: boolean
    }
  | { readonly outbox: number; readonly to: 'dead'; readonly covers?: readonly number[] }

/** What may be claimed now. */
export interface OutboxQuery {
  readonly now: Instant
  readonly max: number
  /** Of each platform: the most rows of it, and ms between two new messages at a place. Not named: `max`, 0. */
  readonly limits?: ReadonlyMap<PlatformName, { readonly max: number; readonly paceMs: number }>
}

export interface Batch {
  readonly at: Instant
  /** Key of the inbound that caused it; the resolver of an unknown outcome. */
  readonly inbound?: string
  /** Epoch of the lease that the clock's own acts are made under; another holder's since is `fenced`. */
  readonly fence?: number
  readonly expect: readonly { readonly subject: SubjectId; readonly version: number }[]
  readonly entries: readonly EntryDraft[]
  readonly snapshots: readonly Snapshot[]
  /** The armed timers of a subject from now on; those of before are gone. */
  readonly timers: readonly { readonly subject: SubjectId; readonly armed: readonly Timer[] }[]
  readonly outbox: readonly OutboxDraft[]
  readonly settle: readonly Settlement[]
}

export type CommitResult =
  | { readonly kind: 'committed'; readonly size: number }
  /** This inbound was committed before; nothing changed now. */
  | { readonly kind: 'duplicate' }
  /** Somebody else sweeps since; nothing changed. */
  | { readonly kind: 'fenced' }
  /** A subject moved on since it was loaded; nothing changed. */
  | { readonly kind: 'conflict'; readonly subject: SubjectId }

export interface LeaseAsk {
  /** Names one run of one process; not empty. */
  readonly holder: string
  readonly now: Instant
  /** `now` or after; at `now` it is given back. */
  readonly until: Instant
}

/** Who may let the clock act: one sweeper at a time, so that every step is decided once. */
export type Lease =
  | {
      readonly kind: 'held'
      /** Rises by one with every change of holder; never falls. */
      readonly epoch: number
      /** `now` of the grant before this one, to anybody; undefined for the very first. */
      readonly seen?: Instant
    }
  /** Another holds it until then. */
  | { readonly kind: 'taken'; readonly until: Instant }

/** A subject as it stands, with the timers that are armed for it. */
export interface Watched {
  readonly snapshot: Snapshot
  readonly armed: readonly Timer[]
}

export interface SealedEntry {
  readonly seq: number
  /** The exact bytes that are hashed, as text. */
  readonly body: string
  /** RFC 6962 leaf hash. */
  readonly leaf: Uint8Array
}

/**
 * Roots of full subtrees of 256^level leaves, those numbered from `from` up to but not including `to`; level 0
 * are the leaves. The first 256 of them at most; what isn't full yet isn't there.
 */
export type ReadHashes = (level: number, from: number, to: number) => Promise<readonly Uint8Array[]>

export interface Head {
  readonly size: number
  /** C2SP signed note over the tree of `size` entries; empty for an empty log. */
  readonly note: string
}

/** A posted message, for platforms that keep none. */
export interface PostedMessage {
  readonly id: number
  readonly key: string
  readonly platform: PlatformName
  readonly place: PlaceId
  readonly subject: SubjectId
  readonly purpose: Purpose
  readonly recipe: Json
  /** Position of the entry it tells of. */
  readonly seq: number
  readonly message: MessageId
  readonly at: Instant
}

/**
 * Log, snapshots, timers, outbox and inbound keys. Data in, data out. Promises (contract/store.ts):
 * - `commit` is all or nothing and durable when it returns. It gives each entry the next position without
 *   gap, links it to the entry before of its subject, seals its exact bytes and signs the new tree, all in
 *   the one transaction.
 * - A known `inbound` is a `duplicate`; a wrong `version` is a `conflict` (that of a subject not there is 0).
 *   A `fence` that is not the epoch of the lease now is `fenced`. `duplicate` wins over `fenced`, and that
 *   over `conflict`. None of them changes anything.
 * - Entries can't be changed or removed through it.
 * - `commit` throws where the outcome is unknown (I/O error) or the batch is a bug. Any throw ends the
 *   store: later calls throw, and the process must end.
 * - `lease` is given to one holder at a time; to another only once `until` has come. The same holder renews
 *   it, also after `until` where nobody took it, and keeps its epoch. A change of holder is durable when it
 *   returns. A renewal, asked for each second, needn't be: a crash may undo those of the last 10 seconds, so
 *   that `seen` and `until` are up to 10 seconds too early after one; never after `close`, and never the epoch.
 *   An `until` before `now` is a bug.
 * - Timers are armed only for a subject that is there, by this batch or before; else the batch is a bug.
 * - `claimTimers` gives those due at `now`, the longest due first, at most `max`; claiming changes nothing:
 *   the version in the commit that follows decides.
 * - `claimOutbox` marks rows as being sent and gives them, at most one in flight at a place, none while the
 *   place waits (`later`); a place that waits holds up no other. A dead row doesn't block its place. New rows
 *   are owed at once. Only a row being sent can be settled.
 * - At a place the highest rank goes first (rank.ts), within it the oldest; a row that waited rises. No reply
 *   goes before a card of its subject that was owed before it.
 * - A message that is new at its place is given only `paceMs` after the last new one there was claimed and
 *   settled, also after a restart; one that changes a message that stands needn't wait.
 * - Owed rows of one card or call at a place are one job: the newest, or the oldest that may have arrived;
 *   it names the older ones as `covers`. They stay owed until it is settled as sent or dead naming them.
 * - `owedNext` is the earliest moment at or after which a claim with the same limits may give something, of
 *   places where nothing is in flight; undefined where nothing is owed.
 * - Rows being sent when the store was last open are given again with `repeat`.
 * - `hashes` are those of the tree that the head signs: a subtree's is there with the commit that fills it.
 * - Two stores that got the same batches with the same seal have the same entries and the same head.
 */
export interface Store {
  readonly load: (subject: SubjectId) => Promise<Snapshot | undefined>
  /** Last begun first; only those where `party` takes part and that are open or not. `max` at most 200. */
  readonly list: (query: {
    readonly party: readonly Shelf[]
    readonly open: boolean
    readonly max: number
  }) => Promise<readonly Snapshot[]>
  /** The highest reference that begins with `prefix`, e.g. `HK-2026-`. */
  readonly latest: (prefix: string) => Promise<ReferralId | MatterId | undefined>
  /** Whether an inbound of this key was committed. */
  readonly heard: (inbound: string) => Promise<boolean>
  readonly commit: (batch: Batch) => Promise<CommitResult>
  readonly lease: (ask: LeaseAsk) => Promise<Lease>
  readonly claimTimers: (query: {
    readonly now: Instant
    readonly max: number
  }) => Promise<readonly DueTimer[]>
  readonly claimOutbox: (query: OutboxQuery) => Promise<readonly OutboxJob[]>
  readonly owedNext: (query: OutboxQuery) => Promise<Instant | undefined>
  /**
   * The newest `max` messages posted through `platform`, and before them at most `max` cards of what is open,
   * the newest of these; oldest first. A card or a call comes once, as last revised.
   */
  readonly posted: (query: {
    readonly platform: PlatformName
    readonly max: number
  }) => Promise<readonly PostedMessage[]>
  /**
   * Subjects that are open or have timers armed, in the order of their ids, after `after`; `max` at most
   * 200. For whoever checks that every clock is armed.
   */
  readonly watched: (query: {
    readonly after?: SubjectId
    readonly max: number
  }) => Promise<readonly Watched[]>
  /** Entries from `from` up to but not including `to`. */
  readonly readEntries: (from: number, to: number) => AsyncIterable<SealedEntry>
  /** Entries of that subject, the newest first: by its back-links, so that none of another's is read. */
  readonly history: (subject: SubjectId) => AsyncIterable<SealedEntry>
  readonly hashes: ReadHashes
  readonly head: () => Promise<Head>
  readonly close: () => Promise<void>
}
