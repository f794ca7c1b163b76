import {
  agencyOf,
  type Card,
  card,
  contactPoint,
  data,
  named,
  type Term,
  words,
} from '../card/card.ts'
import type { SummaryFacts } from './card.ts'
import type { Figures } from './figures.ts'
import { aheadLines, operationLines, overdueLines, resultLines } from './items.ts'
import { sideDetails, sideLines } from './lines.ts'
import { rosterLines } from './system.ts'

type DetailFacts = Pick<SummaryFacts, 'figures' | 'rosters' | 'other' | 'holidays'>

/** How long it took each side, and what comes in the weeks after but for what is due then. */
export const furtherLines = (facts: DetailFacts): readonly Term[] => {
  const { figures: f, other, holidays } = facts
  return [
    ...f.desks.flatMap(d => sideDetails(f, d)),
    ...rosterLines(f, facts),
    ...holidays.map(h =>
      words('duty.week_holiday', {
        date: data(h.date),
        agency: agencyOf(other),
        name: named(h.names),
      }),
    ),
  ]
}

/** More than so many lines, in two languages and with all that may stand beside them, need a second message. */
const mostLines = 12

/** Whether the week takes two messages: a quiet one is told in one. By its figures alone. */
export const isLong = (f: Figures): boolean =>
  [
    ...overdueLines(f),
    ...f.desks.flatMap(d => [...sideLines(f, d), ...sideDetails(f, d)]),
    ...resultLines(f),
    ...operationLines(f),
    ...aheadLines(f),
  ].length > mostLines

/** The second part of the post: with the first in one message a chat system would leave the end out. */
export const detailsCard = (facts: DetailFacts): Card => {
  const { figures: f, other } = facts
  const [a, b] = f.desks
  const lines = [...aheadLines(f), ...furtherLines(facts)]
  return card({
    name: 'summary-details',
    headline: words('summary.details', {
      week: data(f.week),
      a: contactPoint(a),
      b: contactPoint(b),
    }),
    lines: lines.length > 0 ? lines : [words('summary.details_none')],
    footer: [contactPoint(other === a ? b : a)],
  })
}
