import { expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { emptyFrontier } from '../../src/audit/seal.ts'
import { appendLeaf, leafHash, nodeHash, rootOf } from '../../src/audit/tree.ts'
import {
  consistencyPath,
  inclusionPath,
  rootsOver,
  verifyConsistency,
  verifyInclusion,
} from '../../src/audit/tree-proof.ts'
import { fromHex, toHex } from '../../src/kit/bytes.ts'
import * as ct from './ct-vectors.ts'

const bytes = (hex: string): Uint8Array => {
  const read = fromHex(hex)
  if (read === undefined) throw new Error(`not hex: ${hex}`)
  return read
}

const leaves = ct.entries.map(entry => leafHash(bytes(entry), digest))
const root = (size: number): Uint8Array => bytes(ct.roots[size - 1] ?? 'no such root')
const frontierOf = (list: readonly Uint8Array[]) =>
  list.reduce((frontier, leaf) => appendLeaf(frontier, leaf, digest), emptyFrontier)

test('given nothing, when the root is taken, then it is SHA-256 of nothing', () => {
  expect(toHex(rootOf(emptyFrontier, digest))).toBe(ct.emptyRoot)
})

test('given the published entries, when appended, then each root is the published one', () => {
  const ours = leaves.map((_, i) => toHex(rootOf(frontierOf(leaves.slice(0, i + 1)), digest)))
  expect(ours).toEqual(ct.roots)
  expect(ours).toHaveLength(8)
})

test('given the published inclusion paths, when made and verified, then they agree', () => {
  const ours = ct.inclusion.map(({ index, size }) =>
    inclusionPath(index, size, rootsOver(leaves, digest)).map(toHex),
  )
  expect(ours).toEqual(ct.inclusion.map(vector => vector.path))
  const verified = ct.inclusion.filter(({ index, size, path }) => {
    const leaf = leaves[index] ?? new Uint8Array()
    const claim = { index, size, leaf, path: path.map(bytes), root: root(size) }
    return verifyInclusion(claim, digest)
  })
  expect(verified).toHaveLength(5)
})

test('given the published consistency paths, when made and verified, then they agree', () => {
  const ours = ct.consistency.map(({ old, size }) =>
    consistencyPath(old, size, rootsOver(leaves, digest)).map(toHex),
  )
  expect(ours).toEqual(ct.consistency.map(vector => vector.path))
  const verified = ct.consistency.filter(({ old, size, path }) => {
    const claim = { oldSize: old, oldRoot: root(old), size, root: root(size) }
    return verifyConsistency({ ...claim, path: path.map(bytes) }, digest)
  })
  expect(verified).toHaveLength(5)
})

test('given a leaf and a node of the same bytes, when hashed, then the hashes differ', () => {
  const [a, b] = [bytes(ct.emptyRoot), root(1)]
  const both = Uint8Array.of(...a, ...b)
  expect(toHex(leafHash(both, digest))).not.toBe(toHex(nodeHash(a, b, digest)))
})

test('given a size beyond 32 bits, when appended to, then every full subtree is joined', () => {
  const frontier = { size: 2 ** 40 - 1, hashes: Array.from({ length: 40 }, () => root(1)) }
  const grown = appendLeaf(frontier, root(2), digest)
  expect(grown.size).toBe(2 ** 40)
  expect(grown.hashes).toHaveLength(1)
})

test('given a leaf and a root that are no hashes, when verified, then refused though equal', () => {
  const none = new Uint8Array()
  const claim = { index: 0, size: 1, leaf: none, path: [], root: none }
  expect(verifyInclusion(claim, digest)).toBe(false)
  expect(verifyInclusion({ ...claim, leaf: root(1), root: root(1) }, digest)).toBe(true)
})

test('given a frontier that lost a hash, when appended to, then it throws', () => {
  expect(() => appendLeaf({ size: 1, hashes: [] }, root(1), digest)).toThrow('frontier')
})
