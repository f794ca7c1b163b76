import { concat } from '../kit/bytes.ts'
import type { Digest } from '../ports/signer.ts'
import { emptyFrontier, type Frontier } from './seal.ts'

const leafMark = Uint8Array.of(0)
const nodeMark = 1

const hashBytes = 32
// One is made for each leaf of a log, and none is kept: all are put together in the same place.
const pair = new Uint8Array(1 + 2 * hashBytes)
pair[0] = nodeMark

/** What a node is the hash of; good until the next is asked for. */
const joined = (left: Uint8Array, right: Uint8Array): Uint8Array => {
  if (left.length !== hashBytes || right.length !== hashBytes)
    return concat(Uint8Array.of(nodeMark), left, right)
  pair.set(left, 1)
  pair.set(right, 1 + hashBytes)
  return pair
}

/** RFC 6962 section 2.1: SHA-256(0x00 ‖ entry). The marks keep a leaf from passing as a node. */
export const leafHash = (entry: Uint8Array, digest: Digest): Uint8Array =>
  digest(concat(leafMark, entry))

/** RFC 6962 section 2.1: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array, digest: Digest): Uint8Array =>
  digest(joined(left, right))

/** Told of each subtree that a leaf makes full: the root of its 2^height leaves. */
export type Made = (height: number, hash: Uint8Array) => void

/** The frontier with one leaf hash more. At most log2(size) node hashes. */
export const appendLeaf = (
  frontier: Frontier,
  leaf: Uint8Array,
  digest: Digest,
  made?: Made,
): Frontier => {
  const hashes = frontier.hashes.slice()
  let hash = leaf
  let height = 0
  // Halving, not shifting: shifts would cut a size to 32 bits.
  for (let rest = frontier.size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = hashes.pop()
    if (left === undefined) throw new Error('a frontier with fewer hashes than its size has bits')
    hash = nodeHash(left, hash, digest)
    height += 1
    made?.(height, hash)
  }
  hashes.push(hash)
  return { size: frontier.size + 1, hashes }
}

/** The frontier over these leaf hashes, or over nodes of one height as if they were leaves. */
export const frontierOf = (hashes: readonly Uint8Array[], digest: Digest): Frontier =>
  hashes.reduce((frontier, hash) => appendLeaf(frontier, hash, digest), emptyFrontier)

/** The root of the tree that has this frontier; SHA-256 of nothing for the empty one. */
export const rootOf = (frontier: Frontier, digest: Digest): Uint8Array =>
  frontier.hashes.length === 0
    ? digest(new Uint8Array())
    : frontier.hashes.reduceRight((right, left) => nodeHash(left, right, digest))
