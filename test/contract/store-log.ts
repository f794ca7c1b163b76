import { describe, expect, test } from 'vitest'
import { verifySignature } from '../../adapters/keys/ed25519.ts'
import { digest } from '../../adapters/keys/hashes.ts'
import { printVerifierKey, verifierKey } from '../../src/audit/verifier-key.ts'
import { verifyLog } from '../../src/audit/verify.ts'
import type { Subject } from './store.ts'
import { batch, entriesOf, entry, referral, step } from './store-batches.ts'
import { origin, signer } from './store-rig.ts'

const vkey = printVerifierKey(verifierKey(origin, signer.publicKey, digest))

export const logPromises = (subject: Subject) => {
  describe('log', () => {
    test('given nothing, then the head is empty', async () => {
      expect(await subject.store().head()).toEqual({ size: 0, note: '' })
      expect(await entriesOf(subject.store())).toEqual([])
    })

    test('given entries over three starts, then the log is proven by its key', async () => {
      for (const version of [1, 2, 3]) {
        const store = subject.store()
        await store.commit(step(1, version))
        await store.commit(
          step(2, version, {
            entries: [entry(referral(2)), entry(referral(1)), entry(referral(2))],
          }),
        )
        await subject.restart()
      }
      const store = subject.store()
      const { note, size } = await store.head()
      const entries = store.readEntries(0, size)
      const report = await verifyLog({ entries, note, vkey, digest, verifySignature })
      expect(report).toMatchObject({ kind: 'proven', size: 12 })
      expect(report.kind === 'proven' && [...report.subjects]).toEqual([
        [referral(1), 6],
        [referral(2), 6],
      ])
    })

    test('given 600 entries, when read in part, then exactly those from `from` up to `to` come', async () => {
      const store = subject.store()
      const drafts = Array.from({ length: 600 }, () => entry(referral(1)))
      await store.commit(batch({ entries: drafts }))
      const seqs: number[] = []
      for await (const { seq } of store.readEntries(3, 590)) seqs.push(seq)
      expect(seqs).toEqual(Array.from({ length: 587 }, (_, i) => i + 3))
      const none: number[] = []
      for await (const { seq } of store.readEntries(600, 700)) none.push(seq)
      for await (const { seq } of store.readEntries(5, 5)) none.push(seq)
      expect(none).toEqual([])
    })

    test('given a reader half way, when a batch is committed, then neither disturbs the other', async () => {
      const store = subject.store()
      await store.commit(batch({ entries: Array.from({ length: 300 }, () => entry(referral(1))) }))
      const seqs: number[] = []
      for await (const { seq } of store.readEntries(0, 300)) {
        if (seq % 100 === 0) await store.commit(batch({ entries: [entry(referral(1))] }))
        seqs.push(seq)
      }
      expect(seqs).toHaveLength(300)
      expect((await store.head()).size).toBe(303)
    })
  })
}
