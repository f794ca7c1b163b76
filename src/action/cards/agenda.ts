import {
  agencyOf,
  at,
  type Card,
  card,
  contactPoint,
  count,
  data,
  type FieldOfCard,
  type Quote,
  type Term,
  words,
} from '../../card/card.ts'
import { printTlp, stricter } from '../../codes/tlp.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import type { Instant } from '../../kit/time.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import type { Content } from '../../ports/vault.ts'
import { fieldOf } from '../../referral/cards/fields.ts'
import { resultLines } from '../../summary/items.ts'
import { type Action, isOverdue } from '../action.ts'
import type { Agenda } from '../agenda.ts'
import type { YearFigures, YearSide } from '../year.ts'
import { quotesOf } from './facts.ts'

export interface AgendaFacts {
  readonly agenda: Agenda
  readonly desks: readonly [ContactPointId, ContactPointId]
  readonly year: number
  /** None where no week of the year is over; or the log isn't counted to its end yet. */
  readonly figures?: YearFigures | 'counting'
  /** The officers' words, by item. */
  readonly contents: ReadonlyMap<string, Content>
  readonly now: Instant
}

/** Items of a list on a card; the export has all of them. */
const mostListed = 10
/** Items that are shown in the officer's words. */
const mostQuoted = 5

const itemLine = (a: Action, now: Instant): Term =>
  words(isOverdue(a, now) ? 'actionitem.agenda.item_late' : 'actionitem.agenda.item', {
    ref: data(a.id),
    desk: contactPoint(a.owner),
    due: at(a.due),
    count: count(a.carried.length),
  })

const doneLine = (a: Action): readonly Term[] =>
  a.ended
    ? [
        words('actionitem.agenda.item_done', {
          ref: data(a.id),
          desk: contactPoint(a.owner),
          time: at(a.ended.at),
        }),
      ]
    : []

const shown = (lines: readonly Term[]): readonly Term[] => [
  ...lines.slice(0, mostListed),
  ...(lines.length > mostListed
    ? [words('summary.and_more', { count: count(lines.length - mostListed) })]
    : []),
]

const sideLines = (desk: ContactPointId, s: YearSide): readonly Term[] => {
  const agency = agencyOf(desk)
  const { sent, received, limited, within } = s.notifications
  return [
    words('actionitem.agenda.side', {
      ...{ agency, sent: count(s.sent), received: count(s.received), closed: count(s.closed) },
      ...{ ack: count(s.ack.within), acks: count(s.ack.limited) },
      ...{ reply: count(s.reply.within), replies: count(s.reply.limited) },
    }),
    ...(sent + received === 0
      ? []
      : [
          words('actionitem.agenda.notices', {
            ...{ agency, sent: count(sent), received: count(received) },
            ...{ within: count(within), limited: count(limited) },
          }),
        ]),
  ]
}

const yearLines = ({ figures: f, desks }: AgendaFacts): readonly Term[] =>
  f && f !== 'counting'
    ? [
        ...desks.flatMap(d => {
          const side = f.sides[d]
          return side ? sideLines(d, side) : []
        }),
        ...resultLines(f),
      ]
    : []

const yearTerm = ({ year, figures: f }: AgendaFacts): Term => {
  const named = { year: data(`${year}`) }
  if (f === 'counting') return words('actionitem.agenda.counting', named)
  return f
    ? words('actionitem.agenda.weeks', {
        ...named,
        count: count(f.weeks),
        first: data(f.first),
        last: data(f.last),
      })
    : words('actionitem.agenda.no_weeks', named)
}

const fieldsOf = (facts: AgendaFacts): readonly FieldOfCard[] => {
  const { since, open, done, overdue } = facts.agenda
  return [
    ...fieldOf('actionitem.agenda.since', since === undefined ? undefined : data(since)),
    {
      label: 'actionitem.agenda.open',
      value: words('actionitem.agenda.open_late', {
        open: count(open.length),
        late: count(overdue),
      }),
    },
    { label: 'actionitem.agenda.done', value: count(done.length) },
    { label: 'actionitem.agenda.year', value: yearTerm(facts) },
  ]
}

/** What is to be done in an item, under its reference. */
const quotesFor = (facts: AgendaFacts): readonly Quote[] =>
  facts.agenda.open.slice(0, mostQuoted).flatMap(a =>
    a.texts
      .filter(t => t.part === 'item')
      .flatMap(t => quotesOf(facts, t).filter(q => q.label === 'actionitem.what'))
      .map(q => ({ ...q, title: data(a.id) })),
  )

/** For a desk that has nobody to meet. */
export const aloneCard = (desk: ContactPointId): Card =>
  card({
    name: 'agenda',
    headline: words('actionitem.agenda.alone', { desk: contactPoint(desk) }),
  })

/** The agenda pack of two desks, for one officer: open items, what was done, and the figures of the year. */
export const agendaCard = (facts: AgendaFacts): Card => {
  const { agenda, desks, now } = facts
  const [a, b] = desks
  const [first, ...more] = [...agenda.open, ...agenda.done].map(i => i.tlp)
  return card({
    name: 'agenda',
    tone: agenda.overdue > 0 ? 'attention' : 'calm',
    headline: words('actionitem.agenda.title', { a: contactPoint(a), b: contactPoint(b) }),
    ...(first ? { marking: [data(printTlp(more.reduce(stricter, first)))] } : {}),
    fields: fieldsOf(facts),
    lines: [
      ...shown(agenda.open.map(i => itemLine(i, now))),
      ...shown(agenda.done.flatMap(doneLine)),
      ...yearLines(facts),
    ],
    quotes: quotesFor(facts),
    buttons: agenda.open.slice(0, 5).map(i => ({
      ...viewMatter(i.id),
      label: 'button.ref',
      params: { ref: data(i.id) },
    })),
  })
}
