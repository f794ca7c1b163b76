import type { OperationPolicy } from '../escalation/operation.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { days, type Instant, instant, plus } from '../kit/time.ts'
import {
  clockPassed,
  clockTimers,
  type MatterClock,
  type MatterClockStart,
  slowClock,
} from '../matter/clocks.ts'
import type { DueFacts } from '../matter/matter.ts'
import type { Timer } from '../ports/store.ts'
import type { Times } from '../referral/deadlines.ts'
import type { OperationEvent } from './events.ts'
import { isOpen, type Operation } from './operation.ts'

interface Running {
  /** The desk that leads it. */
  readonly desk: ContactPointId
  readonly from: Instant
  readonly to: Instant
}

/** Until report `n`: so many days after the one before it, or after the begin. None once the end comes first. */
export const reportClock = (
  { report }: OperationPolicy,
  { desk, from, to }: Running,
  n: number,
  now: Instant,
): readonly MatterClockStart[] => {
  const since = instant(Math.max(now, from))
  const due = plus(since, days(report.everyDays))
  return due >= to
    ? []
    : [slowClock(report, { name: `report:${n}`, desk, other: desk, since, due })]
}

/** From the begin on: the end report is due when the period is over. */
export const endClock = (
  { end }: OperationPolicy,
  { desk, to }: Running,
  now: Instant,
): MatterClockStart => slowClock(end, { name: 'end', desk, other: desk, since: now, due: to })

/** A report can wait for the working hours of who owes it. */
export const timersOf = (o: Operation, times: Times): readonly Timer[] =>
  clockTimers(o.clocks, times, true)

/** What the clock does now about one deadline. */
export const due = (o: Operation, deadline: string, facts: DueFacts): readonly OperationEvent[] => {
  const taken = isOpen(o) ? clockPassed(o.clocks, deadline, facts, true) : undefined
  return taken ? [{ type: 'operation.escalated', ...taken }] : []
}

/** What a desk owes first; only the desk that leads it owes anything by a time. */
export const ownClock = (o: Operation, desk: ContactPointId): MatterClock | undefined =>
  o.clocks.filter(c => c.desk === desk).toSorted((a, b) => a.due - b.due)[0]

/** The period is over, and the end report was asked for. */
export const isPastEnd = (o: Operation): boolean =>
  o.clocks.some(c => c.name === 'end' && c.reached > 0)
