import { at, type Button, type Card, data, type Term, words } from '../../card/card.ts'
import { hours, type Instant, plus } from '../../kit/time.ts'
import { itemCard, itemLine, owedLine, viewOfMatter } from '../../matter/cards/item.ts'
import { firstDue, type MatterItem } from '../../matter/item.ts'
import { viewOfButton } from '../../referral/cards/buttons.ts'
import { cardAbout, marked } from '../../referral/cards/facts.ts'
import { item } from '../../referral/cards/private.ts'
import { deadlineTerm } from '../../referral/cards/rule.ts'
import { nextDeadline } from '../../referral/deadlines.ts'
import { openConsent, type Referral, sideOf, whoseTurn } from '../../referral/referral.ts'
import type { Officer } from '../directory.ts'

/** How far ahead a clock is soon. */
export const soonMs = hours(24)

export interface ItemFacts {
  readonly officer: Officer
  /** Open referrals that the officer may see. */
  readonly open: readonly Referral[]
  /** Open matters of the officer's desk. */
  readonly matters: readonly MatterItem[]
  readonly now: Instant
}

/** Something whose turn is the officer's desk's. */
export interface TurnItem {
  readonly id: string
  readonly line: Term
  readonly card: Card
  readonly view: Button
  /** In the officer's own charge. */
  readonly mine: boolean
  readonly due?: Instant
}

/** A clock of the own desk. */
export interface DueItem {
  readonly id: string
  readonly line: Term
  readonly due: Instant
}

/** Whose turn it is, or whose word is waited for: on a consent, on more time, on a duplicate. */
const mustAct = (r: Referral, { officer: { desk } }: ItemFacts): boolean => {
  const side = sideOf(r, desk)
  const consent = openConsent(r)
  return (
    whoseTurn(r) === side ||
    (consent !== undefined && consent.by !== side) ||
    (r.duplicate !== undefined && r.duplicate.by !== side) ||
    (r.extension !== undefined && side === 'sender')
  )
}

const isMine = (r: Referral, { officer: { id, desk } }: ItemFacts): boolean => {
  const side = sideOf(r, desk)
  return side !== undefined && r.assignees[side] === id
}

const dated = (due: Instant | undefined) => (due === undefined ? {} : { due })

const turnOfReferral = (r: Referral, facts: ItemFacts): TurnItem => {
  const mine = isMine(r, facts)
  const line = mine ? words('home.mine', { what: item(r) }) : item(r)
  const view = viewOfButton(r)
  const card = cardAbout(r, { name: 'home-turn', headline: line, buttons: [view] })
  return { id: r.id, line, card, view, mine, ...dated(nextDeadline(r)?.due) }
}

const turnOfMatter = (m: MatterItem): TurnItem => ({
  id: m.id,
  line: itemLine(m),
  card: itemCard(m),
  view: viewOfMatter(m),
  mine: false,
  ...dated(firstDue(m)),
})

const byDue = (a: Pick<TurnItem, 'id' | 'due'>, b: Pick<TurnItem, 'id' | 'due'>): number =>
  (a.due ?? Infinity) - (b.due ?? Infinity) || (a.id < b.id ? -1 : 1)

/** Those of the officer first, then by what is due first. */
export const turnOf = (facts: ItemFacts): readonly TurnItem[] =>
  [
    ...facts.open.filter(r => mustAct(r, facts)).map(r => turnOfReferral(r, facts)),
    ...facts.matters.filter(m => m.isTurn).map(turnOfMatter),
  ].toSorted((a, b) => Number(b.mine) - Number(a.mine) || byDue(a, b))

/** Clocks of the own desk that end within a day, those that have ended among them. */
export const soonOf = ({ open, matters, officer: { desk }, now }: ItemFacts): readonly DueItem[] =>
  [
    ...open.flatMap(r =>
      r.deadlines
        .filter(d => d.owner === sideOf(r, desk) && d.pausedAt === undefined)
        .map(({ name, due }): DueItem => {
          const what = { ref: data(r.id), what: deadlineTerm(name), due: at(due) }
          return { id: r.id, due, line: marked(r, words('bundle.item', what)) }
        }),
    ),
    ...matters.flatMap(m =>
      m.owed.map((o): DueItem => ({ id: m.id, due: o.due, line: owedLine(m, o) })),
    ),
  ]
    .filter(({ due }) => due <= plus(now, soonMs))
    .toSorted(byDue)
