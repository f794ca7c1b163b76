import { digest } from '../../adapters/keys/index.ts'
import { digestOf } from '../../src/bot/figures-digest.ts'
import type { Card } from '../../src/card/card.ts'
import { days, instant, toRfc3339 } from '../../src/kit/time.ts'
import { addDays } from '../../src/kit/zone.ts'
import type { Watched } from '../../src/roster/events.ts'
import { type SummaryFacts, summaryCard } from '../../src/summary/card.ts'
import { detailsCard, isLong } from '../../src/summary/details.ts'
import { type Figures, type SideFigures, sideOf } from '../../src/summary/figures.ts'
import { createFold } from '../../src/summary/fold.ts'
import type { RosterFacts, SystemFacts } from '../../src/summary/system.ts'
import { type Week, weekOf } from '../../src/summary/week.ts'
import { hkc, kcs } from '../referral/desks.ts'
import { directory } from '../roster/duty-sample.ts'
import { createGiving } from '../summary/giving.ts'
import { textOf, yearBegins, yearOf } from '../summary/year.ts'

const fold = createFold({
  pairs: [[hkc, kcs]],
  zone: desk => directory.contactPoint(desk).zone.zone,
})
createGiving(yearOf(120, 5).map(textOf)).giveAll(fold)
fold.reach(instant(yearBegins + days(500)))

const figuresOf = (week: Week): Figures => {
  const figures = fold.week(hkc, kcs, week)
  if (!figures) throw new Error(`no figures of ${week}`)
  return figures
}

const made = figuresOf('2026-W20')
const side = (more: Partial<SideFigures>): SideFigures => ({ ...sideOf(made, hkc), ...more })
const took = { n: 3, limited: 3, within: 2, medianMs: days(1) / 96, worstMs: days(1) / 20 }

const unlimited = { ...took, limited: 0, within: 0 }

/** A week in which there was something of everything. */
export const full: Figures = {
  ...made,
  sides: {
    ...made.sides,
    [hkc]: side({
      priorities: {
        ...sideOf(made, hkc).priorities,
        information: { ...sideOf(made, hkc).priorities.information, ack: unlimited },
      },
      extensions: { asked: 2, granted: 1, refused: 1 },
      feedback: { owed: 4, overdue: 1 },
      escalations: [3, 2, 0, 1, 0, 0],
      missedNights: 1,
      drills: { received: 1, acknowledged: 1, within: 1 },
      notifications: { sent: 2, received: 3, ack: took, unanswered: 1 },
      actions: { open: 3, overdue: 1 },
      unread: 2,
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
      tlp: 'amber-strict',
      due: toRfc3339(instant(Date.parse(made.to) + days(i + 1))),
    })),
  },
  holds: { begun: 2, ended: 1, withoutResult: 1, medianHours: 40 },
  operations: [
    {
      ...{ ref: 'HK-O-2026-000001', participants: 3, outside: 1, tagged: 4, ended: false },
      sums: [
        { kind: 'cigarettes', unit: 'stick', basis: 'own', amount: 31_000_000, change: 3_580_000 },
        { kind: 'cigarettes', unit: 'stick', basis: 'third', amount: 0, change: -8_000_000 },
      ],
    },
    {
      ...{ ref: 'KR-O-2026-000002', participants: 2, outside: 0, tagged: 1, ended: true },
      sums: [{ kind: 'drugs', unit: 'g', basis: 'own', amount: 1500, change: 0 }],
    },
  ],
  stops: { count: 2, ms: days(1) / 6, longestMs: days(1) / 8, jumps: 1 },
}

const never = { n: 0, limited: 0, within: 0 }
const idle = Object.entries(sideOf(made, kcs).priorities).map(([p, row]) => [
  p,
  { ...row, ack: never, reply: never },
])

