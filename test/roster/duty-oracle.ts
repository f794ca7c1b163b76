import { Temporal } from 'temporal-polyfill'
import type { DutyRoster } from '../../src/roster/duty.ts'
import type { Rotation } from '../../src/roster/rotation.ts'

interface Shift {
  readonly from: number
  readonly to: number
  readonly officer: string
}

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** The shifts of a rotation day by day, with the times that Temporal gives. */
const shiftsOf = (r: Rotation, zone: string, from: number, days: number): readonly Shift[] => {
  const timeZone = r.zone ?? zone
  const first = Temporal.Instant.fromEpochMilliseconds(from)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
  const ms = (day: Temporal.PlainDate, plainTime: string) =>
    day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
  return Array.from({ length: days + 8 }, (_, i) => first.add({ days: i - 4 })).flatMap(day => {
    const passed = Temporal.PlainDate.from(r.since).until(day, { largestUnit: 'day' }).days
    if (passed < 0) return []
    const begin = ms(day, r.at)
    // The day on which it begins: a hand-over in a skipped hour doesn't leave its day here.
    if (r.days && !r.days.some(d => d === names[day.dayOfWeek - 1])) return []
    const tomorrow = day.add({ days: 1 })
    const hand = ms(tomorrow, r.at)
    const end =
      r.until === undefined
        ? hand
        : r.until > r.at
          ? ms(day, r.until)
          : Math.min(hand, ms(tomorrow, r.until))
    const officer = r.officers[Math.floor(passed / r.everyDays) % r.officers.length] ?? ''
    return begin < end ? [{ from: begin, to: end, officer }] : []
  })
}

/** Who is on duty in any one minute, asked one by one. */
export const createOracle = (roster: DutyRoster, zone: string, from: number, days: number) => {
  const held = roster.rotations.map(r => ({ rank: r.rank, shifts: shiftsOf(r, zone, from, days) }))
  const on = (s: { readonly from: number; readonly to: number }, at: number) =>
    at >= s.from && at < s.to
  const away = (officer: string, at: number) =>
    roster.leaves.some(l => l.officer === officer && on(l, at))
  const said = (people: readonly string[], at: number) =>
    [...new Set(people.filter(p => !away(p, at)))].sort().join(' ')
  const turns = (rank: string, at: number): string[] =>
    held
      .filter(h => h.rank === rank)
      .flatMap(h => h.shifts)
      .filter(s => on(s, at))
      .map(s => s.officer)
  return {
    backup: (at: number): string => said(turns('backup', at), at),
    duty: (at: number): string => {
      let people = turns('duty', at)
      let plain = 0
      for (const o of roster.overrides) {
        if (!on(o, at)) continue
        if (o.instead === undefined) {
          people = plain === 0 ? [o.officer] : people.concat(o.officer)
          plain += 1
        } else people = people.map(p => (p === o.instead ? o.officer : p))
      }
      return said(people, at)
    },
  }
}
