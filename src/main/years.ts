import type { Config } from '../config.ts'
import { type Calendar, missingYears } from '../escalation/calendar.ts'
import type { Instant } from '../kit/time.ts'
import { addDays, localAt } from '../kit/zone.ts'

/** How many days before the end of the last calendar somebody is told; issue 4 has the figure. */
const AHEAD = 60

/** What calendars lack, in sentences. */
export interface YearsLacking {
  /** Of now: nobody knows on which days an agency works. */
  readonly missing: readonly string[]
  /** Soon. */
  readonly ending: readonly string[]
}

const remedy = (agency: string, year: number): string =>
  `put ${agency}-${year}.json into the folder calendars beside liaison.json, as those of the project are`

/** Whether the agencies of the desks have a calendar for today, on their own clocks, and for soon. */
export const yearsLacking = (
  config: Config,
  calendars: readonly Calendar[],
  /** Names of files of which something else is said already. */
  refused: readonly string[],
  now: Instant,
): YearsLacking => {
  const agencies = new Map(
    config.contactPoints.map(d => [d.agency, localAt(now, d.zone.zone).date]),
  )
  const each = [...agencies].map(([agency, today]) => {
    const thisYear = Number(today.slice(0, 4))
    const missing = missingYears(calendars, [agency], thisYear).filter(
      ({ year }) => !refused.includes(`${agency}-${year}.json`),
    )
    const known = calendars.filter(c => c.agency === agency).map(c => c.year)
    const last = Math.max(...known)
    return {
      missing: missing.map(
        ({ year }) => `calendars: ${agency} has no file for ${year}; ${remedy(agency, year)}`,
      ),
      ending:
        known.length > 0 && missing.length === 0 && today >= addDays(`${last}-12-31`, -AHEAD)
          ? [
              `calendars: the last one of ${agency} is that of ${last}, which ends soon; ` +
                remedy(agency, last + 1),
            ]
          : [],
    }
  })
  return { missing: each.flatMap(e => e.missing), ending: each.flatMap(e => e.ending) }
}
