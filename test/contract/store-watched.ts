import { describe, expect, test } from 'vitest'
import type { SubjectId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { Store, Timer } from '../../src/ports/store.ts'
import type { Subject } from './store.ts'
import { batch, entry, hk, referral, snapshot } from './store-batches.ts'

const timer = (deadline: string, step: number, due: number): Timer => ({
  deadline,
  step,
  due: instant(due),
})

const put = (store: Store, subject: SubjectId, open: boolean, armed: readonly Timer[] = []) =>
  store.commit(
    batch({
      entries: [entry(subject)],
      snapshots: [snapshot(subject, 1, { open })],
      timers: [{ subject, armed }],
    }),
  )

export const watchedPromises = (subject: Subject) => {
  describe('watched', () => {
    test('given subjects of all kinds, then those open or with timers come, by id, with their timers', async () => {
      await put(subject.store(), hk, true)
      await put(subject.store(), referral(4), false, [timer('hold', 0, 9)])
      await put(subject.store(), referral(3), false)
      const timers = [timer('reply', 1, 5), timer('reply', 0, 7), timer('ack', 2, 8)]
      await put(subject.store(), referral(1), true, timers)
      await put(subject.store(), referral(2), true)
      const store = await subject.restart()
      expect(await store.watched({ max: 9 })).toEqual([
        {
          snapshot: snapshot(referral(1), 1),
          armed: [timer('ack', 2, 8), timer('reply', 0, 7), timer('reply', 1, 5)],
        },
        { snapshot: snapshot(referral(2), 1), armed: [] },
        { snapshot: snapshot(referral(4), 1, { open: false }), armed: [timer('hold', 0, 9)] },
        { snapshot: snapshot(hk, 1), armed: [] },
      ])
    })

    test('given a subject that was closed and lost its timers, then it is watched no more', async () => {
      const store = subject.store()
      await put(store, referral(1), true, [timer('ack', 0, 5)])
      await put(store, referral(1), false, [timer('hold', 0, 5)])
      expect(await store.watched({ max: 9 })).toHaveLength(1)
      await put(store, referral(1), false)
      expect(await store.watched({ max: 9 })).toEqual([])
    })

    test('given 230 subjects, then pages of any size cover those watched once each, none over 200', async () => {
      const store = subject.store()
      for (let n = 1; n <= 230; n++)
        await put(store, referral(n), n % 2 === 0, n % 3 === 0 ? [timer('ack', 0, n)] : [])
      const expected = Array.from({ length: 230 }, (_, i) => i + 1)
        .filter(n => n % 2 === 0 || n % 3 === 0)
        .map(referral)
      expect(expected).toHaveLength(153)
      for (const max of [1, 7, 200, 9_999]) {
        const found: SubjectId[] = []
        for (;;) {
          const after = found.at(-1)
          const page = await store.watched({ max, ...(after === undefined ? {} : { after }) })
          expect(page.length).toBeLessThanOrEqual(Math.min(max, 200))
          if (page.length === 0) break
          found.push(...page.map(w => w.snapshot.subject))
        }
        expect(found).toEqual(expected)
      }
      for (let n = 1001; n <= 1060; n++) await put(store, referral(n), true)
      expect(await store.watched({ max: 9_999 })).toHaveLength(200)
      expect(await store.watched({ max: 0 })).toEqual([])
      expect(await store.watched({ max: -1 })).toEqual([])
    })

    test('given an id that is not watched itself, then those after it come', async () => {
      const store = subject.store()
      for (const n of [1, 5]) await put(store, referral(n), true)
      const seen = async (after: SubjectId) =>
        (await store.watched({ after, max: 9 })).map(w => w.snapshot.subject)
      expect(await seen(referral(3))).toEqual([referral(5)])
      expect(await seen(referral(5))).toEqual([])
      expect(await seen(hk)).toEqual([])
    })
  })
}
