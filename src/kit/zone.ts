import { days, type Instant, instant, minutes } from './time.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** What the clock and the calendar on a wall show, cut to the minute. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** `HH:MM`, 00:00 to 23:59. */
  readonly time: string
  readonly weekday: Weekday
}

const formatters = new Map<string, Intl.DateTimeFormat>()

const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    // `hour12: false` says 24:05 in some locales.
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formatters.set(zone, made)
  return made
}

/** Milliseconds of the clock on the wall, as if it stood in Greenwich; cut to the second. */
const wallAt = (at: number, zone: string): number => {
  const said = formatterOf(zone).format(at)
  const [year, month, day] = [
    Number(said.slice(6, -10)),
    Number(said.slice(0, 2)) - 1,
    Number(said.slice(3, 5)),
  ]
  // Date.UTC takes the year 99 for 1999.
  return new Date(
    Date.UTC(
      2000,
      month,
      day,
      Number(said.slice(-8, -6)),
      Number(said.slice(-5, -3)),
      Number(said.slice(-2)),
    ),
  ).setUTCFullYear(year, month, day)
}

const measured = new Map<string, Map<number, number>>()

/** East of Greenwich is positive; on the midnight that begins the `day`th day since 1970, in UTC. */
const offsetOn = (day: number, zone: string): number => {
  const known = measured.get(zone) ?? new Map<number, number>()
  const found = known.get(day)
  if (found !== undefined) return found
  // Bounds what is kept of a zone at some 60 years.
  if (known.size > 20_000) known.clear()
  const offset = wallAt(days(day), zone) - days(day)
  measured.set(zone, known.set(day, offset))
  return offset
}

// Intl takes 2 µs for a moment; no zone changes twice within a day.
const offsetAt = (at: number, zone: string): number => {
  const day = Math.floor(at / days(1))
  const offset = offsetOn(day, zone)
  return offset === offsetOn(day + 1, zone)
    ? offset
    : wallAt(at, zone) - Math.floor(at / 1000) * 1000
}

const dateOf = (wall: number): string => new Date(wall).toISOString().slice(0, 10)

/** Its midnight in Greenwich. `Date` alone takes 30 February for 2 March. */
const readDate = (text: string): number | undefined => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && dateOf(at) === text ? at : undefined
}

const dayOf = (date: string): number => {
  const at = readDate(date)
  if (at === undefined) throw new Error(`no date: ${date}`)
  return at
}

const weekdayAt = (wall: number): Weekday => {
  // 1970-01-01 was a Thursday.
  const n = (((Math.floor(wall / days(1)) + 3) % 7) + 7) % 7
  return weekdays[n] ?? 'mon'
}

/** True for a date that is in the calendar, written `YYYY-MM-DD`; 2026-02-30 is none. */
export const isDate = (text: string): boolean => readDate(text) !== undefined

/** The day of the week of a date; no date throws. */
export const weekdayOf = (date: string): Weekday => weekdayAt(dayOf(date))

/** The date `n` days later, or earlier where `n` is negative; no date throws. */
export const addDays = (date: string, n: number): string => dateOf(dayOf(date) + days(n))

/** True for an IANA name (`Asia/Seoul`, `UTC`). A bare offset such as `+08:00` has no rules: false. */
export const isZone = (name: string): boolean => {
  try {
    return /^[a-z]/i.test(name) && formatterOf(name) !== undefined
  } catch {
    return false
  }
}

/**
 * What the clock in `zone` shows at that moment; years 1 to 9999 (a later one is written `+010000`, one
 * before Christ is wrong). A zone that isn't IANA's throws.
 */
export const localAt = (at: Instant, zone: string): LocalTime => {
  const wall = at + offsetAt(at, zone)
  const iso = new Date(wall).toISOString()
  return { date: iso.slice(0, -14), time: iso.slice(-13, -8), weekday: weekdayAt(wall) }
}

/**
 * When the clock in `zone` shows `date` (`YYYY-MM-DD`) and `time` (`HH:MM`). A time that it leaps over
 * moves on by the leap; of one that comes twice the first: `compatible` of ECMAScript's Temporal.
 * Years 1 to 9999; what is no date, time or zone throws.
 */
export const instantAt = (date: string, time: string, zone: string): Instant => {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new Error(`no time of day: ${time}`)
  const wall = dayOf(date) + minutes(Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)))
  // No zone is more than a day from Greenwich, and none changes twice within two days.
  const before = offsetAt(wall - days(1), zone)
  const after = offsetAt(wall + days(1), zone)
  const first = wall - Math.max(before, after)
  if (before === after || offsetAt(first, zone) === wall - first) return instant(first)
  const second = wall - Math.min(before, after)
  return instant(offsetAt(second, zone) === wall - second ? second : wall - before)
}
