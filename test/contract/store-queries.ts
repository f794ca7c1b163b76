import { describe, expect, test } from 'vitest'
import type { Subject } from './store.ts'
import { batch, entry, hk, kr, party, referral, snapshot, step } from './store-batches.ts'

export const queryPromises = (subject: Subject) => {
  describe('list, latest and load', () => {
    test('given referrals of several desks, then a desk sees its own, newest first', async () => {
      const store = subject.store()
      const jp = party('jpc.cyber')
      const parties = [
        [hk, kr],
        [hk, jp],
        [kr, hk],
        [jp, kr],
      ]
      for (const [i, members] of parties.entries())
        await store.commit(
          step(i + 1, 1, { snapshots: [snapshot(referral(i + 1), 1, { parties: members })] }),
        )
      const seen = async (...who: (typeof hk)[]) =>
        (await store.list({ party: who, open: true, max: 9 })).map(s => s.subject)
      expect(await seen(hk)).toEqual([3, 2, 1].map(referral))
      expect(await seen(kr)).toEqual([4, 3, 1].map(referral))
      expect(await seen(hk, jp)).toEqual([4, 3, 2, 1].map(referral))
      expect(await seen(party('nobody'))).toEqual([])
      expect(await seen()).toEqual([])
    })

    test('given a changed referral, then its place in the list is that of its first commit', async () => {
      const store = subject.store()
      for (const n of [1, 2]) await store.commit(step(n, 1))
      await store.commit(step(1, 2))
      const listed = await store.list({ party: [hk], open: true, max: 9 })
      expect(listed).toEqual([snapshot(referral(2), 1), snapshot(referral(1), 2)])
    })

    test('given a closed referral, then it is listed among the closed only', async () => {
      const store = subject.store()
      for (const n of [1, 2]) await store.commit(step(n, 1))
      const closed = snapshot(referral(1), 2, { open: false })
      await store.commit(step(1, 2, { snapshots: [closed] }))
      const listed = async (open: boolean) =>
        (await store.list({ party: [hk, kr], open, max: 9 })).map(s => s.subject)
      expect(await listed(true)).toEqual([referral(2)])
      expect(await listed(false)).toEqual([referral(1)])
    })

    test('given a desk that left, then it lists the referral no more', async () => {
      const store = subject.store()
      await store.commit(step(1, 1))
      await store.commit(step(1, 2, { snapshots: [snapshot(referral(1), 2, { parties: [kr] })] }))
      expect(await store.list({ party: [hk], open: true, max: 9 })).toEqual([])
      expect(await store.list({ party: [kr], open: true, max: 9 })).toHaveLength(1)
    })

    test('given 210 referrals, then at most `max` are listed and never more than 200', async () => {
      const store = subject.store()
      for (let n = 1; n <= 210; n++) await store.commit(step(n, 1))
      const counted = async (max: number) =>
        (await store.list({ party: [hk, kr], open: true, max })).length
      expect(await Promise.all([1, 7, 200, 500].map(counted))).toEqual([1, 7, 200, 200])
      const newest = await store.list({ party: [hk, kr], open: true, max: 3 })
      expect(newest.map(s => s.subject)).toEqual([210, 209, 208].map(referral))
    })

    test('given several prefixes, then the highest reference of each is found', async () => {
      const store = subject.store()
      for (const n of [2, 11, 9]) await store.commit(step(n, 1))
      expect(await store.latest('HK-2026-')).toBe(referral(11))
      expect(await store.latest('HK-')).toBe(referral(11))
      expect(await store.latest('HK-2027-')).toBeUndefined()
      expect(await store.latest('H%')).toBeUndefined()
    })

    test('given a desk with a roster, then it is loaded, and never the latest reference', async () => {
      const store = subject.store()
      await store.commit(step(3, 1))
      const roster = snapshot(hk, 1, { parties: [] })
      await store.commit(
        batch({
          expect: [{ subject: hk, version: 0 }],
          entries: [entry(hk)],
          snapshots: [roster],
        }),
      )
      expect(await store.load(hk)).toEqual(roster)
      expect(await store.latest('')).toBe(referral(3))
      expect(await store.latest('hkc')).toBeUndefined()
    })

    test('given a state of every kind of value, then it is loaded as it was', async () => {
      const state = {
        text: '홍콩 \u0000 "\\ 👮',
        n: -9_007_199_254_740_991,
        no: null,
        list: [1, [true]],
      }
      await subject.store().commit(step(1, 1, { snapshots: [snapshot(referral(1), 1, { state })] }))
      const store = await subject.restart()
      expect((await store.load(referral(1)))?.state).toEqual(state)
      expect(await store.load(referral(2))).toBeUndefined()
    })
  })
}
