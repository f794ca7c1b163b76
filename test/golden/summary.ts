import { digest } from '../../adapters/keys/index.ts'
import { digestOf } from '../../src/bot/figures-digest.ts'
import type { Card } from '../../src/card/card.ts'
import { days, instant, toRfc3339 } from '../../src/kit/time.ts'
import type { Watched } from '../../src/roster/events.ts'
import { type SummaryFacts, summaryCard } from '../../src/summary/card.ts'
import { type Figures, type SideFigures, sideOf } from '../../src/summary/figures.ts'
import { createFold } from '../../src/summary/fold.ts'
import type { Week } from '../../src/summary/week.ts'
import { hkc, kcs } from '../referral/desks.ts'
import { directory } from '../roster/duty-sample.ts'
import { textOf, yearBegins, yearOf } from '../summary/year.ts'

const fold = createFold({
  pairs: [[hkc, kcs]],
  zone: desk => directory.contactPoint(desk).zone.zone,
})
for (const text of yearOf(120, 5).map(textOf)) fold.take(text)
fold.reach(instant(yearBegins + days(500)))

const figuresOf = (week: Week): Figures => {
  const figures = fold.week(hkc, kcs, week)
  if (!figures) throw new Error(`no figures of ${week}`)
  return figures
}

const made = figuresOf('2026-W20')
const side = (more: Partial<SideFigures>): SideFigures => ({ ...sideOf(made, hkc), ...more })
const took = { n: 3, limited: 3, within: 2, medianMs: days(1) / 96, worstMs: days(1) / 20 }

/** A week in which there was something of everything. */
const full: Figures = {
  ...made,
  sides: {
    ...made.sides,
    [hkc]: side({
      extensions: { asked: 2, granted: 1, refused: 1 },
      feedback: { owed: 4, overdue: 1 },
      escalations: [3, 2, 0, 1, 0, 0],
      missedNights: 1,
      drills: { received: 1, acknowledged: 1, within: 1 },
      notifications: { sent: 2, received: 3, ack: took, unanswered: 1 },
    }),
  },
  outcomes: { success: 2, 'no-trace': 1 },
  measures: [
    { kind: 'cigarettes', unit: 'stick', basis: 'own', amount: 8_350_000 },
    { kind: 'cash', unit: 'minor', currency: 'HKD', basis: 'third', amount: 500_000 },
    { kind: 'tobacco', unit: 'kg', basis: 'prevented', amount: 1500 },
  ] as Figures['measures'],
  ahead: {
    count: 12,
    first: ['hold', 'evidence', 'preservation'].map((clock, i) => ({
      ref: `HK-2026-00000${i + 1}`,
      clock,
      owner: kcs,
      due: toRfc3339(instant(Date.parse(made.to) + days(i + 1))),
    })),
  },
  holds: { begun: 2, ended: 1, withoutResult: 1, medianHours: 40 },
}

/** The most that a card shows: each line of each side, and lists that are longer than it. */
const fullest: Figures = {
  ...full,
  sides: Object.fromEntries(
    full.desks.map(d => {
      const of = sideOf(full, hkc)
      const rows = Object.entries(of.priorities).map(([p, row]) => [
        p,
        { ...row, ack: took, reply: took },
      ])
      return [d, { ...of, priorities: Object.fromEntries(rows) }]
    }),
  ),
  categories: Object.fromEntries(
    Object.entries(full.categories).map(([c, of]) => [c, { ...of, new: 12 }]),
  ) as Figures['categories'],
  measures: Array.from({ length: 12 }, () => full.measures)
    .flat()
    .slice(0, 12),
  overdue: {
    count: 60,
    first: Array.from({ length: 50 }, () => full.overdue.first)
      .flat()
      .slice(0, 50),
  },
  ahead: {
    count: 60,
    first: Array.from({ length: 20 }, () => full.ahead.first)
      .flat()
      .slice(0, 50),
  },
}

const watched = (clean: boolean): Watched => ({
  ...{ type: 'duty.watched', from: made.from, to: made.to, taken: 1203 },
  ...{ later: [12, 4, 1, 0, 0], missed: 0, clean },
})

const factsOf = (figures: Figures, more: Partial<SummaryFacts> = {}): SummaryFacts => ({
  figures,
  digest: digestOf(figures, digest),
  other: kcs,
  holidays: [],
  ...more,
})

const holidays = [
  {
    date: '2026-05-25',
    names: { en: 'A holiday', 'zh-HK': '假期', 'zh-CN': '假日', ko: '공휴일' },
  },
]
const [called = []] = [directory.holding(hkc, 'supervisor')]

/** With the report on the clock and every comparison. */
export const fullestCard = (): Card =>
  summaryCard(
    factsOf(fullest, {
      ...{ before: made, aYearAgo: made, holidays: [...holidays, ...holidays] },
      watched: { event: watched(false), called },
    }),
  )

export const summaryCards: readonly { readonly title: string; readonly card: Card }[] = [
  {
    title: 'a full week, compared, with a holiday',
    card: summaryCard(factsOf(full, { before: made, aYearAgo: figuresOf('2026-W10'), holidays })),
  },
  {
    title: 'with the report on the clock',
    card: summaryCard(factsOf(made, { watched: { event: watched(true), called } })),
  },
  {
    title: 'with a deadline that was not acted on',
    card: summaryCard(factsOf(made, { watched: { event: watched(false), called } })),
  },
  { title: 'a week in which nothing was open', card: summaryCard(factsOf(figuresOf('2026-W01'))) },
  {
    title: 'so far, with another desk to ask for',
    card: summaryCard(factsOf(made, { others: [kcs] })),
  },
]
