import { z } from 'zod'
import type { AgencyId } from '../kit/ids.ts'
import { isDate } from '../kit/zone.ts'

export interface Holiday {
  /** `YYYY-MM-DD`, on the agency's own clock. */
  readonly date: string
  /** By language; English always. */
  readonly names: Readonly<Record<string, string>>
  /** Where it is announced. */
  readonly source: string
}

/** The days of one year on which an agency does not work beside its weekends. */
export interface Calendar {
  readonly agency: AgencyId
  readonly year: number
  readonly days: readonly Holiday[]
  /** What the reader of the file should know, e.g. a day that could not be verified. */
  readonly note?: string
}

const name = z.string().trim().min(1).max(120)

/** `calendars/<agency>-<year>.json`. The four languages must be there; a further one may be. */
export const calendarSchema = z.strictObject({
  agency: z.custom<AgencyId>(
    v => typeof v === 'string' && /^[a-z][a-z0-9]{1,15}$/.test(v),
    'is no id of an agency',
  ),
  year: z.int().min(1990).max(2100),
  note: z.string().min(3).exactOptional(),
  days: z
    .array(
      z.strictObject({
        date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not written YYYY-MM-DD'),
        names: z.object({ en: name, ko: name, 'zh-HK': name, 'zh-CN': name }).catchall(name),
        source: z.string().min(3).max(300),
      }),
    )
    .min(1),
})

export interface CalendarFlaw {
  /** Where in the file, as zod gives it. */
  readonly path: (string | number)[]
  readonly message: string
}

/** What the schema can't say of a calendar: every day real, of its year, once and in order. */
export const calendarFlaws = (calendar: Calendar): readonly CalendarFlaw[] => {
  const dates = calendar.days.map(d => d.date)
  const wrong = (date: string, i: number): string | undefined => {
    if (!isDate(date)) return `${date} is no date of the calendar`
    if (Number(date.slice(0, 4)) !== calendar.year) return `${date} is not in ${calendar.year}`
    if (dates.indexOf(date) < i) return `${date} is there twice`
    const before = dates[i - 1]
    return before !== undefined && before > date ? `${date} comes after ${before}` : undefined
  }
  return dates.flatMap((date, i) => {
    const message = wrong(date, i)
    return message === undefined ? [] : [{ path: ['days', i, 'date'], message }]
  })
}

/** A year of an agency that no calendar covers. */
export interface MissingYear {
  readonly agency: AgencyId
  readonly year: number
}

/** Of each agency this year, and every later one before its last calendar, that has no calendar. */
export const missingYears = (
  calendars: readonly Calendar[],
  agencies: readonly AgencyId[],
  thisYear: number,
): readonly MissingYear[] =>
  agencies.flatMap(agency => {
    const known = calendars.filter(c => c.agency === agency).map(c => c.year)
    const last = Math.max(thisYear, ...known)
    return Array.from({ length: last - thisYear + 1 }, (_, i) => thisYear + i)
      .filter(year => !known.includes(year))
      .map(year => ({ agency, year }))
  })
