import { readEntry } from '../audit/entry.ts'
import type { MatterId, ReferralId } from '../kit/ids.ts'
import { days, fromRfc3339, hours, type Instant, plus } from '../kit/time.ts'
import { createErase } from './erase.ts'
import type { World } from './world.ts'

/** Entries read in one round, and subjects erased in one: a sweep must not hold up the officers. */
const maxEntries = 1000
const maxErased = 20

const endsOfReferrals: readonly string[] = [
  'referral.closed',
  'referral.withdrawn',
  'referral.duplicate_confirmed',
  'referral.drill_ended',
]
const undoesOfReferrals: readonly string[] = ['referral.reopened', 'referral.erased']

/**
 * Erases what has been over for as long as the configuration says, each as an entry of its own. When
 * one was over is read from the log, so a number of days that is set or changed later holds for
 * those of before too; after a start it takes the rounds that the log is long.
 * @returns how many were erased
 */
export const createRetention = (world: World): (() => Promise<number>) => {
  const { store, clock, log, matters, retentionDays } = world
  if (retentionDays === undefined) return async () => 0
  const ends = new Set([...endsOfReferrals, ...matters.flatMap(m => m.ends)])
  const undoes = new Set([
    ...undoesOfReferrals,
    ...matters.flatMap(m => [m.erasing.type, ...m.reopens]),
  ])
  const erase = createErase(world)
  const due = new Map<ReferralId | MatterId, Instant>()
  let read = 0

  const note = (text: string): void => {
    const entry = readEntry(text)
    if (!entry.ok) throw new Error(`an entry can't be read: ${entry.error}`)
    const { subject, type, at } = entry.value
    if (!subject) return
    const id = subject.id as ReferralId | MatterId
    if (ends.has(type)) due.set(id, plus(fromRfc3339(at), days(retentionDays)))
    else if (undoes.has(type)) due.delete(id)
  }

  const catchUp = async (): Promise<void> => {
    const { size } = await store.head()
    const to = Math.min(size, read + maxEntries)
    if (to > read) for await (const { body } of store.readEntries(read, to)) note(body)
    read = to
  }

  return async () => {
    await catchUp()
    const now = clock.now()
    const over = [...due].filter(([, at]) => at <= now).slice(0, maxErased)
    let erased = 0
    for (const [id] of over) {
      const outcome = await erase({ id, actor: 'clock', cause: { retentionDays } })
      if (outcome === 'erased') erased += 1
      if (outcome === 'held' || outcome === 'busy') {
        due.set(id, plus(now, hours(1)))
        log.warn('not erased yet', { subject: id, because: outcome })
      } else due.delete(id)
    }
    return erased
  }
}
