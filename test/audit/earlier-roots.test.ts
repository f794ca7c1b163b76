import { expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { createEarlierRoots } from '../../src/audit/earlier-roots.ts'
import { emptyFrontier, type Frontier } from '../../src/audit/seal.ts'
import { appendLeaf, frontierOf, rootOf } from '../../src/audit/tree.ts'

test('given a log of 600, when asked at any size, then the root is that of the tree it was', () => {
  const leaves = Array.from({ length: 600 }, (_, n) => digest(Uint8Array.of(n >> 8, n & 255)))
  const roots = createEarlierRoots(digest)
  let frontier: Frontier = emptyFrontier
  for (const leaf of leaves) {
    roots.take(frontier, leaf)
    frontier = appendLeaf(frontier, leaf, digest)
  }
  for (const size of [0, 1, 2, 255, 256, 257, 511, 512, 513, 599, 600])
    expect(roots.at(size)).toEqual(rootOf(frontierOf(leaves.slice(0, size), digest), digest))
  expect(roots.at(601)).toBeUndefined()
  expect(roots.at(10_000)).toBeUndefined()
})
