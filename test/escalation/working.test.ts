import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  createWorkingTime,
  usualHours,
  type WorkingHours,
  weekdays,
} from '../../src/escalation/working.ts'
import { days, fromRfc3339, instant, minutes, toRfc3339 } from '../../src/kit/time.ts'
import { addDays } from '../../src/kit/zone.ts'

const zones = [
  'Asia/Hong_Kong',
  'Asia/Seoul',
  'Europe/Rome',
  'America/New_York',
  'Pacific/Apia',
  'Australia/Lord_Howe',
]
const two = (n: number): string => String(n).padStart(2, '0')
const clock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

/** Hours on the quarter of an hour, so that an oracle can walk by quarters. */
const someHours: fc.Arbitrary<WorkingHours> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 95 }), { minLength: 2, maxLength: 2 }),
    fc.subarray([...weekdays], { minLength: 1 }),
  )
  .map(([ends, on]) => {
    const [a = 0, b = 1] = [...ends].sort((x, y) => x - y)
    return { from: clock(a * 15), to: clock(b * 15), days: on }
  })

const scene = fc
  .record({
    zone: fc.constantFrom(...zones),
    hours: someHours,
    // Whole years, those of leap days and of the day that Apia leapt over among them.
    year: fc.constantFrom(2011, 2024, 2026, 2027, 2028, 2100),
    minute: fc.integer({ min: 0, max: 525_599 }),
    nearChange: fc.boolean(),
    off: fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 12 }),
    n: fc.integer({ min: 1, max: 6 }),
  })
  .map(s => {
    const random = Date.UTC(s.year, 0, 1) + minutes(s.minute)
    const change = Temporal.Instant.fromEpochMilliseconds(random)
      .toZonedDateTimeISO(s.zone)
      .getTimeZoneTransition('next')
    const near = s.nearChange && change !== null
    // Up to three days before the clock changes, and half a day after.
    const moved = near ? change.epochMilliseconds + minutes((s.minute % 5040) - 4320) : random
    const at = instant(moved)
    const first = toRfc3339(at).slice(0, 10)
    return { ...s, at, holidays: new Set(s.off.map(d => addDays(first, d))) }
  })
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never

const quarter = minutes(15)

const shown = (at: number, zone: string): { date: string; minute: number; day: string } => {
  const t = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const date = t.toPlainDate().toString()
  return { date, minute: t.hour * 60 + t.minute, day: weekdays[t.dayOfWeek - 1] ?? '' }
}

/** Whether a clock on the wall says that the desk works: no arithmetic of moments at all. */
const works = (s: Scene, at: number): boolean => {
  const { date, minute, day } = shown(at, s.zone)
  if (s.holidays.has(date) || !s.hours.days.some(d => d === day)) return false
  return s.hours.from <= clock(minute) && clock(minute) < s.hours.to
}

/** On a day of 24 hours the clock on the wall is the whole truth; on others `instantAt` is. */
const plainDays = (s: Scene, from: number, to: number): boolean => {
  const offset = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(s.zone).offsetNanoseconds
  for (let at = from - days(1); at <= to + days(1); at += days(1) / 2)
    if (offset(at) !== offset(from)) return false
  return true
}

/** The first working moment, found by looking at the wall every quarter of an hour. */
const walkedNext = (s: Scene): number => {
  if (works(s, s.at)) return s.at
  let at = Math.ceil(s.at / quarter) * quarter
  while (!works(s, at)) at += quarter
  return at
}

/** The last working quarter of the nth local date after today's that has one. */
const walkedAfter = (s: Scene): number => {
  const seen: string[] = []
  const today = shown(s.at, s.zone).date
  let end = 0
  for (let at = Math.ceil(s.at / quarter) * quarter; ; at += quarter) {
    if (!works(s, at)) continue
    const { date } = shown(at, s.zone)
    if (date === today) continue
    if (!seen.includes(date)) {
      if (seen.length === s.n) return end
      seen.push(date)
    }
    end = at + quarter
  }
}

/** Each day's work by Temporal, by date; for days on which the clock changes too. */
const workOn = (s: Scene, date: Temporal.PlainDate) => {
  const ends = [s.hours.from, s.hours.to].map(time =>
    date.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(s.zone),
  )
  const [start, end] = ends
  if (start === undefined || end === undefined) throw new Error('two ends')
  const open =
    s.hours.days.some(d => d === weekdays[date.dayOfWeek - 1]) && !s.holidays.has(date.toString())
  return open && start.toPlainDate().equals(date) && Temporal.ZonedDateTime.compare(start, end) < 0
    ? { start: start.epochMilliseconds, end: end.epochMilliseconds }
    : undefined
}

/** The work of the `n`th day, from 1, that has some, ends after `at` and is `skip` days off or more. */
const nthWork = (s: Scene, n: number, skip: number) => {
  const first = Temporal.Instant.fromEpochMilliseconds(s.at).toZonedDateTimeISO(s.zone)
  let left = n
  for (let i = skip; i < 120; i += 1) {
    const span = workOn(s, first.toPlainDate().add({ days: i }))
    if (span === undefined || span.end <= s.at) continue
    left -= 1
    if (left === 0) return span
  }
  throw new Error('no work in 120 days')
}

