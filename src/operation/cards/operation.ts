import {
  at,
  type Card,
  contactPoint,
  type FieldOfCard,
  officer,
  type Term,
  words,
} from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { fieldOf } from '../../referral/cards/fields.ts'
import { listed } from '../../referral/cards/labels.ts'
import type { Speaker } from '../../referral/command.ts'
import { ownClock } from '../clocks.ts'
import type { OperationCommand } from '../command.ts'
import {
  desksThat,
  isOpen,
  type Operation,
  participantsOf,
  reportBefore,
  standingOf,
} from '../operation.ts'
import { tallyOf } from '../tally.ts'
import { cardButtons } from './buttons.ts'
import { cardAbout, desksTerm, headlineOf, nameQuotes, quoteOf, type Shown } from './facts.ts'
import { countedField, outsideLines, outsideQuotes, tallyLines } from './rows.ts'

const toneOf = (o: Operation, desk: ContactPointId): Card['tone'] => {
  if (!isOpen(o)) return 'done'
  const isAsked = standingOf(o, desk) === 'invited' || (ownClock(o, desk)?.reached ?? 0) > 0
  return isAsked ? 'attention' : 'calm'
}

export const periodFields = ({ period: { from, to } }: Operation): readonly FieldOfCard[] => [
  { label: 'operation.begins', value: at(from) },
  { label: 'operation.ends', value: at(to) },
]

const endLine = ({ ended }: Operation): readonly Term[] =>
  ended
    ? [
        words('operation.ended_by', {
          desk: contactPoint(ended.desk),
          officer: officer(ended.by),
          time: at(ended.at),
        }),
      ]
    : []

const askLine = (o: Operation, desk: ContactPointId): readonly Term[] =>
  isOpen(o) && standingOf(o, desk) === 'invited' ? [words('operation.ask_join')] : []

/** The count as it is now; of one that has ended, as the end report told it. */
const tallyNow = ({ state: o, referrals }: Shown) =>
  o.ended?.tally ?? tallyOf(o, referrals ?? new Map())

/**
 * The one card of an operation at a desk: who takes part, for how long, after what, and what came of the
 * referrals that it counts. Who declined reads no more than that it did.
 */
export const operationCard = (
  facts: Shown,
  desk: ContactPointId,
  commands: readonly OperationCommand[],
  most?: number,
): Card => {
  const { state: o } = facts
  if (standingOf(o, desk) === 'declined')
    return cardAbout(o, {
      name: 'operation',
      headline: headlineOf(o),
      lines: [words('operation.you_declined')],
    })
  const tally = tallyNow(facts)
  const own = ownClock(o, desk)
  const before = o.ended ? undefined : reportBefore(o)?.tally.sums
  return cardAbout(o, {
    name: 'operation',
    tone: toneOf(o, desk),
    headline: headlineOf(o),
    fields: [
      ...periodFields(o),
      { label: 'operation.lead', value: contactPoint(o.from) },
      ...fieldOf('operation.participants', desksTerm(participantsOf(o))),
      ...fieldOf('operation.invited', isOpen(o) ? desksTerm(desksThat(o, 'invited')) : undefined),
      ...fieldOf('operation.declined', desksTerm(desksThat(o, 'declined'))),
      ...fieldOf('operation.categories', listed(o.categories.map(c => words(`category.${c}`)))),
      countedField(tally),
      ...fieldOf('ui.due', own && at(own.due)),
    ],
    lines: [
      ...(o.erased ? [words('referral.erased')] : []),
      ...askLine(o, desk),
      ...endLine(o),
      ...tallyLines(tally, before, most),
      ...outsideLines(o, tally, most),
    ],
    quotes: [
      ...nameQuotes(facts),
      ...quoteOf(facts, o.texts[0]?.item, 'targets', { label: 'operation.targets' }),
      ...outsideQuotes(facts, most),
    ],
    buttons: cardButtons(o, desk, commands),
  })
}

/** The same in full, for one officer, with which referrals it counts and what was said in each report. */
export const wholeCard = (
  facts: Shown,
  { desk }: Speaker,
  commands: readonly OperationCommand[],
): Card => {
  const { state: o } = facts
  const card = operationCard(facts, desk, commands, Number.POSITIVE_INFINITY)
  return {
    ...card,
    fields: [
      ...card.fields,
      ...fieldOf('operation.tags', listed(o.tags.map(t => ({ kind: 'data', text: t.ref })))),
    ],
    quotes: [
      ...card.quotes,
      ...o.reports.flatMap(r =>
        quoteOf(facts, r.item, 'situation', {
          label: 'operation.situation',
          title: words('operation.situation_title', { number: { kind: 'number', value: r.n } }),
        }),
      ),
      ...quoteOf(facts, o.ended?.item, 'situation', { label: 'operation.end_words' }),
    ],
    buttons: [],
  }
}