/** A week in which nobody did anything, and nothing is ahead. */
const nothing: Figures = {
  ...full,
  sides: Object.fromEntries(
    made.desks.map(d => [
      d,
      side({
        priorities: Object.fromEntries(idle),
        feedback: { owed: 0, overdue: 0 },
      }),
    ]),
  ),
  ahead: { count: 0, first: [] },
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

const end = Date.parse(made.to)
const gap = (n: number) => ({
  from: instant(end + days(n)),
  to: instant(end + days(n) + days(1) / 2),
})

/** A desk that nobody is on duty at for some nights, and whose directory nobody looked at for long. */
const neglected = (desk: RosterFacts['desk'], gaps: number): RosterFacts => ({
  ...{ desk, gaps: Array.from({ length: gaps }, (_, n) => gap(n)) },
  zone: directory.contactPoint(desk).zone,
  confirmed: instant(end - days(91)),
})
const head = { size: 12_345, root: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=' }
const system: SystemFacts = {
  head,
  verified: { at: instant(end + days(1) / 8), size: 12_001, ok: true },
  rosters: [{ ...neglected(hkc, 0), confirmed: instant(end - days(90)) }, neglected(kcs, 4)],
}
const unwell: SystemFacts = {
  head,
  verified: { at: instant(end + days(1) / 8), size: 12_001, ok: false },
  missed: ['2026-W18', '2026-W19'],
}

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

/** With the report on the clock and every comparison; both parts. */
export const fullestCards = (): readonly Card[] => {
  const facts = factsOf(fullest, {
    ...{ before: made, aYearAgo: made, holidays: [...holidays, ...holidays] },
    ...{ ...unwell, rosters: [neglected(hkc, 4), neglected(kcs, 4)] },
    watched: { event: watched(false), called },
  })
  return [summaryCard(facts), detailsCard(facts)]
}

/** The week so far at its fullest, with operations without an end and many desks to ask for. */
export const fullestNow = (operations: number): SummaryFacts =>
  factsOf(
    {
      ...fullest,
      operations: Array.from({ length: operations }, () => full.operations).flat(),
    },
    {
      ...{ before: made, aYearAgo: made, holidays: [...holidays, ...holidays, ...holidays] },
      ...{ ...unwell, rosters: [neglected(hkc, 4), neglected(kcs, 4)] },
      ...{ whole: true, others: Array.from({ length: 20 }, () => kcs) },
    },
  )

/** Quiet weeks of the year, each in one message with all that may stand beside its figures. */
export const quietCards = (): readonly Card[] =>
  Array.from({ length: 60 }, (_, n) => weekOf(addDays('2026-01-01', 7 * n)))
    .flatMap(week => fold.week(hkc, kcs, week) ?? [])
    .filter(f => !isLong(f))
    .map(f => {
      const rosters = [neglected(hkc, 4), neglected(kcs, 4)]
      const beside = {
        ...unwell,
        rosters,
        holidays: [...holidays, ...holidays],
        whole: true as const,
      }
      const watch = { event: watched(false), called }
      return summaryCard(factsOf(f, { before: made, aYearAgo: made, ...beside, watched: watch }))
    })

export const summaryCards: readonly { readonly title: string; readonly card: Card }[] = [
  {
    title: 'a full week, compared, with a holiday',
    card: summaryCard(
      factsOf(full, { before: made, aYearAgo: figuresOf('2026-W10'), holidays, ...system }),
    ),
  },
  { title: 'the same in detail', card: detailsCard(factsOf(full, { holidays, ...system })) },
  { title: 'nothing in detail', card: detailsCard(factsOf(nothing)) },
  {
    title: 'with the report on the clock',
    card: summaryCard(factsOf(made, { watched: { event: watched(true), called } })),
  },
  {
    title: 'with a deadline that was not acted on',
    card: summaryCard(factsOf(made, { watched: { event: watched(false), called }, ...unwell })),
  },
  { title: 'a week in which nothing was open', card: summaryCard(factsOf(figuresOf('2026-W01'))) },
  {
    title: 'so far, with another desk to ask for',
    card: summaryCard(factsOf(made, { whole: true, others: [kcs] })),
  },
  {
    title: 'so far, with no room for more than its first lines',
    card: summaryCard(factsOf(full, { whole: true, others: [], most: 12 })),
  },
]
