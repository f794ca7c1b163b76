import { describe, expect, test } from 'vitest'
import { instant, minutes } from '../../src/kit/time.ts'
import type { OutboxQuery, Settlement } from '../../src/ports/store.ts'
import type { Subject } from './store.ts'
import { batch, claim, later, message, owed, platform, sent, step } from './store-batches.ts'

export const turnPromises = (subject: Subject) => {
  const settle = (...settlements: readonly Settlement[]) =>
    subject.store().commit(batch({ settle: settlements }))
  const sentWith = (outbox: number, covers: readonly number[]): Settlement => ({
    outbox,
    to: 'sent',
    message: message('m'),
    at: instant(2_000),
    covers,
  })
  const query = (now: number, paceMs: number, max = 100): OutboxQuery => ({
    now: instant(now),
    max: 100,
    limits: new Map([[platform('p'), { max, paceMs }]]),
  })
  const ids = (jobs: readonly { readonly id: number }[]) => jobs.map(j => j.id)

  describe('turns at a place', () => {
    test('given one of each kind, then what is immediate goes first and summaries last', async () => {
      const outbox = [
        owed(1, 'a', 'summary.1'),
        owed(1, 'a', 'reply'),
        owed(2, 'a', 'card'),
        owed(3, 'a', 'ping.1'),
        { ...owed(4, 'a', 'ping.2'), urgent: true as const },
        { ...owed(5, 'a', 'card'), urgent: true as const },
      ]
      await subject.store().commit(step(1, 1, { outbox }))
      const order: number[] = []
      for (const _ of outbox) {
        const [job, ...more] = await claim(subject.store(), 2_000)
        expect(more).toEqual([])
        order.push(job?.id ?? 0)
        await settle(sent(job?.id ?? 0, `m${job?.id}`))
      }
      expect(order).toEqual([5, 6, 4, 3, 2, 1])
    })

    test('given a summary that waited for twenty minutes, then a new call does not overtake it', async () => {
      await subject.store().commit(step(1, 1, { outbox: [owed(1, 'a', 'summary.1')] }))
      const at = instant(minutes(20) + 1_000)
      await subject.store().commit(step(2, 1, { at, outbox: [owed(2, 'a', 'ping.1')] }))
      expect(ids(await claim(subject.store(), at))).toEqual([1])
    })

    test('given a line that waited long, then the card that it hangs under still goes before it', async () => {
      await subject.store().commit(step(1, 1, { outbox: [owed(1, 'a', 'card')] }))
      await claim(subject.store(), 2_000)
      await settle(later(1, 3_000))
      await subject.store().commit(step(1, 2, { outbox: [owed(1, 'a', 'reply')] }))
      expect(ids(await claim(subject.store(), minutes(60)))).toEqual([1])
      await settle({ outbox: 1, to: 'dead' })
      expect(ids(await claim(subject.store(), minutes(60)))).toEqual([2])
    })

    test('given three changes of a card, then the newest is given and covers the others', async () => {
      const store = subject.store()
      for (const version of [1, 2, 3])
        await store.commit(step(1, version, { outbox: [owed(1, 'a', 'card')] }))
      const [job, ...more] = await claim(store)
      expect(more).toEqual([])
      expect(job).toMatchObject({
        id: 3,
        seq: 2,
        covers: [
          { id: 1, seq: 0 },
          { id: 2, seq: 1 },
        ],
      })
      await settle(sentWith(3, [1, 2]))
      expect(await claim(store)).toEqual([])
      expect(await store.posted({ platform: platform('p'), max: 9 })).toMatchObject([{ id: 3 }])
      await expect(settle(sent(1, 'm'))).rejects.toThrow('not being sent')
    })

    test('given three lines, then none covers another', async () => {
      const outbox = [1, 2, 3].map(() => owed(1, 'a', 'reply'))
      await subject.store().commit(step(1, 1, { outbox }))
      const [job] = await claim(subject.store())
      expect(job?.id).toBe(1)
      expect(job?.covers).toBeUndefined()
    })

    test('given a change that may have arrived, then it is settled before newer ones and covers the older', async () => {
      const store = subject.store()
      for (const version of [1, 2])
        await store.commit(step(1, version, { outbox: [owed(1, 'a', 'card')] }))
      await claim(store, 5_000)
      const again = await subject.restart()
      await again.commit(step(1, 3, { outbox: [owed(1, 'a', 'card')] }))
      const [job] = await claim(again, 9_000)
      expect(job).toMatchObject({ id: 2, repeat: true, recovered: true, doubtSince: 5_000 })
      expect(job?.covers?.map(c => c.id)).toEqual([1])
      await settle(sentWith(2, [1]))
      expect(await claim(again)).toMatchObject([{ id: 3, standing: 'm', repeat: false }])
    })

    test('given a doubt that a settlement told of, then it is not new any more and keeps its time', async () => {
      await subject.store().commit(step(1, 1, { outbox: [owed(1, 'a')] }))
      await claim(subject.store(), 5_000)
      await settle({ outbox: 1, to: 'later', at: instant(6_000), repeat: true })
      const again = await subject.restart()
      const [job] = await claim(again, 8_000)
      expect(job).toMatchObject({ repeat: true, doubtSince: 5_000, attempts: 1 })
      expect(job?.recovered).toBeUndefined()
    })

    test('given a try that was none, then it is not counted', async () => {
      await subject.store().commit(step(1, 1, { outbox: [owed(1, 'a')] }))
      for (const _ of [1, 2]) {
        expect(await claim(subject.store())).toMatchObject([{ attempts: 0 }])
        await settle({ outbox: 1, to: 'later', at: instant(10), untried: true })
      }
    })
  })

  describe('pace of a place', () => {
    const twoLines = async () => {
      await subject
        .store()
        .commit(step(1, 1, { outbox: [1, 2, 3].map(n => owed(1, 'a', `ping.${n}`)) }))
      expect(ids(await subject.store().claimOutbox(query(5_000, 1_000)))).toEqual([1])
      await settle(sent(1, 'm1', 5_200))
    }

    test('given a message just posted, then the next new one comes a pace later, and it is said when', async () => {
      await twoLines()
      const store = subject.store()
      expect(await store.claimOutbox(query(6_199, 1_000))).toEqual([])
      expect(await store.owedNext(query(5_300, 1_000))).toBe(6_200)
      expect(ids(await store.claimOutbox(query(6_200, 1_000)))).toEqual([2])
      expect(await store.owedNext(query(6_200, 1_000))).toBeUndefined()
    })

    test('given a restart, then the pace is kept', async () => {
      await twoLines()
      const again = await subject.restart()
      expect(await again.claimOutbox(query(6_199, 1_000))).toEqual([])
      expect(ids(await again.claimOutbox(query(6_200, 1_000)))).toEqual([2])
    })

    test('given a try of which no word came back, then its claim counts as a post', async () => {
      await twoLines()
      await subject.store().claimOutbox(query(7_000, 1_000))
      const again = await subject.restart()
      expect(await again.claimOutbox(query(7_999, 1_000))).toEqual([])
      expect(ids(await again.claimOutbox(query(8_000, 1_000)))).toEqual([2])
    })

    test('given a change of what stands, then it does not wait for the pace, nor makes others wait', async () => {
      const store = subject.store()
      await store.commit(step(1, 1, { outbox: [owed(1, 'a', 'card')] }))
      await store.claimOutbox(query(5_000, 1_000))
      await settle(sent(1, 'm1', 5_200))
      await store.commit(step(1, 2, { outbox: [owed(1, 'a', 'ping.1'), owed(1, 'a', 'card')] }))
      expect(ids(await store.claimOutbox(query(5_300, 1_000)))).toEqual([3])
      await settle(sent(3, 'm1', 6_100))
      expect(ids(await store.claimOutbox(query(6_200, 1_000)))).toEqual([2])
    })

    test('given a platform with room for one, then the others of it wait, and those of another do not', async () => {
      const there = { ...owed(1, 'a'), platform: platform('q') }
      const outbox = [owed(1, 'a'), owed(1, 'b'), there]
      await subject.store().commit(step(1, 1, { outbox }))
      expect(ids(await subject.store().claimOutbox(query(5_000, 0, 1)))).toEqual([1, 3])
      expect(await subject.store().claimOutbox(query(5_000, 0, 0))).toEqual([])
      expect(await subject.store().owedNext(query(5_000, 0, 0))).toBeUndefined()
      expect(await subject.store().owedNext(query(5_000, 0, 1))).toBe(5_000)
    })
  })
}
