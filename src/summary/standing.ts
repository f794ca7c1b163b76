import type { Category, Priority } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { days, type Instant, plus, toRfc3339 } from '../kit/time.ts'
import { pressing } from '../referral/deadlines.ts'
import { counts, deskOf, isOpen, whoseTurn } from '../referral/referral.ts'
import { openHolds, type Shipment } from '../shipment/shipment.ts'
import { type AheadItem, type Most, mostItems, type OverdueItem } from './figures.ts'
import type { Held } from './held.ts'

const ahead = days(14)

const most = <T, Shown>(
  all: readonly T[],
  before: (a: T, b: T) => number,
  show: (item: T) => Shown,
): Most<Shown> => ({
  count: all.length,
  first: all.toSorted(before).slice(0, mostItems).map(show),
})

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

interface Late {
  readonly held: Held
  readonly turn: ContactPointId
  readonly sent: Instant
  readonly due: Instant
}

interface Soon {
  readonly ref: string
  readonly tlp?: string
  readonly clock: string
  readonly owner: ContactPointId
  readonly due: Instant
}

interface Owed {
  owed: number
  overdue: number
}

/** What stands at the end of a week, or at a moment in it. */
export interface StandingNow {
  /** Open ones by the desk that sent them and their priority, and by category. */
  readonly open: (desk: ContactPointId, priority: Priority) => number
  readonly openIn: (category: Category) => number
  /** Outcomes that a desk owes: answered or declined, and not closed by it yet. */
  readonly feedback: (desk: ContactPointId) => Readonly<Owed>
  /** Open, and a deadline that presses has passed; the longest sent first. */
  readonly overdue: Most<OverdueItem>
  /** Deadlines of referrals, and limits of holds of these desks, in the 14 days from then on. */
  readonly ahead: Most<AheadItem>
}

const add = (sums: Map<string, number>, key: string): void =>
  void sums.set(key, (sums.get(key) ?? 0) + 1)

/** Absent where nothing is marked: exercises alone aren't, and they are in no list. */
const tlpOf = ({ marking }: Held['state']): { readonly tlp?: string } =>
  marking ? { tlp: marking.tlp } : {}

const overdueItem = ({ held: { state: r }, turn, sent, due }: Late): OverdueItem => ({
  ...{ ref: r.id, category: r.category, priority: r.priority, turn },
  ...tlpOf(r),
  ...{ sent: toRfc3339(sent), due: toRfc3339(due) },
})

const lateOf = (held: Held, sent: Instant, at: Instant): Late | undefined => {
  let first: Instant | undefined
  for (const d of held.state.deadlines)
    if (pressing.includes(d.name) && d.pausedAt === undefined && d.due < (first ?? at))
      first = d.due
  const turn = whoseTurn(held.state)
  return first === undefined || turn === 'nobody'
    ? undefined
    : { held, turn: deskOf(held.state, turn), sent, due: first }
}

const holdsAhead = (shipments: readonly Shipment[], isSoon: (due: Instant) => boolean) =>
  shipments.flatMap(s =>
    openHolds(s)
      .filter(h => isSoon(h.limit))
      .map(h => ({ ref: s.id, clock: 'hold', owner: h.desk, tlp: s.tlp, due: h.limit })),
  )

/** In one pass: of a million referrals a year tens of thousands are open at the end of each week. */
export const standingAt = (
  held: readonly Held[],
  shipments: readonly Shipment[],
  desks: readonly ContactPointId[],
  at: Instant,
): StandingNow => {
  const isSoon = (due: Instant): boolean => due >= at && due < plus(at, ahead)
  const open = new Map<string, number>()
  const feedback = new Map<ContactPointId, Owed>(desks.map(d => [d, { owed: 0, overdue: 0 }]))
  const late: Late[] = []
  const soon: Soon[] = [...holdsAhead(shipments, isSoon).filter(h => desks.includes(h.owner))]
  for (const h of held) {
    const { state: r, sentAt } = h
    if (sentAt === undefined || !counts(r)) continue
    for (const d of r.deadlines) {
      const owner = deskOf(r, d.owner)
      const owed = d.name === 'feedback' ? feedback.get(owner) : undefined
      if (owed) {
        owed.owed += 1
        if (d.due < at) owed.overdue += 1
      }
      if (d.pausedAt === undefined && isSoon(d.due))
        soon.push({ ref: r.id, clock: d.name, owner, ...tlpOf(r), due: d.due })
    }
    if (!isOpen(r)) continue
    add(open, `${r.from} ${r.priority}`)
    add(open, r.category)
    const overdue = lateOf(h, sentAt, at)
    if (overdue) late.push(overdue)
  }
  return {
    open: (desk, priority) => open.get(`${desk} ${priority}`) ?? 0,
    openIn: category => open.get(category) ?? 0,
    feedback: desk => feedback.get(desk) ?? { owed: 0, overdue: 0 },
    overdue: most(
      late,
      (a, b) => a.sent - b.sent || byText(a.held.state.id, b.held.state.id),
      overdueItem,
    ),
    ahead: most(
      soon,
      (a, b) => a.due - b.due || byText(a.ref, b.ref) || byText(a.clock, b.clock),
      s => ({ ...s, due: toRfc3339(s.due) }),
    ),
  }
}
