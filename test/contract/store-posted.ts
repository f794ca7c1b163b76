import { describe, expect, test } from 'vitest'
import type { Purpose } from '../../src/ports/store.ts'
import type { Subject } from './store.ts'
import { batch, claim, owed, platform, referral, sent, step } from './store-batches.ts'

export const postedPromises = (subject: Subject) => {
  /** One notice, committed, claimed and sent as `name` at `at`. */
  const post = async (
    version: number,
    where: string,
    purpose: Purpose,
    name: string,
    at: number,
  ) => {
    const store = subject.store()
    await store.commit(step(1, version, { outbox: [owed(1, where, purpose)] }))
    const [job] = await claim(store)
    if (!job) throw new Error('nothing to send')
    await store.commit(batch({ settle: [sent(job.id, name, at)] }))
    return job
  }
  const posted = (max = 100) => subject.store().posted({ platform: platform('p'), max })

  describe('posted', () => {
    test('given messages sent, then they come oldest first with all that showing them takes', async () => {
      const card = await post(1, 'a', 'card', 'm1', 10)
      const reply = await post(2, 'a', 'reply', 'm2', 20)
      const { attempts: _, repeat: __, ...message } = card
      expect(await posted()).toEqual([
        { ...message, message: 'm1', at: 10 },
        expect.objectContaining({ id: reply.id, purpose: 'reply', message: 'm2', at: 20 }),
      ])
    })

    test('given a card revised twice, then it comes once, where and when it was first posted, as last revised', async () => {
      await post(1, 'a', 'card', 'm1', 10)
      await post(2, 'a', 'ping', 'm2', 20)
      await post(3, 'a', 'card', 'm1', 30)
      const last = await post(4, 'a', 'card', 'm1', 40)
      expect(last.standing).toBe('m1')
      const [card, ping, ...more] = await posted()
      expect(card).toMatchObject({ id: last.id, key: last.key, message: 'm1', at: 10 })
      expect(ping).toMatchObject({ message: 'm2', at: 20 })
      expect(more).toEqual([])
    })

    test('given a card posted anew since the old one was gone, then only the new one counts', async () => {
      await post(1, 'a', 'card', 'm1', 10)
      await post(2, 'a', 'ping', 'm2', 20)
      await post(3, 'a', 'card', 'm3', 30)
      expect((await posted()).map(m => [m.message, m.at])).toEqual([
        ['m2', 20],
        ['m3', 30],
      ])
      expect((await post(4, 'a', 'card', 'm3', 40)).standing).toBe('m3')
    })

    test('given more than `max`, then the newest come, still oldest first', async () => {
      for (const n of [1, 2, 3, 4]) await post(n, 'a', `ping.${n}`, `m${n}`, n)
      expect((await posted(2)).map(m => m.message)).toEqual(['m3', 'm4'])
      expect(await posted(0)).toEqual([])
    })

    test('given older cards of what is open, then they come too, before the newest', async () => {
      const store = subject.store()
      await post(1, 'a', 'card', 'm1', 1)
      for (const n of [2, 3, 4]) await post(n, 'a', `ping.${n}`, `m${n}`, n)
      expect((await posted(2)).map(m => m.message)).toEqual(['m1', 'm3', 'm4'])
      const { snapshots } = step(1, 5)
      await store.commit(step(1, 5, { snapshots: snapshots.map(s => ({ ...s, open: false })) }))
      expect((await posted(2)).map(m => m.message)).toEqual(['m3', 'm4'])
    })

    test('given rows owed, dead or of another platform, then they are not among the posted', async () => {
      const store = subject.store()
      const there = { ...owed(1, 'x'), platform: platform('q') }
      await store.commit(step(1, 1, { outbox: [owed(1, 'a'), owed(1, 'b'), there, owed(1, 'c')] }))
      await claim(store, 10_000, 3)
      await store.commit(batch({ settle: [{ outbox: 1, to: 'dead' }, sent(3, 'm3')] }))
      expect(await posted()).toEqual([])
      expect(await store.posted({ platform: platform('q'), max: 9 })).toMatchObject([
        { id: 3, subject: referral(1) },
      ])
    })

    test('given a restart, then the same messages are posted', async () => {
      await post(1, 'a', 'card', 'm1', 10)
      await post(2, 'a', 'reply', 'm2', 20)
      const before = await posted()
      await subject.restart()
      expect(await posted()).toEqual(before)
      expect(before).toHaveLength(2)
    })
  })
}
