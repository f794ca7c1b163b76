import { describe, expect, test } from 'vitest'
import { instant } from '../../src/kit/time.ts'
import type { Subject } from './store.ts'
import {
  batch,
  claim,
  entry,
  later,
  message,
  owed,
  platform,
  referral,
  sent,
  step,
} from './store-batches.ts'

export const outboxPromises = (subject: Subject) => {
  const settle = (...settlements: Parameters<typeof sent>[]) =>
    subject.store().commit(batch({ settle: settlements.map(s => sent(...s)) }))
  const putOff = (outbox: number, at: number) =>
    subject.store().commit(batch({ settle: [later(outbox, at)] }))
  const places = (jobs: Awaited<ReturnType<typeof claim>>) => jobs.map(j => `${j.place}${j.id}`)

  describe('outbox', () => {
    test('given a notice, then the job carries all of it and what it tells of', async () => {
      const store = subject.store()
      await store.commit(step(1, 1))
      await store.commit(step(1, 2, { outbox: [owed(1, 'a', 'card')] }))
      const [job, ...more] = await claim(store)
      const { entry: _, ...draft } = owed(1, 'a', 'card')
      expect(more).toEqual([])
      expect(job).toEqual({ ...draft, id: 1, key: job?.key, seq: 1, attempts: 0, repeat: false })
    })

    test('given notices at three places, then each gives its first, in order, and none is given twice', async () => {
      const store = subject.store()
      await store.commit(
        step(1, 1, {
          outbox: ['a', 'a', 'b', 'c', 'b', 'a'].map((p, i) => owed(1, p, `ping.${i}`)),
        }),
      )
      expect(places(await claim(store))).toEqual(['a1', 'b3', 'c4'])
      expect(await claim(store)).toEqual([])
      await settle([1, 'm1'], [4, 'm4'])
      expect(places(await claim(store))).toEqual(['a2'])
      await settle([3, 'm3'], [2, 'm2'])
      expect(places(await claim(store))).toEqual(['b5', 'a6'])
    })

    test('given the same place name on two platforms, then they are two places', async () => {
      const store = subject.store()
      const there = { ...owed(1, 'a'), platform: platform('q') }
      await store.commit(step(1, 1, { outbox: [owed(1, 'a'), there] }))
      expect(await claim(store)).toHaveLength(2)
    })

    test('given `max`, then no more are given and the others are not marked', async () => {
      const store = subject.store()
      await store.commit(step(1, 1, { outbox: ['a', 'b', 'c'].map(p => owed(1, p)) }))
      expect(places(await claim(store, 10_000, 2))).toEqual(['a1', 'b2'])
      expect(places(await claim(store, 10_000, 2))).toEqual(['c3'])
    })

    test('given a place that waits, then nothing there overtakes, and other places go on', async () => {
      const store = subject.store()
      await store.commit(
        step(1, 1, { outbox: ['a', 'a', 'b', 'b'].map((p, i) => owed(1, p, `ping.${i}`)) }),
      )
      await claim(store)
      await putOff(1, 50_000)
      await settle([3, 'm3'])
      expect(places(await claim(store, 49_999))).toEqual(['b4'])
      expect(await claim(store, 49_999)).toEqual([])
      const [again] = await claim(store, 50_000)
      expect(again).toMatchObject({ id: 1, attempts: 1, repeat: false })
    })

    test('given tries that failed, then they are counted and the key stays the same', async () => {
      const store = subject.store()
      await store.commit(step(1, 1, { outbox: [owed(1, 'a')] }))
      const keys: string[] = []
      for (const attempts of [0, 1, 2]) {
        const [job] = await claim(store)
        expect(job?.attempts).toBe(attempts)
        keys.push(job?.key ?? '')
        await putOff(1, 10)
      }
      expect(new Set(keys).size).toBe(1)
      expect(keys).toHaveLength(3)
    })

    test('given many notices of one entry, then their keys differ and fit a nonce of 25', async () => {
      const store = subject.store()
      const drafts = Array.from({ length: 120 }, (_, i) => owed(1, `place-${i}`))
      await store.commit(step(1, 1, { outbox: drafts }))
      const jobs = await claim(store, 10_000, 200)
      expect(new Set(jobs.map(j => j.key)).size).toBe(120)
      expect(jobs.every(j => /^[!-~]{1,25}$/.test(j.key))).toBe(true)
    })

    test('given notices of several entries, then their keys are in the order of these and begin apart', async () => {
      const store = subject.store()
      const drafts = [0, 1, 2].flatMap(e =>
        [0, 1].map(i => ({ ...owed(1, `place-${e}${i}`), entry: e })),
      )
      const entries = [1, 2, 3].map(n => entry(referral(n)))
      await store.commit(step(1, 1, { entries, outbox: drafts }))
      const jobs = (await claim(store, 10_000, 200)).toSorted((a, b) => a.id - b.id)
      expect(jobs.map(j => j.seq)).toEqual([0, 0, 1, 1, 2, 2])
      expect(jobs.map(j => j.key)).toEqual(jobs.map(j => j.key).toSorted())
      // Eight letters are what a reader sees of a key.
      expect(new Set(jobs.map(j => j.key.slice(0, 8))).size).toBe(3)
    })

    test('given a dead notice, then the place goes on with the next', async () => {
      const store = subject.store()
      await store.commit(step(1, 1, { outbox: [owed(1, 'a'), owed(1, 'a', 'ping.1')] }))
      await claim(store)
      await store.commit(batch({ settle: [{ outbox: 1, to: 'dead' }] }))
      expect(places(await claim(store))).toEqual(['a2'])
    })

    test('given rows being sent, when the store is opened again, then they come with `repeat`, first', async () => {
      const store = subject.store()
      await store.commit(
        step(1, 1, { outbox: ['a', 'a', 'b', 'c'].map((p, i) => owed(1, p, `ping.${i}`)) }),
      )
      await claim(store, 10_000, 2)
      await settle([3, 'm3'])
      const again = await subject.restart()
      const jobs = await claim(again)
      expect(jobs.map(j => [j.id, j.repeat, j.attempts])).toEqual([
        [1, true, 0],
        [4, false, 0],
      ])
    })

    test('given a try that may have arrived, when put off as a repeat, then it comes as one', async () => {
      const store = subject.store()
      await store.commit(step(1, 1, { outbox: [owed(1, 'a')] }))
      await claim(store)
      await store.commit(
        batch({ settle: [{ outbox: 1, to: 'later', at: instant(5), repeat: true }] }),
      )
      expect(await claim(store)).toMatchObject([{ id: 1, attempts: 1, repeat: true }])
    })

    test('given a repeat put off, then it is still one', async () => {
      await subject.store().commit(step(1, 1, { outbox: [owed(1, 'a')] }))
      await claim(subject.store())
      const again = await subject.restart()
      await claim(again)
      await putOff(1, 10)
      expect(await claim(again)).toMatchObject([{ id: 1, repeat: true, attempts: 1 }])
    })

    test('given a waiting row, when the store is opened again, then it still waits', async () => {
      await subject.store().commit(step(1, 1, { outbox: [owed(1, 'a')] }))
      await claim(subject.store())
      await putOff(1, 50_000)
      const again = await subject.restart()
      expect(await claim(again, 49_999)).toEqual([])
      expect(await claim(again, 50_000)).toHaveLength(1)
    })

    test('given a posted card, then later jobs of that referral at that place know it, others not', async () => {
      const store = subject.store()
      await store.commit(step(1, 1, { outbox: [owed(1, 'a', 'card'), owed(1, 'b', 'card')] }))
      await claim(store)
      await settle([1, 'card-a'], [2, 'card-b'])
      await store.commit(step(2, 1, { outbox: [owed(2, 'a', 'reply')] }))
      await store.commit(step(1, 2, { outbox: [owed(1, 'b', 'reply'), owed(1, 'c')] }))
      const cards = new Map((await claim(store)).map(j => [`${j.place}${j.subject}`, j.standing]))
      expect(cards.size).toBe(3)
      expect(cards.get(`b${referral(1)}`)).toBe(message('card-b'))
      expect(cards.get(`a${referral(2)}`)).toBeUndefined()
      expect(cards.get(`c${referral(1)}`)).toBeUndefined()
    })

    test('given a posted call, then the same call again knows it, and another call does not', async () => {
      const store = subject.store()
      await store.commit(step(1, 1, { outbox: [owed(1, 'a', 'card'), owed(1, 'b', 'ping.ack.0')] }))
      await claim(store)
      await settle([1, 'card-a'], [2, 'call-b'])
      await store.commit(
        step(1, 2, { outbox: [owed(1, 'b', 'ping.ack.0'), owed(1, 'a', 'ping.ack.1')] }),
      )
      const standing = (await claim(store)).map(j => [j.place, j.purpose, j.standing])
      expect(standing).toEqual([
        ['b', 'ping.ack.0', 'call-b'],
        ['a', 'ping.ack.1', undefined],
      ])
    })
  })
}
