import { equal } from '../kit/bytes.ts'
import type { Digest } from '../ports/signer.ts'
import { emptyFrontier } from './seal.ts'
import { frontierOf, nodeHash, rootOf } from './tree.ts'

type Path = readonly Uint8Array[]

/** The root over the leaves from `from` up to but not including `to`. */
export type RootBetween = (from: number, to: number) => Uint8Array

/** The largest power of two below `n`; `n` is at least 2. */
const splitOf = (n: number): number => {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** Roots from leaf hashes held in memory. */
export const rootsOver =
  (leaves: Path, digest: Digest): RootBetween =>
  (from, to) =>
    rootOf(frontierOf(leaves.slice(from, to), digest), digest)

/** Leaves from `from` up to but not including `to`, whose root is part of a path. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Of which spans the roots lead from leaf `index` to that of `size` leaves (RFC 9162 section 2.1.3.1). */
export const inclusionSpans = (index: number, size: number): readonly Span[] => {
  const spans = (from: number, to: number): readonly Span[] => {
    if (to - from === 1) return []
    const middle = from + splitOf(to - from)
    return index < middle
      ? [...spans(from, middle), { from: middle, to }]
      : [...spans(middle, to), { from, to: middle }]
  }
  if (!(index >= 0 && index < size)) throw new Error(`no leaf ${index} in a tree of ${size}`)
  return spans(0, size)
}

/** Of which spans the roots show the first `old` leaves to be those of before (section 2.1.4.1). */
export const consistencySpans = (old: number, size: number): readonly Span[] => {
  const spans = (from: number, to: number, whole: boolean): readonly Span[] => {
    if (old === to) return whole ? [] : [{ from, to }]
    const middle = from + splitOf(to - from)
    return old <= middle
      ? [...spans(from, middle, whole), { from: middle, to }]
      : [...spans(middle, to, false), { from, to: middle }]
  }
  if (!(old >= 0 && old <= size)) throw new Error(`no tree of ${old} in one of ${size}`)
  return old === 0 ? [] : spans(0, size, true)
}

export const inclusionPath = (index: number, size: number, root: RootBetween): Path =>
  inclusionSpans(index, size).map(({ from, to }) => root(from, to))

export const consistencyPath = (old: number, size: number, root: RootBetween): Path =>
  consistencySpans(old, size).map(({ from, to }) => root(from, to))

const isHash = (bytes: Uint8Array): boolean => bytes.length === 32
const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

export interface InclusionClaim {
  readonly index: number
  readonly size: number
  readonly leaf: Uint8Array
  readonly path: Path
  readonly root: Uint8Array
}

/** True if `path` proves that `leaf` is at `index` of the tree of `size` with `root`. */
export const verifyInclusion = (claim: InclusionClaim, digest: Digest): boolean => {
  const climb = (index: number, size: number, path: Path): Uint8Array | undefined => {
    if (size === 1) return path.length === 0 ? claim.leaf : undefined
    const top = path.at(-1)
    if (top === undefined) return undefined
    const k = splitOf(size)
    const below = path.slice(0, -1)
    const inner = index < k ? climb(index, k, below) : climb(index - k, size - k, below)
    if (inner === undefined) return undefined
    return index < k ? nodeHash(inner, top, digest) : nodeHash(top, inner, digest)
  }
  if (!isSize(claim.index) || !isSize(claim.size) || claim.index >= claim.size) return false
  if (![claim.leaf, claim.root, ...claim.path].every(isHash)) return false
  const root = climb(claim.index, claim.size, claim.path)
  return root !== undefined && equal(root, claim.root)
}

export interface ConsistencyClaim {
  readonly oldSize: number
  readonly oldRoot: Uint8Array
  readonly size: number
  readonly root: Uint8Array
  readonly path: Path
}

interface Roots {
  readonly before: Uint8Array
  readonly after: Uint8Array
}

/** True if `path` proves that the tree of `size` only appended to that of `oldSize`. */
export const verifyConsistency = (claim: ConsistencyClaim, digest: Digest): boolean => {
  const { oldSize, oldRoot, size, root, path } = claim
  const climb = (old: number, n: number, rest: Path, whole: boolean): Roots | undefined => {
    const top = rest.at(-1)
    if (old === n && whole) return top ? undefined : { before: oldRoot, after: oldRoot }
    if (top === undefined) return undefined
    const below = rest.slice(0, -1)
    if (old === n) return below.length === 0 ? { before: top, after: top } : undefined
    const k = splitOf(n)
    const inner = old <= k ? climb(old, k, below, whole) : climb(old - k, n - k, below, false)
    if (inner === undefined) return undefined
    return old <= k
      ? { before: inner.before, after: nodeHash(inner.after, top, digest) }
      : {
          before: nodeHash(top, inner.before, digest),
          after: nodeHash(top, inner.after, digest),
        }
  }
  if (!isSize(oldSize) || !isSize(size) || oldSize > size) return false
  if (![oldRoot, root, ...path].every(isHash)) return false
  const empty = rootOf(emptyFrontier, digest)
  if (size === 0 && !equal(root, empty)) return false
  if (oldSize === 0) return path.length === 0 && equal(oldRoot, empty)
  const roots = climb(oldSize, size, path, true)
  return roots !== undefined && equal(roots.before, oldRoot) && equal(roots.after, root)
}
