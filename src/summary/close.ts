import { categories, priorities } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { type Instant, toRfc3339 } from '../kit/time.ts'
import { addresseeAt, isOpen, type Notification } from '../notification/notification.ts'
import { holdFigures } from '../shipment/figures.ts'
import { partiesOf, type Shipment } from '../shipment/shipment.ts'
import type { Figures, HoldTotals, SideFigures } from './figures.ts'
import { type Held, missedAt } from './held.ts'
import { inOrder } from './measures.ts'
import { isUrgent } from './referrals.ts'
import { aheadOf, feedbackOf, openOf, overdueOf } from './standing.ts'
import { sideIn, type Tally } from './tally.ts'
import { timed } from './timed.ts'
import type { Bounds, Week } from './week.ts'

/** All that is known of a pair at the end of its week. */
export interface Closing extends Bounds {
  readonly week: Week
  readonly desks: readonly [ContactPointId, ContactPointId]
  readonly size: number
  readonly tally: Tally
  readonly held: readonly Held[]
  readonly notifications: readonly Notification[]
  readonly shipments: readonly Shipment[]
  readonly zone: (desk: ContactPointId) => string
}

const between = (c: Closing, desk: ContactPointId) =>
  c.notifications.filter(
    n => isOpen(n) && n.from !== desk && c.desks.includes(n.from) && addresseeAt(n, desk),
  )

/** Nights that were missed in the week by whoever has not spoken up to its end. */
const silentNights = (c: Closing, desk: ContactPointId): number => {
  const sent: readonly Instant[] = [
    ...c.held.flatMap(h => {
      const waits = !h.acked && h.state.to === desk && isUrgent(h.state)
      return waits && h.sentAt !== undefined && !h.state.drill ? [h.sentAt] : []
    }),
    ...between(c, desk).flatMap(n => (addresseeAt(n, desk)?.acknowledged ? [] : [n.sent.at])),
  ]
  return sent.filter(at => {
    const missed = missedAt(at, c.zone(desk))
    return missed !== undefined && missed >= c.from && missed < c.to
  }).length
}

const sideFigures = (c: Closing, desk: ContactPointId, open: readonly Held[]): SideFigures => {
  const side = sideIn(c.tally, desk)
  const still = Map.groupBy(open, h => `${h.state.from} ${h.state.priority}`)
  const rows = priorities.map(p => {
    const { ack, reply, ...row } = side.priorities[p]
    const left = still.get(`${desk} ${p}`)?.length ?? 0
    return [p, { ...row, open: left, ack: timed(ack), reply: timed(reply) }] as const
  })
  return {
    priorities: Object.fromEntries(rows) as SideFigures['priorities'],
    extensions: { ...side.extensions },
    feedback: feedbackOf(c.held, desk, c.to),
    escalations: [...side.escalations],
    missedNights: side.missedNights + silentNights(c, desk),
    drills: { ...side.drills },
    notifications: {
      sent: side.notifications.sent,
      received: side.notifications.received,
      ack: timed(side.notifications.ack),
      unanswered: between(c, desk).filter(n => addresseeAt(n, desk)?.answers.length === 0).length,
    },
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
  const open = openOf(c.held)
  const byCategory = Map.groupBy(open, h => h.state.category)
  const shared = c.shipments.filter(s => c.desks.every(d => partiesOf(s).includes(d)))
  return {
    ...{ v: 1, week: c.week, desks: c.desks, size: c.size },
    ...{ from: toRfc3339(c.from), to: toRfc3339(c.to) },
    sides: Object.fromEntries(c.desks.map(d => [d, sideFigures(c, d, open)])),
    categories: Object.fromEntries(
      categories.map(k => [
        k,
        {
          ...c.tally.categories[k],
          open: byCategory.get(k)?.length ?? 0,
        },
      ]),
    ) as Figures['categories'],
    outcomes: { ...c.tally.outcomes },
    measures: inOrder(c.tally.measures),
    overdue: overdueOf(open, c.to),
    ahead: aheadOf(c.held, shared, c.desks, c.to),
    holds: holdsOf(shared, c),
  }
}
