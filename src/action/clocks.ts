import type { ActionPolicy } from '../escalation/action.ts'
import type { ContactPointId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import { clockPassed, clockTimers, type MatterClockStart, slowClock } from '../matter/clocks.ts'
import type { DueFacts } from '../matter/matter.ts'
import type { Timer } from '../ports/store.ts'
import type { Times } from '../referral/deadlines.ts'
import { type Action, counterpartOf } from './action.ts'
import type { ActionEvent } from './events.ts'

interface Owned {
  readonly owner: ContactPointId
  readonly other: ContactPointId
  /** How often it was given a due time, from 1: a call of an earlier one must not stand for a new one. */
  readonly term: number
}

export const dueClock = (
  policy: ActionPolicy,
  { owner, other, term }: Owned,
  since: Instant,
  due: Instant,
): readonly MatterClockStart[] => [
  slowClock(policy.due, { name: `due:${term}`, desk: owner, other, since, due }),
]

/** Of an item that gets another due time. */
export const nextClock = (
  policy: ActionPolicy,
  a: Action,
  since: Instant,
  due: Instant,
): readonly MatterClockStart[] => {
  const term = a.carried.length + a.reopened + 2
  return dueClock(policy, { owner: a.owner, other: counterpartOf(a), term }, since, due)
}

export const timersOf = (a: Action, times: Times): readonly Timer[] =>
  clockTimers(a.clocks, times, true)

/** What the clock does now. */
export const due = (a: Action, deadline: string, facts: DueFacts): readonly ActionEvent[] => {
  const taken = clockPassed(a.clocks, deadline, facts, true)
  return taken ? [{ type: 'action.escalated', ...taken }] : []
}