describe('working time', () => {
  it('given any hours, zone and holidays, then it is what a walk by the clock on the wall finds', () => {
    let compared = 0
    fc.assert(
      fc.property(scene, s => {
        const time = createWorkingTime(s)
        const [next, after] = [walkedNext(s), walkedAfter(s)]
        if (!plainDays(s, s.at, after)) return
        compared += 1
        expect([time.next(s.at), time.afterDays(s.at, s.n)]).toEqual([next, after])
      }),
      { numRuns: 200, seed: 20_261_124 },
    )
    expect(compared).toBeGreaterThan(75)
  })

  it('given any of them, summer time too, then it is what a list of the days by Temporal says', () => {
    let [compared, changing] = [0, 0]
    fc.assert(
      fc.property(scene, s => {
        compared += 1
        const time = createWorkingTime(s)
        expect(time.next(s.at)).toBe(Math.max(s.at, nthWork(s, 1, 0).start))
        expect(time.afterDays(s.at, s.n)).toBe(nthWork(s, s.n, 1).end)
        expect(time.next(time.next(s.at))).toBe(time.next(s.at))
        if (!plainDays(s, s.at, time.afterDays(s.at, s.n))) changing += 1
      }),
      { numRuns: 1000 },
    )
    expect(compared).toBeGreaterThanOrEqual(1000)
    expect(changing).toBeGreaterThan(100)
  })

  const usual = createWorkingTime({
    zone: 'Asia/Seoul',
    hours: usualHours,
    holidays: new Set(['2026-02-16', '2026-02-17', '2026-02-18']),
  })
  const next = (at: string) => toRfc3339(usual.next(fromRfc3339(at)))
  const daysOn = (at: string, n: number) => toRfc3339(usual.afterDays(fromRfc3339(at), n))

  it('given the night before Seollal, then work begins after the three days', () => {
    expect([
      next('2026-02-13T09:00:00.000Z'),
      next('2026-02-13T08:59:59.999Z'),
      next('2026-02-19T00:00:00.000Z'),
      next('2026-02-18T23:59:59.999Z'),
    ]).toEqual([
      '2026-02-19T00:00:00.000Z',
      '2026-02-13T08:59:59.999Z',
      '2026-02-19T00:00:00.000Z',
      '2026-02-19T00:00:00.000Z',
    ])
  })

  it("given working days, then today, on the desk's own clock, is none of them", () => {
    expect([
      daysOn('2026-02-12T01:00:00.000Z', 1),
      daysOn('2026-02-12T01:00:00.000Z', 2),
      // Already the 13th in Seoul.
      daysOn('2026-02-12T15:00:00.000Z', 1),
      daysOn('2026-02-14T03:00:00.000Z', 3),
    ]).toEqual([
      '2026-02-13T09:00:00.000Z',
      '2026-02-19T09:00:00.000Z',
      '2026-02-19T09:00:00.000Z',
      '2026-02-23T09:00:00.000Z',
    ])
    expect(
      ['2026-02-13', '2026-02-14', '2026-02-16', '2026-02-19'].map(usual.isWorkingDay),
    ).toEqual([true, false, false, true])
  })

  it('given a Friday that Apia leapt over, then it is no working day', () => {
    const apia = createWorkingTime({ zone: 'Pacific/Apia', hours: usualHours, holidays: new Set() })
    expect(apia.isWorkingDay('2011-12-30')).toBe(false)
    // Thursday 29 December, 20:00 at UTC-10; the next day there is Saturday at UTC+14.
    expect(toRfc3339(apia.next(fromRfc3339('2011-12-30T06:00:00.000Z')))).toBe(
      '2012-01-01T19:00:00.000Z',
    )
  })

  it('given hours that the clock comes to twice, then the result is never before the question', () => {
    const rome = createWorkingTime({
      zone: 'Europe/Rome',
      hours: { from: '02:30', to: '04:00', days: [...weekdays] },
      holidays: new Set(),
    })
    // 02:10 for the second time: work began at 02:30 the first time.
    const at = fromRfc3339('2026-10-25T01:10:00.000Z')
    expect(rome.next(at)).toBe(at)
  })

  it('given hours that summer time turns round, then that day is no working day', () => {
    const rome = createWorkingTime({
      zone: 'Europe/Rome',
      hours: { from: '02:30', to: '03:15', days: [...weekdays] },
      holidays: new Set(),
    })
    // 02:30 moves on to 03:30 there, past the end of work.
    const at = fromRfc3339('2026-03-28T12:00:00.000Z')
    expect(rome.isWorkingDay('2026-03-29')).toBe(false)
    expect([rome.next(at), rome.afterDays(at, 1)].map(toRfc3339)).toEqual([
      '2026-03-30T00:30:00.000Z',
      '2026-03-30T01:15:00.000Z',
    ])
  })

  it('given a calendar of no working day, or no whole number of days, then it throws', () => {
    const everyDay = new Set(Array.from({ length: 500 }, (_, i) => addDays('2026-01-01', i)))
    const never = createWorkingTime({ zone: 'UTC', hours: usualHours, holidays: everyDay })
    const at = fromRfc3339('2026-01-01T00:00:00.000Z')
    expect(() => never.next(at)).toThrow('no working day in 400 days')
    expect(() => never.afterDays(at, 1)).toThrow('no working day in 400 days')
    for (const n of [0, -1, 1.5, Number.NaN]) expect(() => usual.afterDays(at, n)).toThrow('from 1')
    const last = new Set(Array.from({ length: 399 }, (_, i) => addDays('2026-01-01', i)))
    const rare = createWorkingTime({
      zone: 'UTC',
      hours: { ...usualHours, days: [...weekdays] },
      holidays: last,
    })
    expect(toRfc3339(rare.next(at))).toBe('2027-02-04T09:00:00.000Z')
  })
})
