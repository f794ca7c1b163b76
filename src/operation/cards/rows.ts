import {
  at,
  contactPoint,
  count,
  type FieldOfCard,
  type Quote,
  type Term,
  words,
} from '../../card/card.ts'
import type { Measure } from '../../codes/measure.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import { listed } from '../../referral/cards/labels.ts'
import { measureLine, sumTerm } from '../../summary/items.ts'
import type { Operation, Tally } from '../operation.ts'
import { type Row, rowsSince } from '../tally.ts'
import { quoteOf, type Shown } from './facts.ts'

const rowLine = ({ sum, change = 0 }: Row): Term => {
  const row = measureLine(sum)
  if (change === 0) return row
  const amount = sumTerm({ ...sum, amount: Math.abs(change) })
  return words(change > 0 ? 'operation.row_more' : 'operation.row_less', { row, amount })
}

/** As many as a message has room for in two languages (judgement); View has all. */
export const inChannel = 10

const few = <T>(all: readonly T[], most: number, line: (one: T) => Term): readonly Term[] => [
  ...all.slice(0, most).map(line),
  ...(all.length > most ? [words('summary.and_more', { count: count(all.length - most) })] : []),
]

/** How many referrals are in the count. */
export const countedField = ({ tagged }: Tally): FieldOfCard => ({
  label: 'operation.counted',
  value: count(tagged),
})

/** What came of the referrals, with the change since the report before, and that nothing counts twice. */
export const tallyLines = (
  { tagged, sums }: Tally,
  before: readonly Measure[] | undefined,
  most = inChannel,
): readonly Term[] => {
  const rows = rowsSince(sums, before)
  return [
    words(rows.length === 0 ? 'operation.no_results' : 'operation.results'),
    ...few(rows, most, rowLine),
    ...(tagged > 0 ? [words('operation.once')] : []),
  ]
}

const few3 = 3

/** Totals of administrations that are not on Liaison, marked as entered for them. */
export const outsideLines = (
  { proxies }: Pick<Operation, 'proxies'>,
  { outside }: Tally,
  most = few3,
): readonly Term[] =>
  few(outside, most, ({ proxy, asOf, sums }) =>
    words('operation.outside', {
      number: count(proxy),
      desk: contactPoint(proxies.find(p => p.n === proxy)?.desk ?? ('' as never)),
      time: at(fromRfc3339(asOf)),
      sums: listed(sums.map(measureLine)) ?? words('operation.no_results'),
    }),
  )

/** Their names, which stand in the words of who entered them. */
export const outsideQuotes = (facts: Shown, most = few3): readonly Quote[] =>
  facts.state.proxies.slice(0, most).flatMap(p =>
    quoteOf(facts, p.item, 'administration', {
      label: 'operation.administration',
      title: words('operation.proxy_title', { number: count(p.n) }),
    }),
  )
