import { expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { emptyFrontier } from '../../src/audit/seal.ts'
import { appendLeaf, leafHash, nodeHash, rootOf } from '../../src/audit/tree.ts'
import {
  type ConsistencyClaim,
  consistencyPath,
  type InclusionClaim,
  inclusionPath,
  verifyConsistency,
  verifyInclusion,
} from '../../src/audit/tree-proof.ts'
import { equal, toHex, utf8 } from '../../src/kit/bytes.ts'

const largest = 65
const leaves = Array.from({ length: largest }, (_, i) => leafHash(utf8(`entry ${i}`), digest))

/** The definition of RFC 9162 section 2.1.1, word for word: slow, and without a frontier. */
const definition = (list: readonly Uint8Array[]): Uint8Array => {
  const [only] = list
  if (only === undefined) return digest(new Uint8Array())
  if (list.length === 1) return only
  const k = 2 ** Math.floor(Math.log2(list.length - 1))
  return nodeHash(definition(list.slice(0, k)), definition(list.slice(k)), digest)
}

const known = new Map<string, Uint8Array>()
const rootBetween = (from: number, to: number): Uint8Array => {
  const held = known.get(`${from}-${to}`) ?? definition(leaves.slice(from, to))
  known.set(`${from}-${to}`, held)
  return held
}
const rootAt = (size: number): Uint8Array => rootBetween(0, size)

const flipped = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte, i) => (i === 7 ? byte ^ 0x10 : byte))

type Path = readonly Uint8Array[]

const spoiltPaths = (path: Path, extra: Uint8Array): readonly Path[] => [
  [...path, extra],
  [extra, ...path],
  [...path, new Uint8Array()],
  ...path.map((_, i) => path.map((hash, j) => (i === j ? flipped(hash) : hash))),
  ...path.map((_, i) => path.filter((_hash, j) => i !== j)),
]

test('given every size to 65, when appended one by one, then the root is that of the definition', () => {
  const seen: string[] = []
  let frontier = emptyFrontier
  for (const leaf of leaves) {
    frontier = appendLeaf(frontier, leaf, digest)
    expect(toHex(rootOf(frontier, digest))).toBe(toHex(rootAt(frontier.size)))
    expect(frontier.hashes.length).toBe(frontier.size.toString(2).replaceAll('0', '').length)
    seen.push(toHex(rootAt(frontier.size)))
  }
  expect(new Set(seen).size).toBe(65)
})

const spoiltInclusions = (claim: InclusionClaim): readonly InclusionClaim[] => [
  ...spoiltPaths(claim.path, claim.root).map(path => ({ ...claim, path })),
  { ...claim, leaf: flipped(claim.leaf) },
  { ...claim, leaf: new Uint8Array() },
  { ...claim, root: flipped(claim.root) },
  { ...claim, root: rootAt(0) },
  { ...claim, index: claim.index + 1 },
  { ...claim, index: claim.index - 1 },
  { ...claim, index: claim.size },
  { ...claim, size: claim.size * 2 },
  { ...claim, size: 0 },
  { ...claim, size: claim.size + 0.5 },
  { ...claim, size: Number.NaN },
]

test('given every leaf of every size to 65, when included, then only the true proof holds', () => {
  let held = 0
  let refused = 0
  for (let size = 1; size <= largest; size++)
    for (let index = 0; index < size; index++) {
      const leaf = leaves[index] ?? new Uint8Array()
      const path = inclusionPath(index, size, rootBetween)
      const claim = { index, size, leaf, path, root: rootAt(size) }
      if (verifyInclusion(claim, digest)) held++
      const accepted = spoiltInclusions(claim).filter(spoilt => verifyInclusion(spoilt, digest))
      expect(accepted).toEqual([])
      refused += spoiltInclusions(claim).length
    }
  expect(held).toBe((65 * 66) / 2)
  expect(refused).toBeGreaterThan(50_000)
})

const spoiltConsistencies = (claim: ConsistencyClaim): readonly ConsistencyClaim[] =>
  [
    ...spoiltPaths(claim.path, claim.root).map(path => ({ ...claim, path })),
    { ...claim, oldRoot: flipped(claim.oldRoot) },
    { ...claim, root: flipped(claim.root) },
    { ...claim, oldRoot: new Uint8Array(), root: new Uint8Array() },
    { ...claim, oldRoot: claim.root, root: claim.oldRoot },
    { ...claim, oldSize: claim.oldSize + 1 },
    { ...claim, oldSize: claim.oldSize - 1 },
    { ...claim, size: claim.oldSize - 1 },
    { ...claim, oldSize: claim.oldSize + 0.5 },
    { ...claim, size: Number.POSITIVE_INFINITY },
    // Swapped roots of two equal trees are no change.
  ].filter(
    spoilt =>
      spoilt.oldSize !== claim.oldSize ||
      spoilt.size !== claim.size ||
      spoilt.path !== claim.path ||
      !equal(spoilt.oldRoot, claim.oldRoot) ||
      !equal(spoilt.root, claim.root),
  )

test('given every pair of sizes to 65, when compared, then only the true proof holds', () => {
  let held = 0
  let refused = 0
  for (let size = 1; size <= largest; size++)
    for (let oldSize = 1; oldSize <= size; oldSize++) {
      const path = consistencyPath(oldSize, size, rootBetween)
      const claim = { oldSize, oldRoot: rootAt(oldSize), size, root: rootAt(size), path }
      if (verifyConsistency(claim, digest)) held++
      const spoilt = spoiltConsistencies(claim)
      const accepted = spoilt.filter(one => verifyConsistency(one, digest))
      expect(accepted).toEqual([])
      refused += spoilt.length
    }
  expect(held).toBe((65 * 66) / 2)
  expect(refused).toBeGreaterThan(40_000)
})

test('given an empty old tree, when compared, then only its own root and no path will do', () => {
  const claim = { oldSize: 0, oldRoot: rootAt(0), size: 3, root: rootAt(3), path: [] }
  expect(consistencyPath(0, 3, rootBetween)).toEqual([])
  expect(verifyConsistency(claim, digest)).toBe(true)
  expect(verifyConsistency({ ...claim, size: 0, root: rootAt(0) }, digest)).toBe(true)
  expect(verifyConsistency({ ...claim, size: 0 }, digest)).toBe(false)
  expect(verifyConsistency({ ...claim, oldRoot: rootAt(1) }, digest)).toBe(false)
  expect(verifyConsistency({ ...claim, path: [rootAt(1)] }, digest)).toBe(false)
})

test('given a place outside the tree, when a path is asked for, then it throws', () => {
  expect(() => inclusionPath(3, 3, rootBetween)).toThrow('no leaf')
  expect(() => inclusionPath(-1, 3, rootBetween)).toThrow('no leaf')
  expect(() => consistencyPath(4, 3, rootBetween)).toThrow('no tree')
})
