import type { Digest } from '../ports/signer.ts'
import type { ReadHashes } from '../ports/store.ts'
import type { Frontier, TreeNode } from './seal.ts'
import { appendLeaf, frontierOf, rootOf } from './tree.ts'
import { consistencySpans, inclusionSpans, type Span } from './tree-proof.ts'

/** Nodes of a tile, as in C2SP tlog-tiles. */
export const tileWidth = 256
/** No log has as many as 256^7 entries: a safe integer can't count them. */
export const highestLevel = 6

const bitsOfLevel = 8

/** How many full subtrees of that level a log of `size` entries has. */
export const nodesAt = (level: number, size: number): number =>
  Math.floor(size / tileWidth ** level)

/** `appendLeaf`, which adds to `nodes` each subtree of 256^level leaves that the leaf makes full. */
export const appendNode = (
  frontier: Frontier,
  leaf: Uint8Array,
  digest: Digest,
  nodes: TreeNode[],
): Frontier => {
  const size = frontier.size + 1
  return appendLeaf(frontier, leaf, digest, (height, hash) => {
    const level = height / bitsOfLevel
    if (Number.isInteger(level)) nodes.push({ level, n: nodesAt(level, size) - 1, hash })
  })
}

/** Nodes of one level, from `from` up to but not including `to`; 255 at most. */
export interface Run {
  readonly level: number
  readonly from: number
  readonly to: number
}

/**
 * The fewest nodes that cover a span, largest first. The span must begin where the tree has a node that
 * could hold all of it, as those of every path do.
 */
export const runsOf = ({ from, to }: Span): readonly Run[] => {
  const runs: Run[] = []
  let next = from
  for (let level = highestLevel; level >= 0; level--) {
    const leaves = tileWidth ** level
    const count = Math.floor((to - next) / leaves)
    if (count === 0) continue
    const first = next / leaves
    if (!Number.isSafeInteger(first)) throw new Error(`no node of the tree holds ${from} to ${to}`)
    runs.push({ level, from: first, to: first + count })
    next += count * leaves
  }
  return runs
}

/** The frontier of a span from the hashes of its runs. Throws where one is missing. */
export const frontierOver = (
  span: Span,
  hashesOf: readonly (readonly Uint8Array[])[],
  digest: Digest,
): Frontier => ({
  size: span.to - span.from,
  hashes: runsOf(span).flatMap(({ level, from, to }, i) => {
    const hashes = hashesOf[i] ?? []
    if (hashes.length !== to - from)
      throw new Error(`${hashes.length} hashes of level ${level} from ${from} to ${to}`)
    return frontierOf(hashes, digest).hashes
  }),
})

type Path = readonly Uint8Array[]

/** Proofs about a log, for any size that it has or had. Each reads a few hundred hashes at most a level. */
export interface TreeReader {
  readonly rootBetween: (from: number, to: number) => Promise<Uint8Array>
  readonly rootAt: (size: number) => Promise<Uint8Array>
  /** As `inclusionPath`; throws where there is no such leaf. */
  readonly inclusion: (index: number, size: number) => Promise<Path>
  /** As `consistencyPath`; throws where there is no such tree. */
  readonly consistency: (old: number, size: number) => Promise<Path>
}

/** Reads a tree by its nodes; one that isn't there, as beyond the end of the log, makes it throw. */
export const createTreeReader = (hashes: ReadHashes, digest: Digest): TreeReader => {
  const rootBetween = async (from: number, to: number): Promise<Uint8Array> => {
    const span = { from, to }
    const read = runsOf(span).map(run => hashes(run.level, run.from, run.to))
    return rootOf(frontierOver(span, await Promise.all(read), digest), digest)
  }
  const rootsOf = (spans: readonly Span[]): Promise<Path> =>
    Promise.all(spans.map(({ from, to }) => rootBetween(from, to)))
  return {
    rootBetween,
    rootAt: size => rootBetween(0, size),
    inclusion: async (index, size) => rootsOf(inclusionSpans(index, size)),
    consistency: async (old, size) => rootsOf(consistencySpans(old, size)),
  }
}
