import { at, type Card, card, count, data, type Term, words } from '../../card/card.ts'
import type { Command, Speaker } from '../command.ts'
import { nextDeadline } from '../deadlines.ts'
import { type Referral, sideOf } from '../referral.ts'
import { allButtons, viewOfButton } from './buttons.ts'
import { clockFields, detailFields, historyFields, resultFields } from './details.ts'
import { drillLines } from './drill.ts'
import { cardAbout, marked, type ReferralFacts, stateTerm, toneOf } from './facts.ts'
import { fieldsOf, turnTerm } from './fields.ts'
import { placeRemarks } from './places.ts'
import { footerOf } from './referral.ts'
import { identifierWarnings, textQuotes } from './texts.ts'

/** All of a referral, for one officer of one of its sides; what the other side keeps to itself is not. */
export const viewCard = (facts: ReferralFacts, by: Speaker, commands: readonly Command[]): Card => {
  const r = facts.referral
  const side = sideOf(r, by.desk)
  if (!side) throw new Error(`${by.id} is of neither side`)
  return cardAbout(r, {
    name: 'view',
    tone: toneOf(r),
    fields: [
      ...fieldsOf(r, side),
      ...clockFields(r),
      ...historyFields(r),
      ...detailFields(r, commands),
      ...resultFields(r),
    ],
    lines: [
      ...drillLines(facts),
      ...(r.erased ? [words('referral.erased')] : []),
      ...identifierWarnings(facts),
      ...placeRemarks(facts, commands),
    ],
    quotes: textQuotes(facts, side, commands),
    buttons: allButtons(r, by, commands),
    footer: footerOf(r),
  })
}

/** After an officer's own act: that it is recorded, and where things stand now. */
export const doneCard = (referral: Referral): Card =>
  cardAbout(referral, {
    name: 'done',
    tone: 'done',
    lines: [words('card.done')],
  })

/** A referral in a line: its state, whose turn, what is due next. */
export const item = (r: Referral): Term => {
  const due = nextDeadline(r)?.due
  const params = { ref: data(r.id), state: stateTerm(r), turn: turnTerm(r) }
  const said =
    due === undefined
      ? words('list.item_no_due', params)
      : words('list.item', { ...params, due: at(due) })
  return marked(r, said)
}

export const listCard = (referrals: readonly Referral[]): Card =>
  card({
    name: 'list',
    headline: words('list.title', { count: count(referrals.length) }),
    lines:
      referrals.length === 0
        ? [words('list.empty')]
        : [...referrals.map(item), words('list.hint', { usage: data('/referral view HK-…') })],
    buttons: referrals.map(viewOfButton),
  })
