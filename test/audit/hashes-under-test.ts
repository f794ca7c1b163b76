import { digest } from '../../adapters/keys/index.ts'
import { emptyFrontier, type TreeNode } from '../../src/audit/seal.ts'
import { appendNode, tileWidth } from '../../src/audit/tiles.ts'
import { rootOf } from '../../src/audit/tree.ts'
import { utf8 } from '../../src/kit/bytes.ts'
import type { ReadHashes } from '../../src/ports/store.ts'

export interface Grown {
  readonly leaves: readonly Uint8Array[]
  readonly nodes: readonly TreeNode[]
  /** As a store reads them, and refuses more than it may. */
  readonly hashes: ReadHashes
  /** As the frontier had it at those sizes. */
  readonly roots: ReadonlyMap<number, Uint8Array>
  /** How many hashes were read. */
  readonly read: () => number
}

/** A tree of so many made-up leaves, with what a store would have kept of it. */
export const grown = (size: number, at: ReadonlySet<number>): Grown => {
  const leaves = Array.from({ length: size }, (_, i) => digest(utf8(`leaf ${i}`)))
  const nodes: TreeNode[] = []
  const roots = new Map<number, Uint8Array>()
  let frontier = emptyFrontier
  for (const leaf of leaves) {
    frontier = appendNode(frontier, leaf, digest, nodes)
    if (at.has(frontier.size)) roots.set(frontier.size, rootOf(frontier, digest))
  }
  const levels = Map.groupBy(nodes, node => node.level)
  let read = 0
  return {
    leaves,
    nodes,
    roots,
    read: () => read,
    hashes: async (level, from, to) => {
      if (from < 0 || to - from > tileWidth) throw new Error(`from ${from} to ${to}`)
      const all = level === 0 ? leaves : (levels.get(level) ?? []).map(node => node.hash)
      const found = all.slice(from, to)
      read += found.length
      return found
    },
  }
}
