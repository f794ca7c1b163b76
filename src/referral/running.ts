import { z } from 'zod'
import { ruleSchema, stepSchema } from '../escalation/policy.ts'
import { type DeadlineName, deadlineNames } from '../kit/codes.ts'
import { fromRfc3339, type Instant, instant, minutes, plus } from '../kit/time.ts'
import type { ClockStart, Escalated, Snoozed } from './events.ts'

const moment = z.custom<Instant>(value => Number.isSafeInteger(value))

/** A deadline that runs or is paused. */
export const runningDeadline = z.object({
  name: z.enum(deadlineNames),
  owner: z.enum(['sender', 'receiver']),
  due: moment,
  /** As it was when it started; extensions and pauses move `due` only. Statistics count from this. */
  original: moment,
  /** When it started, and how its due time was counted from there; no rule where a date was given. */
  since: moment.exactOptional(),
  rule: ruleSchema.exactOptional(),
  steps: z.array(stepSchema),
  againMinutes: z.int().exactOptional(),
  snoozeMinutes: z.int().exactOptional(),
  /** Minutes of silence used so far, of `snoozeMinutes`. */
  snoozed: z.int().min(0).exactOptional(),
  snoozedUntil: moment.exactOptional(),
  pausedAt: moment.exactOptional(),
  /** How many steps were reached; beyond the policy's, how often the last was taken again. */
  reached: z.int().min(0),
  /** Calls that hold, so that they can be taken back when it is met. */
  calls: z.array(
    z.object({
      revision: z.int().min(1),
      event: z.custom<Escalated>(value => typeof value === 'object' && value !== null),
    }),
  ),
})
export type RunningDeadline = z.infer<typeof runningDeadline>

type Deadlines = readonly RunningDeadline[]

/** With the clocks of an event started; one of the same name is replaced. */
export const started = (deadlines: Deadlines, clocks: readonly ClockStart[]): RunningDeadline[] => [
  ...deadlines.filter(d => !clocks.some(c => c.name === d.name)),
  ...clocks.map(({ due, since, ...c }) => ({
    ...c,
    due: fromRfc3339(due),
    original: fromRfc3339(due),
    ...(since === undefined ? {} : { since: fromRfc3339(since) }),
    reached: 0,
    calls: [],
  })),
]

export const without = (deadlines: Deadlines, ...names: readonly DeadlineName[]) =>
  deadlines.filter(d => !names.includes(d.name))

export const only = (deadlines: Deadlines, ...names: readonly DeadlineName[]) =>
  deadlines.filter(d => names.includes(d.name))

/** Stops the time of these; `resumed` gives it back. */
export const paused = (deadlines: Deadlines, now: Instant, ...names: readonly DeadlineName[]) =>
  deadlines.map(d =>
    names.includes(d.name) && d.pausedAt === undefined ? { ...d, pausedAt: now } : d,
  )

/** Every paused deadline goes on with the time it had left. */
export const resumed = (deadlines: Deadlines, now: Instant): RunningDeadline[] =>
  deadlines.map(({ pausedAt, ...d }) =>
    pausedAt === undefined ? d : { ...d, due: instant(d.due + (now - pausedAt)) },
  )

/**
 * A later due time agreed by both; its calls are over. Reminders whose moment is past by then are left
 * out: who has just got more time needs none.
 */
export const extended = (
  deadlines: Deadlines,
  name: DeadlineName,
  until: Instant,
  now: Instant,
): RunningDeadline[] =>
  deadlines.map(({ snoozedUntil, ...d }) => {
    if (d.name !== name) return { ...d, ...(snoozedUntil === undefined ? {} : { snoozedUntil }) }
    const isPast = (after: number): boolean => after < 0 && plus(until, minutes(after)) < now
    const reached = d.steps.filter(s => isPast(s.afterMinutes)).length
    return { ...d, due: until, reached, calls: [] }
  })

/** Its owner's calls put off; the time of silence that overlaps an earlier one counts once. */
export const snoozedBy = (deadlines: Deadlines, event: Snoozed, now: Instant): RunningDeadline[] =>
  deadlines.map(d => {
    if (!event.deadlines.includes(d.name)) return d
    const from = Math.max(now, d.snoozedUntil ?? now)
    const until = instant(Math.max(from, fromRfc3339(event.until)))
    const more = Math.ceil((until - from) / minutes(1))
    return { ...d, snoozed: (d.snoozed ?? 0) + more, snoozedUntil: until }
  })

/** Made before the due time, to remind or to warn. */
const isReminder = (d: RunningDeadline, { step, due, planned }: Escalated): boolean =>
  planned === undefined
    ? (d.steps[step]?.afterMinutes ?? 0) < 0
    : fromRfc3339(planned) < fromRfc3339(due)

/**
 * After a step was reached. Events of an earlier version begin each round at step 0 with a moved due
 * time; they count on all the same. A reminder is over with the next call, lest it ask to act before a
 * time that is past; and when the last step is taken again, its call before is over.
 */
export const escalatedBy = (
  deadlines: Deadlines,
  event: Escalated,
  revision: number,
): RunningDeadline[] =>
  deadlines.map(d => {
    if (d.name !== event.deadline) return d
    const reached = Math.max(d.reached + 1, event.step + 1)
    const last = d.steps.length - 1
    const repeats = reached - 1 > last
    const before = d.calls.filter(c => !isReminder(d, c.event) && (!repeats || c.event.step < last))
    return { ...d, reached, calls: [...before, { revision, event }] }
  })
