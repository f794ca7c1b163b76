import { describe, expect, test } from 'vitest'
import { digest } from '../../adapters/keys/hashes.ts'
import { readCheckpoint } from '../../src/audit/checkpoint.ts'
import { createTreeReader } from '../../src/audit/tiles.ts'
import { frontierOf, rootOf } from '../../src/audit/tree.ts'
import { verifyConsistency, verifyInclusion } from '../../src/audit/tree-proof.ts'
import { toHex } from '../../src/kit/bytes.ts'
import type { SubjectId } from '../../src/kit/ids.ts'
import type { Store } from '../../src/ports/store.ts'
import type { Subject } from './store.ts'
import { batch, entriesOf, entry, hk, referral } from './store-batches.ts'

const append = (store: Store, count: number) =>
  store.commit(batch({ entries: Array.from({ length: count }, () => entry(referral(1))) }))

const hex = (hashes: readonly Uint8Array[]): readonly string[] => hashes.map(toHex)

const rootBy = async (store: Store): Promise<string> => {
  const head = readCheckpoint((await store.head()).note)
  return head.ok ? toHex(head.value.root) : head.error
}

export const historyPromises = (subject: Subject) => {
  describe('history', () => {
    const seqsOf = async (of: SubjectId): Promise<readonly number[]> => {
      const seqs: number[] = []
      for await (const { seq, body } of subject.store().history(of)) {
        seqs.push(seq)
        expect(JSON.parse(body)).toMatchObject({ seq, subject: { id: of } })
      }
      return seqs
    }

    test('given entries of three subjects over two starts, then each has its own, the newest first', async () => {
      const of = [referral(1), referral(2), hk, referral(1), referral(1), hk]
      await subject.store().commit(batch({ entries: of.map(s => entry(s)) }))
      await subject.store().commit(batch({ entries: [entry(referral(2))] }))
      await subject.restart()
      await subject.store().commit(batch({ entries: [entry(referral(1))] }))
      expect(await seqsOf(referral(1))).toEqual([7, 4, 3, 0])
      expect(await seqsOf(referral(2))).toEqual([6, 1])
      expect(await seqsOf(hk)).toEqual([5, 2])
      expect(await seqsOf(referral(3))).toEqual([])
    })

    test('given a reader half way, when more is committed, then it goes on to the first', async () => {
      const store = subject.store()
      await store.commit(batch({ entries: [1, 2, 3].map(() => entry(referral(1))) }))
      const seqs: number[] = []
      for await (const { seq } of store.history(referral(1))) {
        if (seqs.length === 0) await store.commit(batch({ entries: [entry(referral(1))] }))
        seqs.push(seq)
      }
      expect(seqs).toEqual([2, 1, 0])
    })
  })
}

export const hashPromises = (subject: Subject) => {
  describe('hashes', () => {
    test('given 255 entries, then there are leaves and no node; the next entry makes the first', async () => {
      const store = subject.store()
      await append(store, 255)
      expect(await store.hashes(1, 0, 256)).toEqual([])
      await append(store, 1)
      const leaves = (await entriesOf(store)).map(e => e.leaf)
      expect(hex(await store.hashes(0, 0, 256))).toEqual(hex(leaves))
      expect(hex(await store.hashes(1, 0, 256))).toEqual([await rootBy(store)])
    })

    test('given a range, then it ends before `to`, at the end of the log, and at 256', async () => {
      const store = subject.store()
      await append(store, 600)
      const leaves = (await entriesOf(store)).map(e => e.leaf)
      const rangesOf = (store: Store) =>
        Promise.all([
          store.hashes(0, 3, 7),
          store.hashes(0, 590, 700),
          store.hashes(0, 10, 600),
          store.hashes(0, 700, 800),
          store.hashes(0, 5, 5),
          store.hashes(1, 0, 9),
          store.hashes(1, 1, 2),
          store.hashes(2, 0, 1),
        ])
      const expected = [
        leaves.slice(3, 7),
        leaves.slice(590),
        leaves.slice(10, 266),
        [],
        [],
        [0, 256].map(from => rootOf(frontierOf(leaves.slice(from, from + 256), digest), digest)),
        [rootOf(frontierOf(leaves.slice(256, 512), digest), digest)],
        [],
      ]
      expect((await rangesOf(store)).map(hex)).toEqual(expected.map(hex))
      expect((await rangesOf(await subject.restart())).map(hex)).toEqual(expected.map(hex))
    })

    test('given a log that grew over starts, then its tree proves every entry at any of its sizes', async () => {
      const roots = new Map<number, string>()
      for (const count of [200, 100, 212, 1, 255]) {
        await append(subject.store(), count)
        roots.set((await subject.store().head()).size, await rootBy(subject.store()))
        await subject.restart()
      }
      const store = subject.store()
      const tree = createTreeReader(store.hashes, digest)
      const leaves = (await entriesOf(store)).map(e => e.leaf)
      const sizes = [...roots.keys()]
      const proven: boolean[] = []
      for (const size of sizes) {
        const root = await tree.rootAt(size)
        expect(toHex(root)).toBe(roots.get(size))
        for (const index of [0, 199, 255, 511, size - 1].filter(i => i < size)) {
          const leaf = leaves[index] ?? new Uint8Array()
          const path = await tree.inclusion(index, size)
          proven.push(verifyInclusion({ index, size, leaf, path, root }, digest))
        }
        for (const oldSize of sizes.filter(s => s <= size)) {
          const path = await tree.consistency(oldSize, size)
          const oldRoot = await tree.rootAt(oldSize)
          proven.push(verifyConsistency({ oldSize, oldRoot, size, root, path }, digest))
        }
      }
      expect(proven.length).toBeGreaterThan(30)
      expect(proven.every(held => held)).toBe(true)
    })
  })
}
