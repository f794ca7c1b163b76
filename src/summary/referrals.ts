import type { DeadlineName, Outcome } from '../kit/codes.ts'
import type { Instant } from '../kit/time.ts'
import type { ReferralEvent, Measure as Written } from '../referral/events.ts'
import { counts, deskOf, type Referral } from '../referral/referral.ts'
import { type Held, missedAt } from './held.ts'
import { addTo, gained, measureOf } from './measures.ts'
import { countStep, sideIn, type Tally } from './tally.ts'
import type { Took } from './timed.ts'

export interface Counting {
  readonly tally: Tally
  readonly held: Held
  /** As it was before the event. */
  readonly before: Referral
  readonly at: Instant
  /** The week began then: a night that was missed before was counted in its own week. */
  readonly from: Instant
  readonly zone: (desk: Referral['to']) => string
}

/** From when on, measured against the limit with which the deadline began. */
const took = ({ before, at }: Counting, since: Instant, name: DeadlineName): Took => {
  const limit = before.deadlines.find(d => d.name === name)?.original
  return { ms: at - since, ...(limit === undefined ? {} : { within: at <= limit }) }
}

/** The receiving side is heard of for the first time, or never will be. */
const heard = (c: Counting, isAck: boolean): void => {
  const { held, before, tally, at } = c
  if (held.acked || held.sentAt === undefined) return
  held.acked = true
  const side = sideIn(tally, before.to)
  const ack = took(c, held.sentAt, 'ack')
  if (!counts(before)) {
    if (isAck) side.drills.acknowledged += 1
    if (isAck && ack.within) side.drills.within += 1
    return
  }
  if (isAck) side.priorities[before.priority].ack.push(ack)
  const missed = isUrgent(before) ? missedAt(held.sentAt, c.zone(before.to)) : undefined
  if (missed !== undefined && missed < at && missed >= c.from) side.missedNights += 1
}

/** What is called for round the clock; what can wait for the morning misses no night (judgement). */
export const isUrgent = (r: Pick<Referral, 'priority'>): boolean =>
  r.priority === 'immediate' || r.priority === 'urgent'

const replied = (c: Counting): void => {
  const { held, before, tally } = c
  if (held.replied || held.askedAt === undefined) return
  held.replied = true
  sideIn(tally, before.to).priorities[before.priority].reply.push(took(c, held.askedAt, 'reply'))
}

const ended = ({ tally, held, before }: Counting, outcome: Outcome): void => {
  if (held.sentAt === undefined) return
  sideIn(tally, before.from).priorities[before.priority].closed += 1
  tally.categories[before.category].closed += 1
  tally.outcomes[outcome] = (tally.outcomes[outcome] ?? 0) + 1
}

const measured = ({ tally, held }: Counting, written: readonly Written[]): void => {
  const sums: Parameters<typeof addTo>[0] = []
  addTo(
    sums,
    written.flatMap(m => measureOf(m) ?? []),
  )
  const more = gained(held.counted, sums)
  addTo(tally.measures, more)
  const counted = [...held.counted]
  addTo(counted, more)
  held.counted = counted
}

const sent = ({ tally, held, before, at }: Counting): void => {
  held.sentAt = at
  held.askedAt = at
  if (!counts(before)) {
    sideIn(tally, before.to).drills.received += 1
    return
  }
  sideIn(tally, before.from).priorities[before.priority].sent += 1
  sideIn(tally, before.to).priorities[before.priority].received += 1
  tally.categories[before.category].new += 1
}

/** Counts an event of a referral that is no exercise; what is not counted falls through. */
const countReal = (c: Counting, e: ReferralEvent): void => {
  const { tally, held, before } = c
  const asking = sideIn(tally, before.to).extensions
  switch (e.type) {
    case 'referral.answered':
    case 'referral.declined':
      replied(c)
      break
    case 'referral.closed':
      ended(c, e.outcome)
      measured(c, e.measures)
      break
    case 'referral.withdrawn':
      ended(c, 'withdrawn')
      break
    case 'referral.duplicate_confirmed':
      ended(c, 'duplicate')
      break
    case 'referral.reopened':
      held.askedAt = c.at
      held.replied = false
      break
    case 'referral.extension_asked':
      asking.asked += 1
      break
    case 'referral.extension_approved':
      asking.granted += 1
      break
    case 'referral.extension_rejected':
      asking.refused += 1
      break
    case 'referral.escalated':
      countStep(sideIn(tally, deskOf(before, e.owner)), e.step)
      break
    default:
  }
}

const acks: ReadonlySet<string> = new Set(
  (
    ['acknowledged', 'accepted', 'info_requested', 'forwarded', 'declined', 'answered'] as const
  ).map(name => `referral.${name}`),
)
const ends: ReadonlySet<string> = new Set(
  (['withdrawn', 'closed', 'duplicate_confirmed', 'drill_ended'] as const).map(
    name => `referral.${name}`,
  ),
)

/** Counts one event of a referral; changes the tally and what is held of the referral, not its state. */
export const countReferral = (c: Counting, e: ReferralEvent): void => {
  if (e.type === 'referral.sent') sent(c)
  if (acks.has(e.type) || ends.has(e.type)) heard(c, acks.has(e.type))
  if (counts(c.before)) countReal(c, e)
}
