import type { Target } from '../escalation/policy.ts'
import type { WorkingTime } from '../escalation/working.ts'
import type { DeadlineName } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { type Instant, toRfc3339 } from '../kit/time.ts'
import type { Timer } from '../ports/store.ts'
import { callAt, lastCallBy, type Waits, waitedForHours } from './calls.ts'
import type { Because, Escalated } from './events.ts'
import { deskOf, type Referral } from './referral.ts'
import type { RunningDeadline } from './running.ts'

/** Working time by desk. */
export type Times = (desk: ContactPointId) => WorkingTime

/** A time in which nothing could fire, though its moment came. */
export interface Outage {
  readonly kind: 'down' | 'clock'
  readonly from: Instant
  readonly to: Instant
}

const waitsOf = (r: Referral, d: RunningDeadline, times: Times): Waits => ({
  priority: r.priority,
  working: times(deskOf(r, d.owner)),
})

/** Those whose time goes on. */
const running = (r: Referral): readonly RunningDeadline[] =>
  r.deadlines.filter(d => d.pausedAt === undefined)

/** The next call of each running deadline; what the store keeps armed. */
export const timersOf = (r: Referral, times: Times): readonly Timer[] =>
  running(r).flatMap(d => {
    const due = callAt(d, d.reached, waitsOf(r, d, times))
    return due === undefined ? [] : [{ deadline: d.name, step: d.reached, due }]
  })

/** Why the calls from `reached` up to `step` were not made on their own. */
const becauseOf = (
  d: RunningDeadline,
  step: number,
  waits: Waits,
  why: Outage | undefined,
): Because | undefined => {
  const planned = callAt(d, step, waits)
  const first = callAt(d, d.reached, waits)
  if (step === d.reached || planned === undefined || first === undefined) return undefined
  // Those of one moment are one call by plan; only one that had a moment of its own was late.
  if (why && first < planned && why.from <= planned && why.to >= first)
    return { kind: why.kind, from: toRfc3339(why.from), to: toRfc3339(why.to) }
  return waitedForHours(d, d.reached, waits) ? { kind: 'hours' } : undefined
}

const toldBy = (d: RunningDeadline, step: number): readonly Target[] =>
  (d.steps[step] ?? d.steps.at(-1))?.tell ?? []

const span = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)

/**
 * What the clock does now about a deadline: the highest step that is due, naming those it leaps over
 * and telling theirs too (after a downtime, one message instead of a burst); those that waited for the
 * same morning are one call and none is missed. Nothing if none is due or the deadline is over. A step beyond the policy's is the last one again. `why`: when nothing could fire.
 */
export const passed = (
  r: Referral,
  name: string,
  now: Instant,
  times: Times,
  why?: Outage,
): Escalated | undefined => {
  const d = running(r).find(x => x.name === name)
  if (!d) return undefined
  const waits = waitsOf(r, d, times)
  const step = lastCallBy(d, now, waits)
  const planned = step === undefined ? undefined : callAt(d, step, waits)
  if (step === undefined || planned === undefined) return undefined
  const because = becauseOf(d, step, waits, why)
  const leapt = span(d.reached, Math.min(step, d.steps.length))
  // What waited for the hours was not missed: it was never to be made on its own.
  const waited = because?.kind === 'hours'
  const missedRounds = waited ? 0 : step - d.reached - leapt.length
  return {
    type: 'referral.escalated',
    deadline: d.name,
    owner: d.owner,
    step,
    due: toRfc3339(d.due),
    tell: [...new Set([...leapt, step].flatMap(s => toldBy(d, s)))],
    missed: waited ? [] : [...leapt],
    ...(missedRounds > 0 ? { missedRounds } : {}),
    ...(because ? { because } : {}),
    planned: toRfc3339(planned),
  }
}

/** Clocks that press for an answer; the others warn of a loss or ask for word afterwards. */
export const pressing: readonly DeadlineName[] = ['ack', 'decision', 'reply', 'info', 'consent']

/** The pressing deadline that is due first, shown on the card. */
export const nextDeadline = (r: Referral): RunningDeadline | undefined =>
  running(r)
    .filter(d => pressing.includes(d.name))
    .sort((a, b) => a.due - b.due)[0] ?? running(r).find(d => d.name === 'feedback')

/** Whom the steps told that were reached at the due time or after it; reminders don't count. */
const toldLate = (d: RunningDeadline): readonly Target[] =>
  span(0, Math.min(d.reached, d.steps.length + 1)).flatMap(n =>
    (d.steps[n]?.afterMinutes ?? 0) < 0 ? [] : toldBy(d, n),
  )

const pressed = (r: Referral): readonly RunningDeadline[] =>
  r.deadlines.filter(d => pressing.includes(d.name))

/** A pressing deadline has passed; flags follow from clocks, they are no states. */
export const isOverdue = (r: Referral): boolean => pressed(r).some(d => toldLate(d).length > 0)

const ownDuty: readonly Target[] = ['duty', 'backup']

/** Told beyond the desk's own officers on duty and their backup. */
export const isEscalated = (r: Referral): boolean =>
  pressed(r).some(d => toldLate(d).some(t => !ownDuty.includes(t)))
