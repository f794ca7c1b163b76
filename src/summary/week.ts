import { days, type Instant } from '../kit/time.ts'
import { addDays, instantAt, localAt, weekdayOf, weekdays } from '../kit/zone.ts'

/** A week of ISO 8601, e.g. `2026-W47`: Monday to Sunday; that with 4 January in it is the first. */
export type Week = `${string}-W${string}`

export interface Bounds {
  readonly from: Instant
  /** The next week's first moment; not in this one. */
  readonly to: Instant
}

const mondayBefore = (date: string): string => addDays(date, -weekdays.indexOf(weekdayOf(date)))

const firstMonday = (year: number): string => mondayBefore(`${String(year).padStart(4, '0')}-01-04`)

const daysBetween = (from: string, to: string): number =>
  (instantAt(to, '00:00', 'UTC') - instantAt(from, '00:00', 'UTC')) / days(1)

/** The week that a day (`YYYY-MM-DD`) is in. */
export const weekOf = (date: string): Week => {
  const monday = mondayBefore(date)
  // A week belongs to the year of its Thursday.
  const year = Number(addDays(monday, 3).slice(0, 4))
  const n = daysBetween(firstMonday(year), monday) / 7 + 1
  return `${String(year).padStart(4, '0')}-W${String(n).padStart(2, '0')}`
}

/** Its Monday as `YYYY-MM-DD`. Only for a week that `readWeek` or `weekOf` gave. */
export const mondayOf = (week: Week): string =>
  addDays(firstMonday(Number(week.slice(0, 4))), 7 * (Number(week.slice(6)) - 1))

/** Reads `2026-W47`, in small letters too; undefined for a week that the year doesn't have. */
export const readWeek = (text: string): Week | undefined => {
  const [, year, n] = /^(\d{4})-?W(\d{2})$/i.exec(text.normalize('NFKC').trim()) ?? []
  if (year === undefined || n === undefined || Number(year) < 1000) return undefined
  const week: Week = `${year}-W${n}`
  return weekOf(mondayOf(week)) === week ? week : undefined
}

/**
 * The week of two sides begins when it is Monday for the first of them, so that it is the same for both, and
 * over for each before its own Monday at nine. A midnight that a clock leaps over moves as `instantAt` says.
 */
export const boundsOf = (week: Week, zones: readonly string[]): Bounds => {
  const start = (date: string): number =>
    Math.min(...zones.map(zone => instantAt(date, '00:00', zone)))
  const monday = mondayOf(week)
  return { from: start(monday) as Instant, to: start(addDays(monday, 7)) as Instant }
}

/** The week of two sides that a moment is in. */
export const weekAt = (at: Instant, zones: readonly string[]): Week => {
  const [last = ''] = zones
    .map(zone => localAt(at, zone).date)
    .toSorted()
    .toReversed()
  return weekOf(last)
}

export const weekBefore = (week: Week): Week => weekOf(addDays(mondayOf(week), -7))
export const weekAfter = (week: Week): Week => weekOf(addDays(mondayOf(week), 7))

/** That of the same number a year ago; undefined for a 53rd where that year had none. */
export const yearBefore = (week: Week): Week | undefined =>
  readWeek(`${String(Number(week.slice(0, 4)) - 1).padStart(4, '0')}${week.slice(4)}`)

/** All weeks of a year of ISO 8601, 52 or 53. */
export const weeksOf = (year: number): readonly Week[] =>
  Array.from({ length: 53 }, (_, i) => `${year}-W${String(i + 1).padStart(2, '0')}`).flatMap(
    text => readWeek(text) ?? [],
  )
