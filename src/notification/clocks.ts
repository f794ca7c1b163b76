import {
  dueBy,
  type NotificationClock,
  type NotificationPolicy,
} from '../escalation/notification.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { type Instant, toRfc3339 } from '../kit/time.ts'
import {
  clockPassed,
  clockTimers,
  type MatterClock,
  type MatterClockStart,
} from '../matter/clocks.ts'
import type { DueFacts } from '../matter/matter.ts'
import type { Timer } from '../ports/store.ts'
import type { Times } from '../referral/deadlines.ts'
import type { NotificationEvent } from './events.ts'
import { addresseeAt, isOpen, type Notification } from './notification.ts'

interface Pair {
  readonly desk: ContactPointId
  readonly other: ContactPointId
}

const start = (
  name: string,
  policy: NotificationClock,
  { desk, other }: Pair,
  since: Instant,
  arrival?: Instant,
): MatterClockStart => ({
  name,
  desk,
  other,
  since: toRfc3339(since),
  due: toRfc3339(dueBy(policy, since, arrival)),
  steps: policy.steps.map(({ afterMinutes, tell }) => ({ afterMinutes, tell: [...tell] })),
  againMinutes: policy.againMinutes,
})

/** What starts when it is sent, by whom each owes what. */
export const clocksAtStart = (
  policy: NotificationPolicy,
  now: Instant,
  sent: {
    readonly from: ContactPointId
    readonly desks: readonly ContactPointId[]
    readonly externals: number
    readonly oral: boolean
    readonly arrival?: Instant
  },
): readonly MatterClockStart[] => {
  const own: Pair = { desk: sent.from, other: sent.from }
  return [
    ...sent.desks.map(desk =>
      start(`ack:${desk}`, policy.ack, { desk, other: sent.from }, now, sent.arrival),
    ),
    ...Array.from({ length: sent.externals }, (_, i) =>
      start(`told:${i + 1}`, policy.told, own, now),
    ),
    ...(sent.oral ? [start('written', policy.written, own, now)] : []),
  ]
}

/** From an acknowledgement on; after the landing as soon as the policy lets it. */
export const answerClock = (
  policy: NotificationPolicy,
  now: Instant,
  n: Notification,
  desk: ContactPointId,
): MatterClockStart =>
  start(`answer:${desk}`, policy.answer, { desk, other: n.from }, now, n.arrival)

/** From an answer on that isn't the last one: an arrival that is over hurries nobody any more. */
export const nextAnswerClock = (
  policy: NotificationPolicy,
  now: Instant,
  n: Notification,
  desk: ContactPointId,
): MatterClockStart => {
  const pair: Pair = { desk, other: n.from }
  const isAhead = n.arrival !== undefined && n.arrival > now
  return start(`answer:${desk}`, policy.answer, pair, now, isAhead ? n.arrival : undefined)
}

/** A new arrival moves what is counted by it; what is due already stays due. */
export const clocksMoved = (
  policy: NotificationPolicy,
  now: Instant,
  n: Notification,
  arrival: Instant | undefined,
): readonly MatterClockStart[] => {
  if (arrival === undefined || arrival === n.arrival) return []
  const anew = (c: MatterClock): readonly MatterClockStart[] => {
    const name = c.name.split(':')[0]
    const rule = name === 'ack' ? policy.ack : name === 'answer' ? policy.answer : undefined
    if (!rule || c.due <= now) return []
    const next = start(c.name, rule, c, c.since, arrival)
    const soonest = toRfc3339(dueBy(rule, now, arrival))
    // Brought forward, it leaves the owner no less time than if it were sent now.
    const due = next.due < toRfc3339(now) ? soonest : next.due
    return due === toRfc3339(c.due) ? [] : [{ ...next, due }]
  }
  return n.clocks.flatMap(anew)
}

const unanswered = (n: Notification): readonly ContactPointId[] =>
  n.addressees.filter(a => a.answers.length === 0).map(a => a.desk)

const awaitsArrival = (n: Notification): Instant | undefined =>
  isOpen(n) && !n.erased && !n.arrivedUnanswered && unanswered(n).length > 0 ? n.arrival : undefined

export const timersOf = (n: Notification, times: Times): readonly Timer[] => {
  const arrival = awaitsArrival(n)
  return [
    ...clockTimers(n.clocks, times),
    ...(arrival === undefined ? [] : [{ deadline: 'arrival', step: 0, due: arrival }]),
  ]
}

/** What the clock does now about one deadline. */
export const due = (
  n: Notification,
  deadline: string,
  facts: DueFacts,
): readonly NotificationEvent[] => {
  if (deadline === 'arrival') {
    const arrival = awaitsArrival(n)
    return arrival === undefined || arrival > facts.now
      ? []
      : [{ type: 'notification.arrived', waiting: [...unanswered(n)] }]
  }
  const taken = clockPassed(n.clocks, deadline, facts)
  return taken ? [{ type: 'notification.escalated', ...taken }] : []
}

/** The clock that a desk is to meet next, as it sees it. */
export const ownClock = (n: Notification, desk: ContactPointId): MatterClock | undefined =>
  addresseeAt(n, desk)
    ? n.clocks.find(c => c.desk === desk)
    : n.clocks.filter(c => c.desk === desk).toSorted((a, b) => a.due - b.due)[0]
