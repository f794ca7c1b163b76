import { isBase64At } from '../kit/bytes.ts'
import type { Digest } from '../ports/signer.ts'
import { hashBytes } from './page.ts'
import { emptyFrontier, type Frontier } from './seal.ts'
import { appendLeaf, frontierOf, type Made, rootOf } from './tree.ts'

/** SHA-256 of the bytes, 32 bytes that are written into `into` from `at` on. */
export type DigestInto = (bytes: Uint8Array, into: Uint8Array, at: number) => void

/** The tree over a log that is read from its beginning, with what it was at any size before. */
export interface GrownTree {
  /** Adds the entry of these bytes, the mark of a leaf before them, if its leaf is the one at `at` of `leaves`. */
  readonly takeEntry: (marked: Uint8Array, leaves: Uint8Array, at: number) => boolean
  /** Adds a leaf hash of 32 bytes. */
  readonly take: (leaf: Uint8Array) => void
  readonly leaf: (index: number) => Uint8Array
  /** Whether the base64 of that leaf stands in `text` from `at` on. */
  readonly isLeafAt: (text: DataView, at: number, index: number) => boolean
  readonly frontier: () => Frontier
  /** The root at a size that it has, or had; undefined for any other. */
  readonly rootAt: (size: number) => Uint8Array | undefined
}

interface Parts {
  readonly digest: Digest
  readonly digestInto: DigestInto
  /** Told of each full subtree of 256 leaves, and of those of more. */
  readonly made?: Made | undefined
}

/** Leaves that are hashed together, and how many levels above them the root of a full run of them is. */
const width = 256
const runHeight = 8
/** RFC 6962 section 2.1: before the two hashes that a node is the hash of. */
const nodeMark = 1
const pairBytes = 1 + 2 * hashBytes

interface Run {
  /** Over the runs before it, as if each were a leaf. */
  readonly before: Frontier
  /** The leaves two by two, and before each two the mark of a node: what their parent is the hash of. */
  readonly pairs: Uint8Array
}

/** Where the `i`th hash of a run is. */
const place = (i: number): number => pairBytes * (i >> 1) + 1 + hashBytes * (i & 1)

const empty = Uint8Array.from({ length: pairBytes * (width / 2) }, (_, i) =>
  i % pairBytes === 0 ? nodeMark : 0,
)

/**
 * Keeps every leaf, 32 bytes of each: of which sizes somebody shows a checkpoint is known only when all entries
 * were read, and one that isn't held against its entries must not count for anything.
 */
export const createGrownTree = ({ digest, digestInto, made }: Parts): GrownTree => {
  let run: Run = { before: emptyFrontier, pairs: empty.slice() }
  const runs: Run[] = [run]
  let size = 0
  const level = empty.slice()
  const pairsOfLevel = Array.from({ length: width / 2 }, (_, i) =>
    level.subarray(i * pairBytes, (i + 1) * pairBytes),
  )

  /** Of a full run. Each level is put in place of the one below, of which nothing is needed that was read. */
  const rootOfRun = (): Uint8Array => {
    level.set(run.pairs)
    for (let count = width / 2; count >= 1; count /= 2)
      for (let i = 0; i < count; i++) {
        const pair = pairsOfLevel[i]
        if (pair) digestInto(pair, level, place(i))
      }
    return level.slice(1, 1 + hashBytes)
  }

  const grow = (): void => {
    size += 1
    if (size % width !== 0) return
    const root = rootOfRun()
    made?.(runHeight, root)
    const before = appendLeaf(run.before, root, digest, (height, hash) =>
      made?.(runHeight + height, hash),
    )
    run = { before, pairs: empty.slice() }
    runs.push(run)
  }

  const leaf = (index: number): Uint8Array => {
    const at = place(index % width)
    const found = index < size ? runs[Math.floor(index / width)] : undefined
    if (!found) throw new Error(`no leaf ${index} of ${size}`)
    return found.pairs.subarray(at, at + hashBytes)
  }

  const frontierAt = (wanted: number): Frontier => {
    const full = Math.floor(wanted / width)
    const rest = Array.from({ length: wanted % width }, (_, i) => leaf(full * width + i))
    const before = runs[full]?.before.hashes ?? []
    return { size: wanted, hashes: [...before, ...frontierOf(rest, digest).hashes] }
  }

  return {
    takeEntry: (entry, leaves, at) => {
      const own = place(size % width)
      digestInto(entry, run.pairs, own)
      for (let i = 0; i < hashBytes; i++) if (run.pairs[own + i] !== leaves[at + i]) return false
      grow()
      return true
    },
    take: hash => {
      run.pairs.set(hash, place(size % width))
      grow()
    },
    leaf,
    isLeafAt: (text, at, index) => {
      const pairs = runs[Math.floor(index / width)]?.pairs
      return pairs !== undefined && isBase64At(text, at, pairs, place(index % width))
    },
    frontier: () => frontierAt(size),
    rootAt: wanted => (wanted <= size ? rootOf(frontierAt(wanted), digest) : undefined),
  }
}
