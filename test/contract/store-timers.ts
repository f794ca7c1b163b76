import { describe, expect, test } from 'vitest'
import { days, instant } from '../../src/kit/time.ts'
import type { Timer } from '../../src/ports/store.ts'
import type { Subject } from './store.ts'
import { batch, entry, hk, referral, snapshot, step } from './store-batches.ts'

const armed = (...due: number[]): Timer[] =>
  due.map((at, i) => ({ deadline: 'ack', step: i, due: instant(at) }))

const arm = (n: number, version: number, ...due: number[]) =>
  step(n, version, { timers: [{ subject: referral(n), armed: armed(...due) }] })

export const timerPromises = (subject: Subject) => {
  describe('timers', () => {
    test('given armed timers, then those due come, the longest due first, at most `max`', async () => {
      const store = subject.store()
      await store.commit(arm(1, 1, 300, 100))
      await store.commit(arm(2, 1, 200, 400))
      const due = async (now: number, max: number) =>
        (await store.claimTimers({ now: instant(now), max })).map(t => t.due)
      expect(await due(99, 9)).toEqual([])
      expect(await due(300, 9)).toEqual([100, 200, 300])
      expect(await due(300, 2)).toEqual([100, 200])
    })

    test('given a claim, then the timers are still armed', async () => {
      const store = subject.store()
      await store.commit(arm(1, 1, 100))
      const first = await store.claimTimers({ now: instant(100), max: 9 })
      expect(await store.claimTimers({ now: instant(100), max: 9 })).toEqual(first)
      expect(first).toEqual([{ subject: referral(1), deadline: 'ack', step: 0, due: 100 }])
    })

    test('given new timers of a referral, then its old ones are gone and those of others stay', async () => {
      const store = subject.store()
      await store.commit(arm(1, 1, 100, 110))
      await store.commit(arm(2, 1, 120))
      await store.commit(arm(1, 2, 130))
      const due = await store.claimTimers({ now: instant(999), max: 9 })
      expect(due.map(t => [t.subject, t.due])).toEqual([
        [referral(2), 120],
        [referral(1), 130],
      ])
      await store.commit(arm(1, 3))
      expect(await store.claimTimers({ now: instant(999), max: 9 })).toHaveLength(1)
    })

    test('given timers due at one moment, then their order is settled', async () => {
      const store = subject.store()
      await store.commit(arm(2, 1, 100))
      await store.commit(arm(1, 1, 100, 100))
      const due = await store.claimTimers({ now: instant(100), max: 9 })
      expect(due.map(t => [t.subject, t.step])).toEqual([
        [referral(1), 0],
        [referral(1), 1],
        [referral(2), 0],
      ])
    })

    test('given timers of every subject due at one moment, then pages of any size keep one order', async () => {
      const store = subject.store()
      for (const n of [3, 1, 4, 2]) await store.commit(arm(n, 1, 100, 100, 100))
      const all = await store.claimTimers({ now: instant(100), max: 99 })
      expect(all.map(t => `${t.subject} ${t.step}`)).toEqual(
        [1, 2, 3, 4].flatMap(n => [0, 1, 2].map(i => `${referral(n)} ${i}`)),
      )
      const again = await subject.restart()
      for (let max = 0; max <= 12; max++)
        expect(await again.claimTimers({ now: instant(100), max })).toEqual(all.slice(0, max))
    })

    test('given timers beyond 24 days and over a leap day, then each is due at its millisecond', async () => {
      const begun = Date.UTC(2028, 1, 1)
      const dues = [
        begun + 2 ** 31 - 1,
        begun + 2 ** 31,
        begun + days(25),
        begun + 2 ** 32,
        Date.UTC(2028, 1, 29),
        Date.UTC(2028, 1, 29, 23, 59, 59, 999),
        Date.UTC(2028, 2, 1),
        begun + days(400),
        Date.UTC(2099, 11, 31),
      ].sort((a, b) => a - b)
      expect(dues).toHaveLength(9)
      await subject.store().commit(arm(1, 1, ...dues))
      const store = await subject.restart()
      const due = async (now: number) =>
        (await store.claimTimers({ now: instant(now), max: 99 })).map(t => t.due)
      for (const [i, at] of dues.entries()) {
        expect(await due(at - 1)).toEqual(dues.slice(0, i))
        expect(await due(at)).toEqual(dues.slice(0, i + 1))
      }
    })

    test('given a desk with timers, then they are due among those of referrals', async () => {
      const store = subject.store()
      await store.commit(arm(1, 1, 100, 300))
      await store.commit(
        batch({
          entries: [entry(hk)],
          snapshots: [snapshot(hk, 1)],
          timers: [{ subject: hk, armed: armed(200) }],
        }),
      )
      const due = await store.claimTimers({ now: instant(300), max: 9 })
      expect(due.map(t => t.subject)).toEqual([referral(1), hk, referral(1)])
    })
  })
}
