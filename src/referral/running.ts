import { z } from 'zod'
import { stepSchema } from '../escalation/policy.ts'
import { type DeadlineName, deadlineNames } from '../kit/codes.ts'
import { fromRfc3339, type Instant, instant, minutes, plus } from '../kit/time.ts'
import type { ClockStart, Escalated } from './events.ts'

const moment = z.custom<Instant>(value => Number.isSafeInteger(value))

/** A deadline that runs or is paused. */
export const runningDeadline = z.object({
  name: z.enum(deadlineNames),
  owner: z.enum(['sender', 'receiver']),
  due: moment,
  /** As it was when it started; extensions and pauses move `due` only. Statistics count from this. */
  original: moment,
  steps: z.array(stepSchema),
  againMinutes: z.int().exactOptional(),
  pausedAt: moment.exactOptional(),
  /** How many steps were reached. */
  reached: z.int().min(0),
  /** Calls that were made, so that they can be taken back when it is met. */
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
  ...clocks.map(({ due, ...c }) => ({
    ...c,
    due: fromRfc3339(due),
    original: fromRfc3339(due),
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

/** A later due time agreed by both; its calls are over. */
export const extended = (deadlines: Deadlines, name: DeadlineName, until: Instant) =>
  deadlines.map(d => (d.name === name ? { ...d, due: until, reached: 0, calls: [] } : d))

/**
 * After a step was reached. A clock that runs again starts its next round at the first of its moments
 * that is still to come: a downtime over many rounds ends in one call, not in a burst.
 */
export const escalatedBy = (
  deadlines: Deadlines,
  event: Escalated,
  { revision, now }: { readonly revision: number; readonly now: Instant },
): RunningDeadline[] =>
  deadlines.map(d => {
    if (d.name !== event.deadline) return d
    const call = { revision, event }
    const last = event.step + 1 >= d.steps.length
    if (!last || d.againMinutes === undefined)
      return { ...d, reached: event.step + 1, calls: [...d.calls, call] }
    const again = minutes(d.againMinutes)
    const rounds = Math.max(1, Math.floor((now - d.due) / again) + 1)
    return { ...d, due: plus(d.due, rounds * again), reached: 0, calls: [call] }
  })
