import { agencyOf, at, count, data, lasting, type Term, words } from '../card/card.ts'
import { printAmount } from '../codes/amount.ts'
import { labelOf, labelOfBasis, type Measure, scaleOf } from '../codes/measure.ts'
import { labelOf as labelOfOutcome } from '../codes/outcome.ts'
import { categories, deadlineNames, outcomes } from '../kit/codes.ts'
import { fromRfc3339 } from '../kit/time.ts'
import { amountTerm } from '../referral/cards/details.ts'
import { listed } from '../referral/cards/labels.ts'
import type { AheadItem, Figures, Most, OverdueItem } from './figures.ts'

/** Items of a list on a card; nobody reads more, and the export has them. */
const mostShown = 5

const shown = <T>({ count: all, first }: Most<T>, line: (item: T) => Term): readonly Term[] => [
  ...first.slice(0, mostShown).map(line),
  ...(all > mostShown ? [words('summary.and_more', { count: count(all - mostShown) })] : []),
]

const counted = (label: Term, n: number): Term => words('summary.counted', { label, n: count(n) })

const listLine = (
  key: 'summary.categories' | 'summary.outcomes',
  terms: readonly Term[],
): readonly Term[] => {
  const list = listed(terms)
  return list ? [words(key, { list })] : []
}

const measureLine = (m: Measure): Term =>
  words('summary.measure', {
    what: words(labelOf(m.kind)),
    how: words('card.measure', {
      amount: amountTerm({
        ...m,
        value:
          m.unit === 'minor'
            ? `${m.amount}`
            : printAmount(m.amount, scaleOf(m.unit, m.currency) ?? 0),
      }),
      basis: words(labelOfBasis(m.basis)),
    }),
  })

/** What was new by category, how things ended and what came of them, and goods that were held. */
export const resultLines = (f: Figures): readonly Term[] => [
  ...listLine(
    'summary.categories',
    categories.flatMap(c => {
      const n = f.categories[c].new
      return n === 0 ? [] : [counted(words(`category.${c}`), n)]
    }),
  ),
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

/** By reference alone: no channel is cleared for less. */
export const overdueLines = (f: Figures): readonly Term[] =>
  shown<OverdueItem>(f.overdue, i =>
    words('summary.overdue_item', {
      ref: data(i.ref),
      category: words(`category.${i.category}`),
      agency: agencyOf(i.turn),
      late: lasting(fromRfc3339(f.to) - fromRfc3339(i.due)),
    }),
  )

const clockTerm = ({ clock }: AheadItem): Term => {
  const name = deadlineNames.find(n => n === clock)
  return words(name ? `deadline.${name}` : 'summary.hold')
}

export const aheadLines = (f: Figures): readonly Term[] =>
  shown<AheadItem>(f.ahead, i =>
    words('summary.ahead_item', {
      ref: data(i.ref),
      what: clockTerm(i),
      agency: agencyOf(i.owner),
      due: at(fromRfc3339(i.due)),
    }),
  )
