import type { DeadlineName } from '../kit/codes.ts'
import { type Instant, minutes, plus, toRfc3339 } from '../kit/time.ts'
import type { Timer } from '../ports/store.ts'
import type { Escalated } from './events.ts'
import type { Referral, RunningDeadline } from './referral.ts'

const dueOf = (d: RunningDeadline, step: number): Instant | undefined => {
  const s = d.steps[step]
  return s && plus(d.due, minutes(s.afterMinutes))
}

/** The next step of each running deadline; what the store keeps armed. */
export const timersOf = (r: Referral): readonly Timer[] =>
  r.deadlines.flatMap(d => {
    const due = dueOf(d, d.reached)
    return due === undefined ? [] : [{ deadline: d.name, step: d.reached, due }]
  })

/**
 * What the clock does now about a deadline: the highest step that is due, naming those it leaps over
 * and telling theirs too (after a downtime, one message instead of a burst); nothing if none is due or
 * the deadline is over.
 */
export const passed = (r: Referral, name: string, now: Instant): Escalated | undefined => {
  const d = r.deadlines.find(x => x.name === name)
  if (!d) return undefined
  const due = d.steps
    .map((_, step) => ({ step, at: dueOf(d, step) }))
    .filter(s => s.step >= d.reached && s.at !== undefined && s.at <= now)
  const last = due.at(-1)
  if (last?.at === undefined) return undefined
  return {
    type: 'referral.escalated',
    deadline: d.name,
    step: last.step,
    due: toRfc3339(d.due),
    tell: [...new Set(due.flatMap(s => d.steps[s.step]?.tell ?? []))],
    missed: due.slice(0, -1).map(s => s.step),
  }
}

/** The deadline that is due first, shown on the card. */
export const nextDeadline = (
  r: Referral,
): { readonly name: DeadlineName; readonly due: Instant } | undefined =>
  [...r.deadlines].sort((a, b) => a.due - b.due)[0]

export const isOverdue = (r: Referral): boolean => r.deadlines.some(d => d.reached > 0)

/** Told beyond the desk's own duty officers. */
export const isEscalated = (r: Referral): boolean =>
  r.deadlines.some(d => d.steps.slice(0, d.reached).some(s => s.tell.some(t => t !== 'duty')))
