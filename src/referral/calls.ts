import { isLoss, type Step } from '../escalation/policy.ts'
import type { WorkingTime } from '../escalation/working.ts'
import type { Priority } from '../kit/codes.ts'
import { type Instant, instant, minutes, plus } from '../kit/time.ts'
import type { RunningDeadline } from './running.ts'

/** What the calls of one deadline wait for. */
export interface Waits {
  readonly priority: Priority
  /** Working time of the owner's desk. */
  readonly working: WorkingTime
}

/** The moment of the `n`th call by the policy: its steps, then the last of them again and again. */
const bareAt = (d: RunningDeadline, n: number): Instant | undefined => {
  const last = d.steps.at(-1)
  if (!last) return undefined
  const step = d.steps[n]
  if (step) return plus(d.due, minutes(step.afterMinutes))
  if (d.againMinutes === undefined) return undefined
  const rounds = n - d.steps.length + 1
  return plus(d.due, minutes(last.afterMinutes + rounds * d.againMinutes))
}

/** A full minute, so that what falls due within one is told together. */
const fullMinute = (at: number): Instant => instant(Math.ceil(at / minutes(1)) * minutes(1))

const isAtEase = (priority: Priority): boolean =>
  priority === 'routine' || priority === 'information'

/** As `bareAt`, put off to the full minute, but no sooner than `floor`; what is immediate waits for none. */
const readyAt = (
  d: RunningDeadline,
  n: number,
  priority: Priority,
  floor?: Instant,
): Instant | undefined => {
  const bare = bareAt(d, n)
  if (bare === undefined) return undefined
  const at = instant(Math.max(bare, d.since ?? bare, floor ?? bare))
  return priority === 'immediate' ? at : fullMinute(at)
}

const isOwn = (step: Step): boolean => step.tell.every(t => t === 'duty' || t === 'backup')

/**
 * The moment of a step in the owner's working hours, or of a repeat. Who is beyond the owner's own duty
 * and backup is called no sooner after the last call of these than the policy says: they had the hours
 * to act in, not the night before (domain.md 6.3, P3). Of silence nothing is known here.
 */
const workedAt = (d: RunningDeadline, n: number, waits: Waits): Instant | undefined => {
  const ready = readyAt(d, n, waits.priority)
  if (ready === undefined) return undefined
  const put = (floor: Instant | undefined): Instant =>
    waits.working.next(instant(Math.max(ready, floor ?? ready)))
  const after = (m: number, lapse: number): Instant | undefined => {
    const at = workedAt(d, m, waits)
    return at === undefined ? undefined : plus(at, minutes(lapse))
  }
  const step = d.steps[n]
  if (!step) {
    const last = d.steps.length - 1
    return put(after(last, (n - last) * (d.againMinutes ?? 0)))
  }
  const above = d.steps.slice(0, n)
  if (isOwn(step)) return put(above.every(isOwn) ? undefined : after(n - 1, 0))
  const own = above.findLastIndex(isOwn)
  const told = above[own]
  return put(told && after(own, step.afterMinutes - told.afterMinutes))
}

/**
 * When the `n`th call (from 0) is made; never before that of `n - 1`. What can wait for the owner's
 * working hours does (domain.md 6.2), but for a warning that would come after the loss. Undefined
 * where there is no such call.
 */
export const callAt = (d: RunningDeadline, n: number, waits: Waits): Instant | undefined => {
  const { priority, working } = waits
  const ready = readyAt(d, n, priority, d.snoozedUntil)
  if (ready === undefined || !isAtEase(priority)) return ready
  if (!isLoss(d.name)) return working.next(instant(Math.max(ready, workedAt(d, n, waits) ?? ready)))
  const next = working.next(ready)
  return ready < d.due && next >= d.due ? ready : next
}

export const waitedForHours = (d: RunningDeadline, n: number, waits: Waits): boolean =>
  callAt(d, n, waits) !== readyAt(d, n, waits.priority, d.snoozedUntil)

/** The last call whose moment has come, from `reached` on; calls never fall behind one another. */
export const lastCallBy = (d: RunningDeadline, now: Instant, waits: Waits): number | undefined => {
  const hasCome = (n: number): boolean => {
    const at = callAt(d, n, waits)
    return at !== undefined && at <= now
  }
  if (!hasCome(d.reached)) return undefined
  let come = d.reached
  let open = come + 1
  for (let width = 1; hasCome(open); width *= 2) {
    come = open
    open += width
  }
  while (open - come > 1) {
    const middle = Math.floor((come + open) / 2)
    if (hasCome(middle)) come = middle
    else open = middle
  }
  return come
}
