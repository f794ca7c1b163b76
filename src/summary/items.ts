import { agencyOf, at, count, data, lasting, type Term, words } from '../card/card.ts'
import { printAmount } from '../codes/amount.ts'
import { labelOf, labelOfBasis, type Measure, scaleOf } from '../codes/measure.ts'
import { labelOf as labelOfOutcome } from '../codes/outcome.ts'
import { printTlp, readTlp } from '../codes/tlp.ts'
import { type Category, categories, deadlineNames, outcomes } from '../kit/codes.ts'
import { fromRfc3339, type Instant } from '../kit/time.ts'
import { amountTerm } from '../referral/cards/details.ts'
import { listed } from '../referral/cards/labels.ts'
import type { AheadItem, Figures, Most, OverdueItem } from './figures.ts'
import type { OperationFigures } from './operations.ts'

/** Items of a list on a card; nobody reads more, and the export has them. */
const mostShown = 5

const shown = <T>({ count: all, first }: Most<T>, line: (item: T) => Term): readonly Term[] => [
  ...first.slice(0, mostShown).map(line),
  ...(all > mostShown ? [words('summary.and_more', { count: count(all - mostShown) })] : []),
]

const counted = (label: Term, n: number): Term => words('summary.counted', { label, n: count(n) })

const listLine = (
  key: 'summary.categories' | 'summary.open_categories' | 'summary.outcomes',
  terms: readonly Term[],
): readonly Term[] => {
  const list = listed(terms)
  return list ? [words(key, { list })] : []
}

/** How much of it, with its unit. */
export const sumTerm = (m: Measure): Term =>
  amountTerm({
    ...m,
    value:
      m.unit === 'minor' ? `${m.amount}` : printAmount(m.amount, scaleOf(m.unit, m.currency) ?? 0),
  })

/** A sum in words: what, how much, whose. */
export const measureLine = (m: Measure): Term =>
  words('summary.measure', {
    what: words(labelOf(m.kind)),
    how: words('card.measure', {
      amount: sumTerm(m),
      basis: words(labelOfBasis(m.basis)),
    }),
  })

/** Of the figures of a week, or of weeks put together. */
type Results = Pick<Figures, 'outcomes' | 'measures' | 'holds'> & {
  readonly categories: Readonly<Record<Category, { readonly new: number; readonly open?: number }>>
}

const byCategory = (f: Results, of: 'new' | 'open'): readonly Term[] =>
  categories.flatMap(c => {
    const n = f.categories[c][of] ?? 0
    return n === 0 ? [] : [counted(words(`category.${c}`), n)]
  })

/** What was new by category, how things ended and what came of them, and goods that were held. */
export const resultLines = (f: Results): readonly Term[] => [
  ...listLine('summary.categories', byCategory(f, 'new')),
  ...listLine('summary.open_categories', byCategory(f, 'open')),
  ...listLine(
    'summary.outcomes',
    outcomes.flatMap(o => {
      const n = f.outcomes[o] ?? 0
      return n === 0 ? [] : [counted(words(labelOfOutcome(o)), n)]
    }),
  ),
  ...shown({ count: f.measures.length, first: f.measures }, measureLine),
  ...(f.holds.begun + f.holds.ended > 0
    ? [
        words('summary.holds', {
          begun: count(f.holds.begun),
          ended: count(f.holds.ended),
          released: count(f.holds.withoutResult),
        }),
      ]
    : []),
]

const changeTerm = (sum: OperationFigures['sums'][number]): Term => {
  const row = measureLine(sum)
  if (sum.change === 0) return row
  const amount = sumTerm({ ...sum, amount: Math.abs(sum.change) })
  return words(sum.change > 0 ? 'summary.week_more' : 'summary.week_less', { row, amount })
}

/** Operations of both desks by reference, with what came of them and the change in a week. */
export const operationLines = (f: Figures): readonly Term[] =>
  f.operations.flatMap(o => [
    words(o.ended ? 'summary.operation_ended' : 'summary.operation', {
      ...{ ref: data(o.ref), participants: count(o.participants), tagged: count(o.tagged) },
      outside: count(o.outside),
    }),
    ...shown({ count: o.sums.length, first: o.sums }, changeTerm),
  ])

/** What is marked says so, with its label that is the same in every language. */
const marked = (row: Term, tlp: string | undefined): Term => {
  if (tlp === undefined) return row
  const known = readTlp(tlp)
  return words('summary.marked', { row, tlp: data(known ? printTlp(known) : tlp) })
}

const overdueTerm = (i: OverdueItem, to: Instant): Term =>
  words('summary.overdue_item', {
    ref: data(i.ref),
    category: words(`category.${i.category}`),
    agency: agencyOf(i.turn),
    late: lasting(to - fromRfc3339(i.due)),
    age: lasting(to - fromRfc3339(i.sent)),
  })

/** By reference and marking alone: no channel is cleared for less. */
export const overdueLines = (f: Figures): readonly Term[] =>
  shown<OverdueItem>(f.overdue, i => marked(overdueTerm(i, fromRfc3339(f.to)), i.tlp))

const clockTerm = ({ clock }: AheadItem): Term => {
  const name = deadlineNames.find(n => n === clock)
  return words(name ? `deadline.${name}` : 'summary.hold')
}

export const aheadLines = (f: Figures): readonly Term[] =>
  shown<AheadItem>(f.ahead, i =>
    marked(
      words('summary.ahead_item', {
        ref: data(i.ref),
        what: clockTerm(i),
        agency: agencyOf(i.owner),
        due: at(fromRfc3339(i.due)),
      }),
      i.tlp,
    ),
  )
