import {
  at,
  type Card,
  contactPoint,
  count,
  data,
  type FieldOfCard,
  officer,
  type Quote,
  type Term,
  words,
} from '../../card/card.ts'
import { fieldOf } from '../../referral/cards/fields.ts'
import { type Action, isOpen, isOverdue } from '../action.ts'
import type { ActionCommand } from '../command.ts'
import { cardButtons } from './buttons.ts'
import { cardAbout, headlineOf, quotesOf, type Shown } from './facts.ts'

const fieldsOf = (a: Action): readonly FieldOfCard[] => [
  { label: 'ui.from', value: contactPoint(a.from) },
  { label: 'actionitem.owner', value: contactPoint(a.owner) },
  { label: 'ui.due', value: at(a.due) },
  ...fieldOf('actionitem.agreed', a.agreed === undefined ? undefined : data(a.agreed)),
  ...fieldOf('actionitem.link', a.link === undefined ? undefined : data(a.link)),
]

const endLines = ({ status, ended }: Action): readonly Term[] =>
  ended && status !== 'open'
    ? [
        words(`actionitem.did.${status}`, {
          desk: contactPoint(ended.desk),
          officer: officer(ended.by),
          time: at(ended.at),
        }),
      ]
    : []

/** How often it was put off, and to which meeting the last time. */
const carriedLines = ({ carried }: Action): readonly Term[] => {
  const last = carried.at(-1)
  return last
    ? [words('actionitem.carried', { count: count(carried.length), meeting: data(last.meeting) })]
    : []
}

const toneOf = ({ state: a, now }: Shown): Card['tone'] => {
  if (!isOpen(a)) return 'done'
  if (isOverdue(a, now)) return 'urgent'
  return a.clocks.some(c => c.reached > 0) ? 'attention' : 'calm'
}

/** What it is, and the last that was said of how far it is. */
const lastQuotes = (facts: Shown): readonly Quote[] => {
  const { texts } = facts.state
  const [last] = texts.slice(-1).filter(t => t.part !== 'item')
  return [...texts.filter(t => t.part === 'item'), ...(last ? [last] : [])].flatMap(t =>
    quotesOf(facts, t),
  )
}

const cardWith = (facts: Shown, quotes: readonly Quote[], buttons: Card['buttons']): Card => {
  const { state: a, now } = facts
  return cardAbout(a, {
    name: 'action',
    tone: toneOf(facts),
    headline: headlineOf(facts),
    fields: fieldsOf(a),
    lines: [
      ...(a.erased ? [words('referral.erased')] : []),
      ...endLines(a),
      ...(isOverdue(a, now)
        ? [words('actionitem.late_line', { desk: contactPoint(a.owner) })]
        : []),
      ...carriedLines(a),
    ],
    quotes,
    buttons,
  })
}

/** The one card of an action item at a desk. */
export const actionCard = (
  facts: Shown,
  desk: Action['owner'],
  commands: readonly ActionCommand[],
): Card => cardWith(facts, lastQuotes(facts), cardButtons(facts.state, desk, commands))

/** Everything that was said of it, in order, for a private look. */
export const wholeCard = (facts: Shown): Card =>
  cardWith(
    facts,
    facts.state.texts.flatMap(t => quotesOf(facts, t)),
    [],
  )
