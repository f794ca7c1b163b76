import { at, count, data, type Term, words } from '../../card/card.ts'
import { isLoss } from '../../escalation/policy.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import type { Instant } from '../../kit/time.ts'
import { marked, stateTerm } from '../../referral/cards/facts.ts'
import { turnTerm } from '../../referral/cards/fields.ts'
import { nextDeadline } from '../../referral/deadlines.ts'
import { isOpen, type Referral, wasSent } from '../../referral/referral.ts'
import { capped, type DutyCardFacts } from './facts.ts'

interface Item {
  readonly r: Referral
  readonly due: Instant | undefined
}

/** What presses first; or a loss that lies ahead, where that comes sooner. */
const dueOf = (r: Referral, now: Instant): Instant | undefined => {
  const losses = r.deadlines.filter(d => isLoss(d.name) && d.pausedAt === undefined && d.due >= now)
  const pressing = nextDeadline(r)?.due
  return [...(pressing === undefined ? [] : [pressing]), ...losses.map(d => d.due)].sort(
    (a, b) => a - b,
  )[0]
}

/** The other side's draft is none of the desk's business, nor is what other desks do. */
const isSeen = (r: Referral, desk: ContactPointId): boolean =>
  isOpen(r) && (r.from === desk || (r.to === desk && wasSent(r)))

const said = ({ r, due }: Item): Term => {
  const params = { ref: data(r.id), state: stateTerm(r), turn: turnTerm(r) }
  return due === undefined
    ? words('list.item_no_due', params)
    : words('list.item', { ...params, due: at(due) })
}

const pressed = (item: Item, now: Instant, until: Instant | undefined): Term => {
  const { due } = item
  if (due !== undefined && due < now) return words('duty.due_past', { item: said(item) })
  return due !== undefined && until !== undefined && due < until
    ? words('duty.due_first', { item: said(item) })
    : said(item)
}

/**
 * The open items of the desk for a hand-over note: what is past its time or due before `until` first and
 * marked so, then by due time, then what has none; at most 20, and how many more.
 */
export const openItems = (
  { roster, open, now }: DutyCardFacts,
  until: Instant | undefined,
): readonly Term[] => {
  const items = open
    .filter(r => isSeen(r, roster.desk))
    .map((r): Item => ({ r, due: dueOf(r, now) }))
    .toSorted((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity) || (a.r.id < b.r.id ? -1 : 1))
  if (items.length === 0) return [words('list.empty')]
  const lines = items.map(item => marked(item.r, pressed(item, now, until)))
  return [words('list.title', { count: count(items.length) }), ...capped(lines)]
}
