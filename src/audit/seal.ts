import type { SubjectId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { EntryDraft, SealedEntry } from '../ports/store.ts'

/** The roots of the full subtrees of a log of `size` entries, largest first (RFC 6962 section 2.1). */
export interface Frontier {
  readonly size: number
  readonly hashes: readonly Uint8Array[]
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] }

/** Where a referral's last entry is: its own running number from 1, and its leaf hash. */
export interface Link {
  readonly n: number
  readonly leaf: Uint8Array
}

export interface SealRequest {
  readonly at: Instant
  readonly entries: readonly EntryDraft[]
  readonly frontier: Frontier
  readonly linkOf: (subject: SubjectId) => Link | undefined
}

/** The root of a full subtree of 256^level leaves, the `n`th of them from 0; level 0 are the leaves. */
export interface TreeNode {
  readonly level: number
  readonly n: number
  readonly hash: Uint8Array
}

export interface Sealed {
  readonly entries: readonly SealedEntry[]
  readonly frontier: Frontier
  /** The new last entry of each referral that got one. */
  readonly links: ReadonlyMap<SubjectId, Link>
  /** Of level 1 and up that these entries made full, in the order in which they did. */
  readonly nodes: readonly TreeNode[]
  /** Signed checkpoint over the new tree; empty for an empty log. */
  readonly note: string
}

/** Turns drafts into entries with position, back-link and salt, and signs the tree that holds them. */
export type Seal = (request: SealRequest) => Sealed
