import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { createTreeReader, highestLevel, runsOf, tileWidth } from '../../src/audit/tiles.ts'
import { frontierOf, rootOf } from '../../src/audit/tree.ts'
import {
  consistencyPath,
  inclusionPath,
  type RootBetween,
  rootsOver,
  verifyConsistency,
  verifyInclusion,
} from '../../src/audit/tree-proof.ts'
import { toHex } from '../../src/kit/bytes.ts'
import { grown } from './hashes-under-test.ts'

const hex = (path: readonly Uint8Array[]): readonly string[] => path.map(toHex)

const small = grown(300, new Set())
const known = new Map<string, Uint8Array>()
const overLeaves = rootsOver(small.leaves, digest)
const rootBetween: RootBetween = (from, to) => {
  const held = known.get(`${from}-${to}`) ?? overLeaves(from, to)
  known.set(`${from}-${to}`, held)
  return held
}
const tree = createTreeReader(small.hashes, digest)

test('given every size to 300, then root and paths are those that all of the leaves give', async () => {
  let paths = 0
  for (let size = 0; size <= 300; size++) {
    expect(toHex(await tree.rootAt(size))).toBe(toHex(rootBetween(0, size)))
    const asked = [0, 128, 255, 256, size >> 1, (size * 7) % 300, size - 1]
    for (const index of new Set(asked.filter(i => i >= 0 && i < size))) {
      expect(hex(await tree.inclusion(index, size))).toEqual(
        hex(inclusionPath(index, size, rootBetween)),
      )
      expect(hex(await tree.consistency(index, size))).toEqual(
        hex(consistencyPath(index, size, rootBetween)),
      )
      paths += 2
    }
  }
  expect(paths).toBeGreaterThan(2_500)
})

const around = [1, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_792, 65_793, 66_100]
const large = grown(66_100, new Set(around))
const reader = createTreeReader(large.hashes, digest)

test('given 66,100 entries, then there is a node for each full subtree of 256 and of 65,536', () => {
  const counted = Map.groupBy(large.nodes, node => node.level)
  expect([...counted].map(([level, of]) => [level, of.length])).toEqual([
    [1, 258],
    [2, 1],
  ])
  const [top] = counted.get(2) ?? []
  expect(toHex(top?.hash ?? new Uint8Array())).toBe(
    toHex(rootOf(frontierOf(large.leaves.slice(0, 65_536), digest), digest)),
  )
})

test('given sizes around the ends of tiles, then each root is the one that was signed then', async () => {
  for (const [size, root] of large.roots) expect(toHex(await reader.rootAt(size))).toBe(toHex(root))
  expect(large.roots.size).toBe(around.length)
})

test('given any entry and any earlier size, then its proof from the tiles holds', async () => {
  const seen = { inclusion: 0, consistency: 0, far: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(...around), fc.integer({ min: 1, max: 66_100 })),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      async (size, where) => {
        const index = Math.floor(where * size)
        const root = await reader.rootAt(size)
        const leaf = large.leaves[index] ?? new Uint8Array()
        const path = await reader.inclusion(index, size)
        expect(verifyInclusion({ index, size, leaf, path, root }, digest)).toBe(true)
        seen.inclusion += 1
        seen.far += Number(size > 65_536)
        const oldRoot = await reader.rootAt(index)
        const between = await reader.consistency(index, size)
        const claim = { oldSize: index, oldRoot, size, root, path: between }
        expect(verifyConsistency(claim, digest)).toBe(true)
        seen.consistency += 1
      },
    ),
    { numRuns: 120, seed: 20261130 },
  )
  expect(seen.inclusion).toBe(120)
  expect(seen.consistency).toBe(120)
  expect(seen.far).toBeGreaterThan(10)
})

test('given a proof among 66,100 entries, then fewer hashes are read than three tiles have', async () => {
  const before = large.read()
  expect(await reader.inclusion(40_000, 66_100)).toHaveLength(17)
  expect(large.read() - before).toBeLessThan(3 * tileWidth)
})

test('given any span that begins at a node, then its runs cover it, at most 255 nodes each', () => {
  const most = tileWidth ** highestLevel
  fc.assert(
    fc.property(fc.integer({ min: 0, max: most }), fc.nat(1000), (length, times) => {
      const from = 2 ** Math.ceil(Math.log2(Math.max(1, length))) * (length < 2 ** 40 ? times : 0)
      let next = from
      for (const run of runsOf({ from, to: from + length })) {
        expect(run.from * tileWidth ** run.level).toBe(next)
        expect(run.to - run.from).toBeGreaterThan(0)
        expect(run.to - run.from).toBeLessThan(tileWidth)
        next = run.to * tileWidth ** run.level
      }
      expect(next).toBe(from + length)
    }),
    { numRuns: 500, seed: 20261130 },
  )
})

test('given a node that is not there, or no such place, then the reader throws', async () => {
  await expect(reader.rootAt(66_101)).rejects.toThrow('hashes of level 0')
  await expect(reader.inclusion(66_100, 66_100)).rejects.toThrow('no leaf')
  await expect(reader.consistency(5, 4)).rejects.toThrow('no tree')
  await expect(reader.rootBetween(100, 400)).rejects.toThrow('no node')
})
