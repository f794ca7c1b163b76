import type { HoldPolicy } from '../escalation/shipment.ts'
import type { WorkingTime } from '../escalation/working.ts'
import { days, type Instant, instant, plus, toRfc3339 } from '../kit/time.ts'
import type { DueFacts } from '../matter/matter.ts'
import type { Timer } from '../ports/store.ts'
import type { Times } from '../referral/deadlines.ts'
import type { Reminded } from './events.ts'
import { type Hold, isOpen, openHolds, type Shipment } from './shipment.ts'

/**
 * The reminders that are still ahead before a limit, each put off to the holder's working hours but never
 * beyond the limit. `since`: from when the time counts.
 */
export const remindersOf = (
  { reminders }: HoldPolicy,
  span: { readonly since: Instant; readonly limit: Instant; readonly now: Instant },
  working: WorkingTime,
): { percent: number; at: string }[] =>
  reminders.atPercent.flatMap(percent => {
    const bare = instant(span.since + Math.round(((span.limit - span.since) * percent) / 100))
    const at = Math.min(working.next(bare), span.limit)
    return bare > span.now ? [{ percent, at: toRfc3339(instant(at)) }] : []
  })

/** The start of work on the `n`th working day (from 1) after the limit. */
const dayAfter = (limit: Instant, n: number, working: WorkingTime): Instant => {
  const first = working.next(limit)
  // A limit within working hours is told of at once, so its own day is not one of those after it.
  const whole = first > limit ? n - 1 : n
  return whole === 0 ? first : working.next(working.afterDays(plus(first, -days(1)), whole))
}

/** When the `n`th reminder (from 0) of the present limit is due: before it, at it, then each working day. */
export const reminderAt = (h: Hold, n: number, working: WorkingTime): Instant => {
  const ahead = h.reminders[n]
  if (ahead) return ahead.at
  return n === h.reminders.length ? h.limit : dayAfter(h.limit, n - h.reminders.length, working)
}

const nameOf = (h: Hold): string => `hold:${h.n}`

export const holdTimers = (s: Shipment, times: Times): readonly Timer[] =>
  isOpen(s)
    ? openHolds(s).map(h => ({
        deadline: nameOf(h),
        step: h.reached,
        due: reminderAt(h, h.reached, times(h.desk)),
      }))
    : []

/** What the clock says now of a hold: the last reminder that is due; undefined where none is. */
export const holdReminded = (
  s: Shipment,
  deadline: string,
  { now, times }: Pick<DueFacts, 'now' | 'times'>,
): Reminded | undefined => {
  const hold = isOpen(s) ? openHolds(s).find(h => nameOf(h) === deadline) : undefined
  if (!hold) return undefined
  const at = (n: number): Instant => reminderAt(hold, n, times(hold.desk))
  let step = hold.reached
  if (at(step) > now) return undefined
  while (at(step + 1) <= now) step += 1
  return {
    type: 'shipment.reminded',
    hold: hold.n,
    step,
    limit: toRfc3339(hold.limit),
    planned: toRfc3339(at(step)),
    missed: Array.from({ length: step - hold.reached }, (_, i) => hold.reached + i),
  }
}

/** The limit has passed and nobody has decided. */
export const isOverLimit = (h: Hold): boolean => !h.ended && h.reached > h.reminders.length
