import { utf8 } from '../kit/bytes.ts'
import type { SealedEntry } from '../ports/store.ts'

/** Of a leaf hash. */
export const hashBytes = 32

/** The bytes of a page's entries, all of them UTF-8, and leaves of 32 bytes each. */
export interface Packed {
  /**
   * A byte 0x00 stands before each body and behind it, where anything does: before, it is the mark of a leaf (RFC
   * 6962 section 2.1), so that both can be hashed as they lie; behind, it ends whatever is read too far.
   */
  readonly bytes: Uint8Array
  /** Where each body begins. */
  readonly from: Int32Array
  /** Where it ends. */
  readonly to: Int32Array
  readonly leaves: Uint8Array
}

/** Entries of positions that follow each other; good until the next page is asked for. */
export interface Page {
  /** Position of the first. */
  readonly first: number
  readonly count: number
  /** The `i`th of them, from 0. */
  readonly entry: (i: number) => SealedEntry
  /** Left out where they must be looked at one by one. */
  readonly packed?: Packed
}

const packed = (entries: readonly SealedEntry[]): Packed | undefined => {
  if (!entries.every(e => e.leaf.length === hashBytes && e.body.isWellFormed())) return undefined
  const bodies = entries.map(({ body }) => utf8(body))
  const bytes = new Uint8Array(bodies.reduce((sum, { length }) => sum + length + 1, 1))
  const from = new Int32Array(bodies.length)
  const to = new Int32Array(bodies.length)
  const leaves = new Uint8Array(bodies.length * hashBytes)
  let at = 1
  for (const [i, body] of bodies.entries()) {
    bytes.set(body, at)
    from[i] = at
    to[i] = at + body.length
    at += body.length + 1
  }
  for (const [i, { leaf }] of entries.entries()) leaves.set(leaf, i * hashBytes)
  return { bytes, from, to, leaves }
}

const pageOf = (entries: readonly SealedEntry[], first: number): Page => {
  const bytes = packed(entries)
  return {
    first,
    count: entries.length,
    entry: i => {
      const entry = entries[i]
      if (!entry) throw new Error(`no entry ${i} of ${entries.length}`)
      return entry
    },
    ...(bytes && { packed: bytes }),
  }
}

/** These entries in pages: a new one wherever a position doesn't follow the one before. */
export function* pagesOf(entries: readonly SealedEntry[]): Generator<Page> {
  let from = 0
  for (const [i, { seq }] of entries.entries()) {
    const first = entries[from]
    const next = entries[i + 1]
    if (!first || next?.seq === seq + 1) continue
    yield pageOf(entries.slice(from, i + 1), first.seq)
    from = i + 1
  }
}
