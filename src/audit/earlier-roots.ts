import type { Digest } from '../ports/signer.ts'
import { emptyFrontier, type Frontier } from './seal.ts'
import { appendLeaf, rootOf } from './tree.ts'

/** The roots that a log had at any size before. */
export interface EarlierRoots {
  /** The next leaf hash, and the frontier before it. */
  readonly take: (before: Frontier, leaf: Uint8Array) => void
  /** Undefined where it never had that size. */
  readonly at: (size: number) => Uint8Array | undefined
}

interface Run {
  readonly before: Frontier
  readonly leaves: Uint8Array
}

const width = 256
const hashBytes = 32

/**
 * Keeps every leaf, 32 bytes of each: of which sizes somebody shows a checkpoint is known only when all entries
 * were read, and one that isn't held against its entries must not count for anything.
 */
export const createEarlierRoots = (digest: Digest): EarlierRoots => {
  const runs: Run[] = []
  let size = 0
  return {
    take: (before, leaf) => {
      if (before.size % width === 0)
        runs.push({ before, leaves: new Uint8Array(width * hashBytes) })
      runs.at(-1)?.leaves.set(leaf, (before.size % width) * hashBytes)
      size = before.size + 1
    },
    at: wanted => {
      if (wanted === 0) return rootOf(emptyFrontier, digest)
      const run = runs[Math.ceil(wanted / width) - 1]
      if (!run || wanted > size) return undefined
      let frontier = run.before
      while (frontier.size < wanted) {
        const at = (frontier.size % width) * hashBytes
        frontier = appendLeaf(frontier, run.leaves.subarray(at, at + hashBytes), digest)
      }
      return rootOf(frontier, digest)
    },
  }
}
