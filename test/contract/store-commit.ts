import { describe, expect, test } from 'vitest'
import { instant } from '../../src/kit/time.ts'
import type { Subject } from './store.ts'
import {
  batch,
  claim,
  entriesOf,
  entry,
  owed,
  platform,
  portrait,
  referral,
  sent,
  snapshot,
  step,
} from './store-batches.ts'

const full = step(1, 1, {
  inbound: 'in-1',
  timers: [{ subject: referral(1), armed: [{ deadline: 'ack', step: 0, due: instant(5_000) }] }],
  outbox: [owed(1, 'a')],
})

export const commitPromises = (subject: Subject) => {
  describe('commit', () => {
    test('given nothing, when a batch is committed, then all its parts are there', async () => {
      const store = subject.store()
      expect(await store.commit(full)).toEqual({ kind: 'committed', size: 1 })
      expect(await store.load(referral(1))).toEqual(snapshot(referral(1), 1))
      expect(await entriesOf(store)).toHaveLength(1)
      expect(await store.claimTimers({ now: instant(5_000), max: 9 })).toEqual([
        { subject: referral(1), deadline: 'ack', step: 0, due: 5_000 },
      ])
      expect(await claim(store)).toHaveLength(1)
    })

    test('given a referral that was read, when it moves on, then the next read and commit see that', async () => {
      const store = subject.store()
      await store.commit(step(1, 1))
      await store.load(referral(1))
      expect(await store.commit(step(1, 2))).toEqual({ kind: 'committed', size: 2 })
      expect(await store.load(referral(1))).toEqual(snapshot(referral(1), 2))
      expect(await store.commit(step(1, 2))).toEqual({ kind: 'conflict', subject: referral(1) })
      expect(await store.commit(step(1, 3))).toEqual({ kind: 'committed', size: 3 })
    })

    test('given a commit, when the store is opened again, then all of it is still there', async () => {
      await subject.store().commit(full)
      const before = await portrait(subject.store())
      const store = await subject.restart()
      expect(await portrait(store)).toEqual(before)
      expect(await store.commit(full)).toEqual({ kind: 'duplicate' })
      expect(await store.commit(step(1, 2))).toEqual({ kind: 'committed', size: 2 })
    })

    test('given a known inbound, when it comes again, then it is a duplicate and changes nothing', async () => {
      const store = subject.store()
      await store.commit(full)
      const before = await portrait(store)
      expect(await store.commit(step(1, 2, { inbound: 'in-1' }))).toEqual({ kind: 'duplicate' })
      expect(await portrait(store)).toEqual(before)
      expect(await store.heard('in-1')).toBe(true)
    })

    test('given a known inbound with a stale version, then duplicate wins over conflict', async () => {
      const store = subject.store()
      await store.commit(full)
      expect(await store.commit(full)).toEqual({ kind: 'duplicate' })
    })

    test('given a version that moved on, then it is a conflict, and its inbound is not known after', async () => {
      const store = subject.store()
      await store.commit(full)
      const before = await portrait(store)
      const late = step(1, 1, { inbound: 'in-2', outbox: [owed(1, 'b')] })
      expect(await store.commit(late)).toEqual({ kind: 'conflict', subject: referral(1) })
      expect(await portrait(store)).toEqual(before)
      expect(await store.heard('in-2')).toBe(false)
      expect(await claim(store)).toHaveLength(1)
      expect(await store.commit(step(1, 2, { inbound: 'in-2' }))).toEqual({
        kind: 'committed',
        size: 2,
      })
    })

    test('given no such referral, when a version above 0 is expected, then it is a conflict', async () => {
      expect(await subject.store().commit(step(4, 2))).toEqual({
        kind: 'conflict',
        subject: referral(4),
      })
      expect((await subject.store().head()).size).toBe(0)
    })

    test('given two referrals of which one moved on, then neither changes and the conflict names it', async () => {
      const store = subject.store()
      await store.commit(step(1, 1))
      const both = batch({
        expect: [
          { subject: referral(2), version: 0 },
          { subject: referral(1), version: 0 },
        ],
        entries: [entry(referral(2))],
        snapshots: [snapshot(referral(2), 1)],
      })
      expect(await store.commit(both)).toEqual({ kind: 'conflict', subject: referral(1) })
      expect(await store.load(referral(2))).toBeUndefined()
    })

    test('given eight commits of one version at once, then exactly one is committed', async () => {
      const store = subject.store()
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, i) => store.commit(step(1, 1, { inbound: `officer-${i}` }))),
      )
      expect(results.map(r => r.kind).sort()).toEqual([
        'committed',
        ...Array.from({ length: 7 }, () => 'conflict'),
      ])
      expect((await store.head()).size).toBe(1)
    })

    test('given one inbound eight times at once, then it is committed once', async () => {
      const store = subject.store()
      const results = await Promise.all(Array.from({ length: 8 }, () => store.commit(full)))
      expect(results.filter(r => r.kind === 'committed')).toHaveLength(1)
      expect(results.filter(r => r.kind === 'duplicate')).toHaveLength(7)
    })

    test('given a batch without entries, then the log stays as it is', async () => {
      const store = subject.store()
      expect(await store.commit(batch({ inbound: 'quiet' }))).toEqual({
        kind: 'committed',
        size: 0,
      })
      expect(await store.head()).toEqual({ size: 0, note: '' })
      expect(await store.commit(batch({ inbound: 'quiet' }))).toEqual({ kind: 'duplicate' })
    })

    test.each([
      ['an entry over 65,535 bytes', { entries: [entry(referral(2), 'ㄱ'.repeat(22_000))] }],
      ['a notice of no entry', { outbox: [{ ...owed(2, 'a'), entry: 5 }] }],
      ['a settlement of a row that is not being sent', { settle: [sent(1, 'm')] }],
      ['a settlement of no row', { settle: [sent(99, 'm')] }],
      [
        'a timer armed twice',
        {
          timers: [
            {
              subject: referral(2),
              armed: [1, 2].map(n => ({ deadline: 'ack', step: 0, due: instant(n) })),
            },
          ],
        },
      ],
      [
        'a timer of no subject',
        {
          timers: [
            { subject: referral(3), armed: [{ deadline: 'ack', step: 0, due: instant(1) }] },
          ],
        },
      ],
    ])(
      'given %s, then commit throws, nothing changed, and the store says no more',
      async (_, bad) => {
        const store = subject.store()
        await store.commit(full)
        const before = await portrait(store)
        await expect(store.commit(step(2, 1, { inbound: 'in-bad', ...bad }))).rejects.toThrow()
        await expect(store.head()).rejects.toThrow('unknown')
        await expect(store.commit(step(3, 1))).rejects.toThrow('unknown')
        const again = await subject.restart()
        expect(await portrait(again)).toEqual(before)
        expect([await again.heard('in-1'), await again.heard('in-bad')]).toEqual([true, false])
        expect((await again.commit(step(2, 1, { inbound: 'in-bad' }))).kind).toBe('committed')
      },
    )

    test('given an entry of exactly 65,535 bytes, then it is committed', async () => {
      const store = subject.store()
      await store.commit(step(1, 1, { entries: [entry(referral(1), '')] }))
      const [short] = await entriesOf(store)
      const room = 65_535 - (short?.body.length ?? 0)
      // The second entry of a referral also names the one before; so this one begins a referral.
      const exact = step(2, 1, { entries: [entry(referral(2), 'x'.repeat(room))] })
      expect((await store.commit(exact)).kind).toBe('committed')
      expect((await entriesOf(store))[1]?.body).toHaveLength(65_535)
    })

    test('given a closed store, then every call throws', async () => {
      const store = subject.store()
      await store.close()
      const calls = [
        () => store.load(referral(1)),
        () => store.list({ party: [], open: true, max: 1 }),
        () => store.latest('HK'),
        () => store.heard('in-1'),
        () => store.posted({ platform: platform('p'), max: 1 }),
        () => store.commit(full),
        () => store.claimTimers({ now: instant(0), max: 1 }),
        () => claim(store),
        () => store.lease({ holder: 'a', now: instant(0), until: instant(1) }),
        () => store.watched({ max: 1 }),
        () => store.head(),
        () => entriesOf(store),
      ]
      for (const call of calls) await expect(call()).rejects.toThrow()
      expect(calls).toHaveLength(12)
      await subject.restart()
    })
  })
}
