import { concat } from '../kit/bytes.ts'
import type { Digest } from '../ports/signer.ts'
import type { Frontier } from './seal.ts'

const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

/** RFC 6962 section 2.1: SHA-256(0x00 ‖ entry). The marks keep a leaf from passing as a node. */
export const leafHash = (entry: Uint8Array, digest: Digest): Uint8Array =>
  digest(concat(leafMark, entry))

/** RFC 6962 section 2.1: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array, digest: Digest): Uint8Array =>
  digest(concat(nodeMark, left, right))

/** The frontier with one leaf hash more. At most log2(size) node hashes. */
export const appendLeaf = (frontier: Frontier, leaf: Uint8Array, digest: Digest): Frontier => {
  const hashes = [...frontier.hashes]
  let hash = leaf
  // Halving, not shifting: shifts would cut a size to 32 bits.
  for (let rest = frontier.size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = hashes.pop()
    if (left === undefined) throw new Error('a frontier with fewer hashes than its size has bits')
    hash = nodeHash(left, hash, digest)
  }
  return { size: frontier.size + 1, hashes: [...hashes, hash] }
}

/** The root of the tree that has this frontier; SHA-256 of nothing for the empty one. */
export const rootOf = (frontier: Frontier, digest: Digest): Uint8Array =>
  frontier.hashes.length === 0
    ? digest(new Uint8Array())
    : frontier.hashes.reduceRight((right, left) => nodeHash(left, right, digest))
