import { actDue, type ShipmentPolicy } from '../escalation/shipment.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { type Instant, minutes, plus, toRfc3339 } from '../kit/time.ts'
import {
  clockPassed,
  clockTimers,
  type MatterClock,
  type MatterClockStart,
} from '../matter/clocks.ts'
import type { DueFacts } from '../matter/matter.ts'
import type { Timer } from '../ports/store.ts'
import type { Times } from '../referral/deadlines.ts'
import type { ShipmentEvent } from './events.ts'
import { holdReminded, holdTimers } from './holds.ts'
import { isOpen, type Shipment } from './shipment.ts'

interface Pair {
  readonly desk: string
  readonly other: string
}

const start = (
  name: string,
  { steps, againMinutes }: ShipmentPolicy['act' | 'alarm'],
  { desk, other }: Pair,
  since: Instant,
  due: Instant,
): MatterClockStart => ({
  name,
  desk,
  other,
  since: toRfc3339(since),
  due: toRfc3339(due),
  steps: steps.map(s => ({ ...s, tell: [...s.tell] })),
  againMinutes,
})

/**
 * What the custodian of a leg must meet, or the desk that named one outside; none where it arrived already.
 * `others`: desks that watch; the first of them that is another one is told besides.
 */
export const actClock = (
  { act }: ShipmentPolicy,
  now: Instant,
  leg: { readonly n: number; readonly arrives: Instant; readonly owner: string },
  others: readonly string[],
): readonly MatterClockStart[] => {
  const due = actDue(act, now, leg.arrives)
  const other = others.find(d => d !== leg.owner) ?? leg.owner
  return due === undefined ? [] : [start(`act:${leg.n}`, act, { desk: leg.owner, other }, now, due)]
}

/** One for each desk that watches, until it says that it has seen what changed. */
export const alarmClocks = (
  { alarm }: ShipmentPolicy,
  now: Instant,
  n: number,
  desks: readonly string[],
): readonly MatterClockStart[] =>
  desks.map(desk =>
    start(
      `alarm:${n}.${desk}`,
      alarm,
      { desk, other: desks.find(d => d !== desk) ?? desk },
      now,
      plus(now, minutes(alarm.withinMinutes)),
    ),
  )

export const timersOf = (s: Shipment, times: Times): readonly Timer[] => [
  ...clockTimers(s.clocks, times),
  ...holdTimers(s, times),
]

/** What the clock does now about one deadline. */
export const due = (s: Shipment, deadline: string, facts: DueFacts): readonly ShipmentEvent[] => {
  if (!isOpen(s)) return []
  const reminded = holdReminded(s, deadline, facts)
  if (reminded) return [reminded]
  const taken = clockPassed(s.clocks, deadline, facts)
  return taken ? [{ type: 'shipment.escalated', ...taken }] : []
}

/** The clock that a desk is to meet next, as a custodian. */
export const ownClock = (s: Shipment, desk: ContactPointId): MatterClock | undefined =>
  s.clocks
    .filter(c => c.desk === desk && c.name.startsWith('act:'))
    .toSorted((a, b) => a.due - b.due)[0]
