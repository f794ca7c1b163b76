import { counterpartOf, isOpen as isOpenAction, isOverdue } from '../action/action.ts'
import { unreadBy } from '../bulletin/bulletin.ts'
import { categories, priorities } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { type Instant, plus, toRfc3339 } from '../kit/time.ts'
import { addresseeAt, isOpen } from '../notification/notification.ts'
import { counts } from '../referral/referral.ts'
import { holdFigures } from '../shipment/figures.ts'
import { partiesOf, type Shipment } from '../shipment/shipment.ts'
import type { Standing } from './books.ts'
import type { Figures, HoldTotals, SideFigures } from './figures.ts'
import { type Held, missedAt, patience } from './held.ts'
import { inOrder } from './measures.ts'
import { type OperationFigures, operationFigures } from './operations.ts'
import { isUrgent } from './referrals.ts'
import { type StandingNow, standingAt } from './standing.ts'
import { type Stop, stopFigures } from './stops.ts'
import { sideIn, type Tally } from './tally.ts'
import { timed } from './timed.ts'
import type { Bounds, Week } from './week.ts'

/** All that is known of a pair at the end of its week. */
export interface Closing extends Bounds, Standing {
  readonly week: Week
  readonly desks: readonly [ContactPointId, ContactPointId]
  readonly size: number
  readonly tally: Tally
  readonly held: readonly Held[]
  readonly stops: readonly Stop[]
  /** As they stood in the figures of the week before. */
  readonly operationsBefore: readonly OperationFigures[]
  readonly zone: (desk: ContactPointId) => string
}

const between = (c: Closing, desk: ContactPointId) =>
  c.notification.filter(
    n => isOpen(n) && n.from !== desk && c.desks.includes(n.from) && addresseeAt(n, desk),
  )

/** Nights that were missed in the week by whoever has not spoken up to its end. */
const silentNights = (c: Closing, desk: ContactPointId): number => {
  const missed = (sent: Instant): boolean => {
    const told = plus(sent, patience)
    // Reckoning in a zone is dear, and who has been silent for long was counted long ago.
    return told >= c.from && told < c.to && missedAt(sent, c.zone(desk)) !== undefined
  }
  let nights = 0
  for (const { acked, state, sentAt } of c.held)
    if (!acked && sentAt !== undefined && state.to === desk && isUrgent(state) && counts(state))
      nights += Number(missed(sentAt))
  for (const n of between(c, desk))
    if (!addresseeAt(n, desk)?.acknowledged) nights += Number(missed(n.sent.at))
  return nights
}

/** What the other side waits for that was agreed with it or sent to it, as far as there is any. */
const agreedFigures = (
  { action, bulletin, desks, to }: Closing,
  desk: ContactPointId,
): Pick<SideFigures, 'actions' | 'unread'> => {
  const items = action.filter(
    a => isOpenAction(a) && a.owner === desk && desks.includes(counterpartOf(a)),
  )
  const unread = bulletin.filter(b => desks.includes(b.from) && unreadBy(b).includes(desk)).length
  return {
    ...(items.length === 0
      ? {}
      : { actions: { open: items.length, overdue: items.filter(a => isOverdue(a, to)).length } }),
    ...(unread === 0 ? {} : { unread }),
  }
}

const sideFigures = (c: Closing, desk: ContactPointId, now: StandingNow): SideFigures => {
  const side = sideIn(c.tally, desk)
  const rows = priorities.map(p => {
    const { ack, reply, ...row } = side.priorities[p]
    return [p, { ...row, open: now.open(desk, p), ack: timed(ack), reply: timed(reply) }] as const
  })
  return {
    priorities: Object.fromEntries(rows) as SideFigures['priorities'],
    extensions: { ...side.extensions },
    feedback: { ...now.feedback(desk) },
    escalations: [...side.escalations],
    missedNights: side.missedNights + silentNights(c, desk),
    drills: { ...side.drills },
    notifications: {
      sent: side.notifications.sent,
      received: side.notifications.received,
      ack: timed(side.notifications.ack),
      unanswered: between(c, desk).filter(n => addresseeAt(n, desk)?.answers.length === 0).length,
    },
    ...agreedFigures(c, desk),
  }
}

const holdsOf = (shipments: readonly Shipment[], c: Closing): HoldTotals => {
  const own = shipments.map(s => ({ ...s, holds: s.holds.filter(h => c.desks.includes(h.desk)) }))
  const { begun, ended, withoutResult, medianDays } = holdFigures(own, c)
  return {
    ...{ begun, ended, withoutResult },
    ...(medianDays === undefined ? {} : { medianHours: Math.floor(medianDays * 24) }),
  }
}

/** The figures of a pair for its week, or for as much of it as is over. */
export const figuresOf = (c: Closing): Figures => {
  const shared = c.shipment.filter(s => c.desks.every(d => partiesOf(s).includes(d)))
  const now = standingAt(c.held, shared, c.desks, c.to)
  return {
    ...{ v: 1, week: c.week, desks: c.desks, size: c.size },
    ...{ from: toRfc3339(c.from), to: toRfc3339(c.to) },
    sides: Object.fromEntries(c.desks.map(d => [d, sideFigures(c, d, now)])),
    categories: Object.fromEntries(
      categories.map(k => [
        k,
        {
          ...c.tally.categories[k],
          open: now.openIn(k),
        },
      ]),
    ) as Figures['categories'],
    outcomes: { ...c.tally.outcomes },
    measures: inOrder(c.tally.measures),
    overdue: now.overdue,
    ahead: now.ahead,
    holds: holdsOf(shared, c),
    operations: operationFigures(c.operation, c.desks, c.from, c.operationsBefore),
    stops: stopFigures(c.stops, c),
  }
}
