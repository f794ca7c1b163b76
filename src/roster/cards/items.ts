import { at, count, data, type Term, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import { isLoss } from '../../escalation/policy.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import type { Instant } from '../../kit/time.ts'
import { itemLine } from '../../matter/cards/item.ts'
import { firstDue, type MatterItem } from '../../matter/item.ts'
import { marked, stateTerm } from '../../referral/cards/facts.ts'
import { turnTerm } from '../../referral/cards/fields.ts'
import { nextDeadline } from '../../referral/deadlines.ts'
import { isOpen, type Referral, wasSent } from '../../referral/referral.ts'
import { capped, type DutyCardFacts } from './facts.ts'

/** A referral as it is said, and when it presses. */
interface Item {
  readonly id: string
  readonly line: Term
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

const said = (r: Referral, due: Instant | undefined): Term => {
  const params = { ref: data(r.id), state: stateTerm(r), turn: turnTerm(r) }
  return due === undefined
    ? words('list.item_no_due', params)
    : words('list.item', { ...params, due: at(due) })
}

const pressed = (
  item: Term,
  due: Instant | undefined,
  now: Instant,
  until: Instant | undefined,
): Term => {
  if (due !== undefined && due < now) return words('duty.due_past', { item })
  return due !== undefined && until !== undefined && due < until
    ? words('duty.due_first', { item })
    : item
}

const section = (
  heading: MessageKey,
  items: readonly { readonly line: Term }[],
): readonly Term[] =>
  items.length === 0
    ? []
    : [words(heading, { count: count(items.length) }), ...capped(items.map(i => i.line))]

/** Open matters, what the desk must meet first ahead. */
export const mattersByDue = (matters: readonly MatterItem[]): readonly MatterItem[] =>
  matters.toSorted(
    (a, b) =>
      (firstDue(a) ?? Infinity) - (firstDue(b) ?? Infinity) ||
      Number(b.isTurn) - Number(a.isTurn) ||
      (a.id < b.id ? -1 : 1),
  )

/**
 * The open items of the desk for a hand-over note: what is past its time or due before `until` first and
 * marked so, then by due time, then what has none; at most 20 of a kind, and how many more. Matters stand
 * before referrals, which a chat system may cut off: what is immediate is among them.
 */
export const openItems = (
  { roster, open, matters, now }: DutyCardFacts,
  until: Instant | undefined,
): readonly Term[] => {
  const referrals = open
    .filter(r => isSeen(r, roster.desk))
    .map((r): Item => {
      const due = dueOf(r, now)
      return { id: r.id, due, line: marked(r, pressed(said(r, due), due, now, until)) }
    })
    .toSorted((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity) || (a.id < b.id ? -1 : 1))
  const others = mattersByDue(matters).map(m => ({
    line: pressed(itemLine(m), firstDue(m), now, until),
  }))
  return [
    ...section('listing.open_matters', others),
    ...(referrals.length === 0 ? [words('list.empty')] : section('list.title', referrals)),
  ]
}
