import type { Measure } from '../codes/measure.ts'
import { type Category, categories, type Outcome, outcomes, priorities } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { type Figures, sideOf, type Timed } from '../summary/figures.ts'
import { addTo, inOrder } from '../summary/measures.ts'
import type { Week } from '../summary/week.ts'

/** Of those that had a limit, how many kept it. */
interface InTime {
  readonly limited: number
  readonly within: number
}

export interface YearSide {
  readonly sent: number
  readonly received: number
  readonly closed: number
  readonly ack: InTime
  readonly reply: InTime
  readonly notifications: { readonly sent: number; readonly received: number } & InTime
  readonly missedNights: number
}

/**
 * What two desks did in the weeks of a year that are over. Only what may be added up is: no median of medians,
 * no longest of longest, and nothing that is counted at the end of a week, such as what is open then.
 */
export interface YearFigures {
  readonly year: number
  readonly first: Week
  readonly last: Week
  readonly weeks: number
  readonly desks: Figures['desks']
  readonly sides: Readonly<Record<string, YearSide>>
  readonly categories: Readonly<Record<Category, { readonly new: number; readonly closed: number }>>
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
  readonly measures: readonly Measure[]
  readonly holds: { readonly begun: number; readonly ended: number; readonly withoutResult: number }
}

const total = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((n, one) => n + of(one), 0)

const inTime = (all: readonly Timed[]): InTime => ({
  limited: total(all, t => t.limited),
  within: total(all, t => t.within),
})

const sideFor = (weeks: readonly Figures[], desk: ContactPointId): YearSide => {
  const sides = weeks.map(f => sideOf(f, desk))
  const rows = sides.flatMap(s => priorities.map(p => s.priorities[p]))
  return {
    sent: total(rows, r => r.sent),
    received: total(rows, r => r.received),
    closed: total(rows, r => r.closed),
    ack: inTime(rows.map(r => r.ack)),
    reply: inTime(rows.map(r => r.reply)),
    notifications: {
      sent: total(sides, s => s.notifications.sent),
      received: total(sides, s => s.notifications.received),
      ...inTime(sides.map(s => s.notifications.ack)),
    },
    missedNights: total(sides, s => s.missedNights),
  }
}

/** The weeks of one pair and year put together; undefined for none. */
export const yearOf = (year: number, weeks: readonly Figures[]): YearFigures | undefined => {
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (!first || !last) return undefined
  const measures: Measure[] = []
  for (const f of weeks) addTo(measures, f.measures)
  return {
    ...{ year, first: first.week, last: last.week, weeks: weeks.length, desks: first.desks },
    sides: Object.fromEntries(first.desks.map(d => [d, sideFor(weeks, d)])),
    categories: Object.fromEntries(
      categories.map(c => [
        c,
        {
          new: total(weeks, f => f.categories[c].new),
          closed: total(weeks, f => f.categories[c].closed),
        },
      ]),
    ) as YearFigures['categories'],
    outcomes: Object.fromEntries(
      outcomes.flatMap(o => {
        const n = total(weeks, f => f.outcomes[o] ?? 0)
        return n === 0 ? [] : [[o, n]]
      }),
    ),
    measures: inOrder(measures),
    holds: {
      begun: total(weeks, f => f.holds.begun),
      ended: total(weeks, f => f.holds.ended),
      withoutResult: total(weeks, f => f.holds.withoutResult),
    },
  }
}
