import type { Instant } from '../kit/time.ts'
import { addDays, instantAt, localAt, type Weekday, weekdayOf } from '../kit/zone.ts'

export { type Weekday, weekdays } from '../kit/zone.ts'

/** When a desk is staffed for what can wait, on its own clock. */
export interface WorkingHours {
  /** `HH:MM`; `to` is later than `from`, both on one day. */
  readonly from: string
  readonly to: string
  readonly days: readonly Weekday[]
}

/** Where neither desk nor calendar says otherwise: Monday to Friday, 09:00 to 18:00 (judgement). */
export const usualHours: WorkingHours = {
  from: '09:00',
  to: '18:00',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
}

/** Working time of one desk: its hours, its zone, the holidays of its agency. */
export interface WorkingTime {
  /** The first moment at or after `at` at which the desk works. */
  readonly next: (at: Instant) => Instant
  /** The end of work on the `n`th working day after the day of `at` (on the desk's clock); `n` from 1. */
  readonly afterDays: (at: Instant, n: number) => Instant
  /** Whether the desk works on that day (`YYYY-MM-DD`). */
  readonly isWorkingDay: (date: string) => boolean
}

export interface WorkingTimeOptions {
  /** IANA name. */
  readonly zone: string
  readonly hours: WorkingHours
  /** Days (`YYYY-MM-DD`) off beside those that `hours` leaves out. */
  readonly holidays: ReadonlySet<string>
}

const idleDays = 400

/**
 * The end of work is no longer working time. On a day on which the clock changes the hours are those
 * between the two moments of `instantAt`; a day that the zone leaps over (Apia, 2011-12-30) is none.
 * A desk that doesn't work for 400 days in a row throws: the check of the configuration rules it out.
 */
export const createWorkingTime = ({ zone, hours, holidays }: WorkingTimeOptions): WorkingTime => {
  const spanOf = (date: string): { readonly start: Instant; readonly end: Instant } | undefined => {
    if (holidays.has(date) || !hours.days.includes(weekdayOf(date))) return undefined
    const start = instantAt(date, hours.from, zone)
    const end = instantAt(date, hours.to, zone)
    return start < end && localAt(start, zone).date === date ? { start, end } : undefined
  }

  /** The first of the 400 days from `date` on whose work ends after `at`. */
  const workFrom = (date: string, at: Instant) => {
    for (let n = 0, day = date; n < idleDays; n += 1, day = addDays(day, 1)) {
      const span = spanOf(day)
      if (span !== undefined && at < span.end) return { day, ...span }
    }
    throw new Error(`no working day in ${idleDays} days from ${date} in ${zone}`)
  }

  return {
    next: at => {
      const { start } = workFrom(localAt(at, zone).date, at)
      return at < start ? start : at
    },
    afterDays: (at, n) => {
      if (!Number.isSafeInteger(n) || n < 1) throw new Error(`working days from 1, not ${n}`)
      let found = { day: localAt(at, zone).date, end: at }
      for (let left = n; left > 0; left -= 1) found = workFrom(addDays(found.day, 1), at)
      return found.end
    },
    isWorkingDay: date => spanOf(date) !== undefined,
  }
}
