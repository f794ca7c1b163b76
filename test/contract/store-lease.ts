import { describe, expect, test } from 'vitest'
import type { Subject } from './store.ts'
import { ask, batch, portrait, referral, step } from './store-batches.ts'

export const leasePromises = (subject: Subject) => {
  describe('lease', () => {
    test('given no lease yet, then the first who asks holds epoch 1, and nobody was seen before', async () => {
      expect(await ask(subject.store(), 'a', 100, 200)).toEqual({ kind: 'held', epoch: 1 })
    })

    test('given a holder, when it renews in time or late, then it keeps its epoch and learns of its last', async () => {
      const store = subject.store()
      await ask(store, 'a', 100, 200)
      expect(await ask(store, 'a', 150, 250)).toEqual({ kind: 'held', epoch: 1, seen: 100 })
      expect(await ask(store, 'a', 9_000_000, 9_000_100)).toEqual({
        kind: 'held',
        epoch: 1,
        seen: 150,
      })
    })

    test('given a holder, then another gets the lease at its end and not a millisecond before', async () => {
      const store = subject.store()
      await ask(store, 'a', 100, 200)
      await ask(store, 'a', 150, 250)
      expect(await ask(store, 'b', 249, 400)).toEqual({ kind: 'taken', until: 250 })
      expect(await ask(store, 'b', 250, 400)).toEqual({ kind: 'held', epoch: 2, seen: 150 })
      expect(await ask(store, 'a', 260, 500)).toEqual({ kind: 'taken', until: 400 })
      expect(await ask(store, 'a', 400, 500)).toEqual({ kind: 'held', epoch: 3, seen: 250 })
    })

    test('given a refusal, then it is no sign of anybody at work', async () => {
      const store = subject.store()
      await ask(store, 'a', 100, 200)
      await ask(store, 'b', 199, 900)
      expect(await ask(store, 'c', 200, 300)).toEqual({ kind: 'held', epoch: 2, seen: 100 })
    })

    test('given a holder that gives it back, then another gets it at once', async () => {
      const store = subject.store()
      await ask(store, 'a', 100, 9_000)
      await ask(store, 'a', 150, 150)
      expect(await ask(store, 'b', 150, 400)).toEqual({ kind: 'held', epoch: 2, seen: 150 })
    })

    test('given a clock that was set back, then the holder renews, and another waits for the new end', async () => {
      const store = subject.store()
      await ask(store, 'a', 9_000_000, 9_000_100)
      expect(await ask(store, 'a', 500, 600)).toEqual({ kind: 'held', epoch: 1, seen: 9_000_000 })
      expect(await ask(store, 'b', 599, 700)).toEqual({ kind: 'taken', until: 600 })
      expect(await ask(store, 'b', 600, 700)).toEqual({ kind: 'held', epoch: 2, seen: 500 })
    })

    test('given a restart, then epoch, holder and end are as they were, and the new run waits its turn', async () => {
      await ask(subject.store(), 'run 1', 100, 200)
      await ask(subject.store(), 'run 2', 200, 300)
      await ask(subject.store(), 'run 2', 250, 350)
      await subject.restart()
      const store = await subject.restart()
      expect(await ask(store, 'run 3', 349, 500)).toEqual({ kind: 'taken', until: 350 })
      expect(await store.commit(step(1, 1, { fence: 2 }))).toEqual({ kind: 'committed', size: 1 })
      expect(await ask(store, 'run 3', 350, 500)).toEqual({ kind: 'held', epoch: 3, seen: 250 })
      expect(await store.commit(step(1, 2, { fence: 2 }))).toEqual({ kind: 'fenced' })
    })

    test.each([
      ['an end before now', () => ask(subject.store(), 'a', 100, 99)],
      ['a holder without a name', () => ask(subject.store(), '', 100, 200)],
    ])('given %s, then it throws, and the store says no more', async (_, call) => {
      await expect(call()).rejects.toThrow()
      await expect(subject.store().head()).rejects.toThrow('unknown')
      const store = await subject.restart()
      expect(await ask(store, 'a', 100, 200)).toEqual({ kind: 'held', epoch: 1 })
    })
  })

  describe('fence', () => {
    test('given no lease yet, then every fence is wrong, and a batch without one is committed', async () => {
      const store = subject.store()
      for (const fence of [0, 1]) expect(await store.commit(step(1, 1, { fence }))).toEqual(fenced)
      expect((await store.commit(step(1, 1))).kind).toBe('committed')
    })

    test('given a lease, then its epoch passes, however long it is over, and no other does', async () => {
      const store = subject.store()
      await ask(store, 'a', 100, 200)
      await ask(store, 'b', 200, 200)
      const kinds: string[] = []
      for (const fence of [0, 1, 2, 3]) kinds.push((await store.commit(batch({ fence }))).kind)
      expect(kinds).toEqual(['fenced', 'fenced', 'committed', 'fenced'])
    })

    test('given a fenced batch, then nothing of it is there, and its inbound is not known', async () => {
      const store = subject.store()
      await ask(store, 'a', 100, 200)
      await store.commit(step(1, 1, { fence: 1 }))
      const before = await portrait(store)
      expect(await store.commit(step(1, 2, { fence: 2, inbound: 'in-1' }))).toEqual(fenced)
      expect(await portrait(store)).toEqual(before)
      expect(await store.heard('in-1')).toBe(false)
    })

    test('given all of them at once, then duplicate wins over fenced, and fenced over conflict', async () => {
      const store = subject.store()
      await ask(store, 'a', 100, 200)
      await store.commit(step(1, 1, { inbound: 'in-1' }))
      const late = { fence: 7, inbound: 'in-1' }
      expect(await store.commit(step(1, 1, late))).toEqual({ kind: 'duplicate' })
      expect(await store.commit(step(1, 1, { fence: 7, inbound: 'in-2' }))).toEqual(fenced)
      expect(await store.commit(step(1, 1, { fence: 1, inbound: 'in-2' }))).toEqual({
        kind: 'conflict',
        subject: referral(1),
      })
    })
  })
}

const fenced = { kind: 'fenced' }
