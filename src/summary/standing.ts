import type { ContactPointId } from '../kit/ids.ts'
import { days, type Instant, plus, toRfc3339 } from '../kit/time.ts'
import { pressing } from '../referral/deadlines.ts'
import { counts, deskOf, isOpen, whoseTurn } from '../referral/referral.ts'
import { openHolds, type Shipment } from '../shipment/shipment.ts'
import { type AheadItem, type Most, mostItems, type OverdueItem } from './figures.ts'
import type { Held } from './held.ts'

const ahead = days(14)

const most = <T>(all: readonly T[], before: (a: T, b: T) => boolean): Most<T> => ({
  count: all.length,
  first: all.toSorted((a, b) => (before(a, b) ? -1 : 1)).slice(0, mostItems),
})

/** Those that were sent, are no exercise and are not over. */
export const openOf = (held: readonly Held[]): readonly Held[] =>
  held.filter(h => h.sentAt !== undefined && counts(h.state) && isOpen(h.state))

const overdueItem = ({ state: r, sentAt }: Held, at: Instant): readonly OverdueItem[] => {
  const turn = whoseTurn(r)
  const dues = r.deadlines
    .filter(d => pressing.includes(d.name) && d.pausedAt === undefined && d.due < at)
    .map(d => d.due)
  if (dues.length === 0 || turn === 'nobody' || sentAt === undefined) return []
  return [
    {
      ...{ ref: r.id, category: r.category, priority: r.priority, turn: deskOf(r, turn) },
      ...{ sent: toRfc3339(sentAt), due: toRfc3339(Math.min(...dues) as Instant) },
    },
  ]
}

/** Open, and a deadline that presses has passed by `at`; the longest sent first. */
export const overdueOf = (open: readonly Held[], at: Instant): Most<OverdueItem> =>
  most(
    open.flatMap(h => overdueItem(h, at)),
    (a, b) => (a.sent === b.sent ? a.ref < b.ref : a.sent < b.sent),
  )

interface Due {
  readonly due: Instant
}

const isAhead =
  (at: Instant) =>
  ({ due }: Due): boolean =>
    due >= at && due < plus(at, ahead)

/** Deadlines of referrals, and limits of holds of these desks, in the 14 days from `at` on. */
export const aheadOf = (
  held: readonly Held[],
  shipments: readonly Shipment[],
  desks: readonly ContactPointId[],
  at: Instant,
): Most<AheadItem> => {
  const soon = isAhead(at)
  const clocks = held
    .filter(h => h.sentAt !== undefined && counts(h.state))
    .flatMap(({ state: r }) =>
      r.deadlines
        .filter(d => d.pausedAt === undefined && soon(d))
        .map(d => ({ ref: r.id, clock: d.name, owner: deskOf(r, d.owner), due: d.due })),
    )
  const limits = shipments.flatMap(s =>
    openHolds(s)
      .filter(h => desks.includes(h.desk) && soon({ due: h.limit }))
      .map(h => ({ ref: s.id, clock: 'hold', owner: h.desk, due: h.limit })),
  )
  return most(
    [...clocks, ...limits].map(i => ({ ...i, due: toRfc3339(i.due) })),
    (a, b) => `${a.due} ${a.ref} ${a.clock}` < `${b.due} ${b.ref} ${b.clock}`,
  )
}

/** Outcomes that a desk owes: answered or declined, and not closed by it yet. */
export const feedbackOf = (held: readonly Held[], desk: ContactPointId, at: Instant) => {
  const owed = held.flatMap(({ state: r }) =>
    counts(r) ? r.deadlines.filter(d => d.name === 'feedback' && deskOf(r, d.owner) === desk) : [],
  )
  return { owed: owed.length, overdue: owed.filter(d => d.due < at).length }
}
