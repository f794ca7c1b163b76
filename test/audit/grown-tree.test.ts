import { describe, expect, test } from 'vitest'
import { digest, digestInto } from '../../adapters/keys/index.ts'
import { createGrownTree } from '../../src/audit/grown-tree.ts'
import { emptyFrontier } from '../../src/audit/seal.ts'
import { appendLeaf, frontierOf, rootOf } from '../../src/audit/tree.ts'
import { concat, toBase64, utf8 } from '../../src/kit/bytes.ts'

const entries = Array.from({ length: 600 }, (_, n) => Uint8Array.of(0, n >> 8, n & 255))
const leaves = entries.map(digest)

const rootOfFirst = (size: number) => rootOf(frontierOf(leaves.slice(0, size), digest), digest)

const grown = (size: number) => {
  const made: (readonly [number, Uint8Array])[] = []
  const tree = createGrownTree({
    digest,
    digestInto,
    made: (height, hash) => made.push([height, hash]),
  })
  for (const leaf of leaves.slice(0, size)) tree.take(leaf)
  return { tree, made }
}

describe('given a tree of 600', () => {
  test('when asked at any size, then the root is that of the tree it was', () => {
    const { tree } = grown(600)
    for (const size of [0, 1, 2, 255, 256, 257, 511, 512, 513, 599, 600])
      expect(tree.rootAt(size)).toEqual(rootOfFirst(size))
    expect(tree.rootAt(601)).toBeUndefined()
    expect(tree.rootAt(10_000)).toBeUndefined()
  })

  test('when it grows leaf by leaf, then its frontier is what appending each gives', () => {
    const { tree } = grown(0)
    let frontier = emptyFrontier
    expect(tree.frontier()).toEqual(frontier)
    for (const leaf of leaves) {
      tree.take(leaf)
      frontier = appendLeaf(frontier, leaf, digest)
      expect(tree.frontier()).toEqual(frontier)
    }
  })

  test('when its subtrees become full, then those of 256 and more are told of, each once', () => {
    const wanted: (readonly [number, Uint8Array])[] = []
    let frontier = emptyFrontier
    for (const leaf of leaves)
      frontier = appendLeaf(frontier, leaf, digest, (height, hash) => {
        if (height >= 8) wanted.push([height, hash])
      })
    expect(grown(600).made).toEqual(wanted)
    expect(wanted.map(([height]) => height)).toEqual([8, 8, 9])
  })

  test('when it is asked for a leaf, or whether its base64 stands in a text, then it is the one of that place', () => {
    const { tree } = grown(600)
    for (const [i, leaf] of leaves.entries()) {
      expect(tree.leaf(i)).toEqual(leaf)
      const text = new DataView(utf8(`"${toBase64(leaf)}"`).buffer)
      expect([tree.isLeafAt(text, 1, i), tree.isLeafAt(text, 1, (i + 1) % 600)]).toEqual([
        true,
        false,
      ])
    }
    expect(() => tree.leaf(600)).toThrow()
  })
})

test('given entries with their leaves, when one is of another, then it is not taken, and the next can be', () => {
  const { tree } = grown(0)
  const stored = concat(...leaves)
  for (const [i, entry] of entries.entries()) {
    expect(tree.takeEntry(entry, stored, ((i + 1) % 600) * 32)).toBe(false)
    expect(tree.takeEntry(entry, stored, i * 32)).toBe(true)
  }
  expect(tree.rootAt(600)).toEqual(rootOfFirst(600))
})
