import type { DeadlineName } from '../kit/codes.ts'
import { type Instant, minutes, plus, toRfc3339 } from '../kit/time.ts'
import type { Timer } from '../ports/store.ts'
import type { Escalated } from './events.ts'
import type { Referral } from './referral.ts'
import type { RunningDeadline } from './running.ts'

const dueOf = (d: RunningDeadline, step: number): Instant | undefined => {
  const s = d.steps[step]
  return s && plus(d.due, minutes(s.afterMinutes))
}

/** Those whose time goes on. */
const running = (r: Referral): readonly RunningDeadline[] =>
  r.deadlines.filter(d => d.pausedAt === undefined)

/** The next step of each running deadline; what the store keeps armed. */
export const timersOf = (r: Referral): readonly Timer[] =>
  running(r).flatMap(d => {
    const due = dueOf(d, d.reached)
    return due === undefined ? [] : [{ deadline: d.name, step: d.reached, due }]
  })

/**
 * What the clock does now about a deadline: the highest step that is due, naming those it leaps over
 * and telling theirs too (after a downtime, one message instead of a burst); nothing if none is due or
 * the deadline is over.
 */
export const passed = (r: Referral, name: string, now: Instant): Escalated | undefined => {
  const d = running(r).find(x => x.name === name)
  if (!d) return undefined
  const due = d.steps
    .map((_, step) => ({ step, at: dueOf(d, step) }))
    .filter(s => s.step >= d.reached && s.at !== undefined && s.at <= now)
  const last = due.at(-1)
  if (last?.at === undefined) return undefined
  return {
    type: 'referral.escalated',
    deadline: d.name,
    owner: d.owner,
    step: last.step,
    due: toRfc3339(d.due),
    tell: [...new Set(due.flatMap(s => d.steps[s.step]?.tell ?? []))],
    missed: due.slice(0, -1).map(s => s.step),
  }
}

/** Clocks that press for an answer; the others warn of a loss or ask for word afterwards. */
const pressing: readonly DeadlineName[] = ['ack', 'decision', 'reply', 'info', 'consent']

/** The pressing deadline that is due first, shown on the card. */
export const nextDeadline = (
  r: Referral,
): { readonly name: DeadlineName; readonly due: Instant } | undefined =>
  running(r)
    .filter(d => pressing.includes(d.name))
    .sort((a, b) => a.due - b.due)[0] ?? running(r).find(d => d.name === 'feedback')

const late = (r: Referral): readonly RunningDeadline[] =>
  r.deadlines.filter(d => pressing.includes(d.name) && d.reached > 0)

/** A pressing deadline has passed; flags follow from clocks, they are no states. */
export const isOverdue = (r: Referral): boolean => late(r).length > 0

/** Told beyond the desk's own duty officers. */
export const isEscalated = (r: Referral): boolean =>
  late(r).some(d => d.steps.slice(0, d.reached).some(s => s.tell.some(t => t !== 'duty')))
