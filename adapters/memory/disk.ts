import { emptyFrontier, type Frontier, type Link, type TreeNode } from '../../src/audit/seal.ts'
import type { MessageId, SubjectId } from '../../src/kit/ids.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { Rank } from '../../src/ports/rank.ts'
import type { OutboxJob, SealedEntry, Shelf, Timer } from '../../src/ports/store.ts'

export interface KeptSnapshot {
  readonly version: number
  /** As text, so that nobody who was given it holds the thing itself. */
  readonly state: string
  readonly parties: readonly Shelf[]
  readonly open: boolean
}

export interface OutboxRow extends Omit<OutboxJob, 'recipe' | 'standing' | 'covers'> {
  readonly recipe: string
  readonly rank: Rank
  readonly owedAt: Instant
  readonly state: 'pending' | 'sending' | 'sent' | 'merged' | 'dead'
  readonly claimedAt?: Instant
  readonly mergedInto?: number
  readonly sent?: { readonly message: MessageId; readonly at: Instant }
}

/** A message as it stands at its place: the row that posted it, and the row that last changed it. */
export interface Shown {
  readonly first: number
  readonly last: number
}

/** Until when a place waits, and when something new was last posted there; 0 for never. */
export interface Pace {
  readonly waits: number
  readonly posted: number
}

export interface KeptLease {
  readonly holder: string
  readonly epoch: number
  readonly seen: Instant
  readonly until: Instant
}

export interface LogState {
  readonly entries: readonly SealedEntry[]
  readonly note: string
  readonly frontier: Frontier
  /** Of level 1 and up, in the order in which they became full. */
  readonly nodes: readonly TreeNode[]
  readonly links: ReadonlyMap<SubjectId, Link>
  /** In the order in which the subjects were first kept. */
  readonly subjects: ReadonlyMap<SubjectId, KeptSnapshot>
  readonly timers: ReadonlyMap<SubjectId, readonly Timer[]>
  readonly lease?: KeptLease
  readonly inbox: ReadonlySet<string>
  /** Row `id` is at index `id - 1`. */
  readonly outbox: readonly OutboxRow[]
  /** In the order of `first`. */
  readonly shown: readonly Shown[]
  /** By platform and place, as `placeKey` joins them. */
  readonly paces: ReadonlyMap<string, Pace>
}

export const placeKey = ({ platform, place }: Pick<OutboxJob, 'platform' | 'place'>): string =>
  JSON.stringify([platform, place])

const emptyState: LogState = {
  entries: [],
  note: '',
  frontier: emptyFrontier,
  nodes: [],
  links: new Map(),
  subjects: new Map(),
  timers: new Map(),
  inbox: new Set(),
  outbox: [],
  shown: [],
  paces: new Map(),
}

/** What survives a restart of a memory store: one value, replaced whole by each commit. */
export interface Disk {
  state: LogState
}

export const createDisk = (): Disk => ({ state: emptyState })
