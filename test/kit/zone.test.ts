import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { days, hours, instant, toRfc3339 } from '../../src/kit/time.ts'
import { addDays, instantAt, isDate, isZone, localAt, weekdayOf } from '../../src/kit/zone.ts'

const zones = [
  'Asia/Hong_Kong',
  'Asia/Seoul',
  'Europe/Rome',
  'America/New_York',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
]
const zone = fc.constantFrom(...zones)
const from = Date.UTC(1990, 0, 1)
const to = Date.UTC(2100, 11, 31)
const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** The change of the clock in the zone that follows a random moment, where there is one. */
const changeAfter = (at: number, id: string): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(id).getTimeZoneTransition('next')
    ?.epochMilliseconds ?? at

/** A zone with a moment: half of the moments lie within a day of a change of that zone's clock. */
const moment = fc
  .tuple(zone, fc.integer({ min: from, max: to }), fc.option(fc.integer({ min: -1440, max: 1440 })))
  .map(([id, at, near]) => ({
    id,
    at: instant(near === null ? at : changeAfter(at, id) + near * 60_000),
  }))

const two = (n: number): string => String(n).padStart(2, '0')
const written = (t: Temporal.ZonedDateTime) => ({
  date: t.toPlainDate().toString(),
  time: `${two(t.hour)}:${two(t.minute)}`,
  weekday: names[t.dayOfWeek - 1],
})

describe('the clock of a zone', () => {
  it('given any moment from 1990 to 2100, then it shows what Temporal shows', () => {
    let compared = 0
    fc.assert(
      fc.property(moment, ({ id, at }) => {
        compared += 1
        const oracle = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(id)
        expect(localAt(at, id)).toEqual(written(oracle))
      }),
      { numRuns: 3000 },
    )
    expect(compared).toBeGreaterThanOrEqual(3000)
  })

  it('given any date and time, near a change of the clock too, then it is the moment of Temporal', () => {
    let compared = 0
    let leapt = 0
    let double = 0
    fc.assert(
      fc.property(moment, fc.integer({ min: -180, max: 180 }), ({ id, at }, move) => {
        // Moved on the face of the clock, so that times that it leaps over are met.
        const face = Temporal.Instant.fromEpochMilliseconds(at)
          .toZonedDateTimeISO(id)
          .toPlainDateTime()
          .add({ minutes: move })
        const [date = '', time = ''] = face.toString({ smallestUnit: 'minute' }).split('T')
        const plain = Temporal.PlainDateTime.from(`${date}T${time}`)
        const oracle = plain.toZonedDateTime(id)
        expect(instantAt(date, time, id)).toBe(oracle.epochMilliseconds)
        compared += 1
        if (!oracle.toPlainDateTime().equals(plain)) leapt += 1
        const later = plain.toZonedDateTime(id, { disambiguation: 'later' })
        if (
          later.epochMilliseconds !== oracle.epochMilliseconds &&
          oracle.toPlainDateTime().equals(plain)
        )
          double += 1
      }),
      { numRuns: 3000, seed: 20_261_124 },
    )
    expect(compared).toBeGreaterThanOrEqual(3000)
    expect([leapt > 10, double > 10]).toEqual([true, true])
  })

  it('given a time that summer time skips or gives twice, then it moves on, or is the first', () => {
    const at = (date: string, time: string, id: string) => toRfc3339(instantAt(date, time, id))
    expect([
      at('2026-03-29', '02:30', 'Europe/Rome'),
      at('2026-10-25', '02:30', 'Europe/Rome'),
      at('2026-10-04', '02:15', 'Australia/Lord_Howe'),
      at('2026-04-05', '01:45', 'Australia/Lord_Howe'),
      at('2011-12-30', '09:00', 'Pacific/Apia'),
      at('2026-11-24', '09:00', 'Asia/Seoul'),
      at('2026-11-24', '09:00', 'Asia/Kathmandu'),
    ]).toEqual([
      '2026-03-29T01:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-03T15:45:00.000Z',
      '2026-04-04T14:45:00.000Z',
      '2011-12-30T19:00:00.000Z',
      '2026-11-24T00:00:00.000Z',
      '2026-11-24T03:15:00.000Z',
    ])
  })

  it('given a moment between two minutes, then the minute that has begun is shown', () => {
    const at = instant(Date.UTC(2026, 10, 24, 15, 59, 59, 999))
    expect(localAt(at, 'Asia/Hong_Kong').time).toBe('23:59')
    expect(localAt(instant(at + 1), 'Asia/Hong_Kong')).toEqual({
      date: '2026-11-25',
      time: '00:00',
      weekday: 'wed',
    })
    expect(localAt(instant(-1), 'UTC')).toEqual({
      date: '1969-12-31',
      time: '23:59',
      weekday: 'wed',
    })
  })

  it('given a year as an officer may mistype it, then Temporal shows the same, and nothing throws', () => {
    let compared = 0
    const first = Date.parse('0002-01-01T00:00:00Z')
    const last = Date.parse('9999-12-30T00:00:00Z')
    fc.assert(
      fc.property(zone, fc.integer({ min: first, max: last }), (id, at) => {
        compared += 1
        const oracle = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(id)
        expect(localAt(instant(at), id)).toEqual(written(oracle))
        const minute = oracle.toPlainDateTime().round({ smallestUnit: 'minute' })
        const [date = '', time = ''] = minute.toString().slice(0, 16).split('T')
        expect(instantAt(date, time, id)).toBe(minute.toZonedDateTime(id).epochMilliseconds)
      }),
      { numRuns: 1000 },
    )
    expect(compared).toBeGreaterThanOrEqual(1000)
    const end = instant(Date.parse('9999-12-31T23:59:00Z'))
    expect(localAt(end, 'Asia/Seoul')).toMatchObject({ date: '+010000-01-01', time: '08:59' })
    expect(localAt(instant(Date.parse('0000-01-01T00:00:00Z')), 'UTC').time).toBe('00:00')
  })

  it('given more days than are kept of a zone, then it still shows the same', () => {
    const at = instant(Date.UTC(2026, 2, 29, 1, 30))
    const before = localAt(at, 'Europe/Rome')
    for (let n = 0; n < 20_100; n += 1) localAt(instant(from + days(n)), 'Europe/Rome')
    expect(localAt(at, 'Europe/Rome')).toEqual(before)
    expect(localAt(instant(at - hours(1)), 'Europe/Rome').time).toBe('01:30')
  })
})

describe('dates', () => {
  it('given a date and a number of days, leap days too, then date and weekday are those of Temporal', () => {
    let compared = 0
    fc.assert(
      fc.property(
        fc.integer({ min: from, max: to }),
        fc.boolean(),
        fc.integer({ min: -1500, max: 1500 }),
        (at, leap, n) => {
          compared += 1
          const year = new Date(at).getUTCFullYear()
          const date = leap ? `${year}-02-28` : new Date(at).toISOString().slice(0, 10)
          const oracle = Temporal.PlainDate.from(date).add({ days: leap ? 1 : n })
          const got = addDays(date, leap ? 1 : n)
          expect([got, weekdayOf(got)]).toEqual([oracle.toString(), names[oracle.dayOfWeek - 1]])
        },
      ),
      { numRuns: 1500 },
    )
    expect(compared).toBeGreaterThanOrEqual(1500)
    expect([addDays('2028-02-28', 1), addDays('2100-02-28', 1)]).toEqual([
      '2028-02-29',
      '2100-03-01',
    ])
  })

  it('given what is no date, time or zone, then it is told apart, and using it throws', () => {
    const wrong = ['2026-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-1-1', '', 'today']
    expect(wrong.map(isDate)).toEqual(wrong.map(() => false))
    expect(['2026-02-28', '2028-02-29', '2000-02-29'].map(isDate)).toEqual([true, true, true])
    for (const date of wrong) expect(() => addDays(date, 1)).toThrow('no date')
    for (const time of ['24:00', '9:00', '12:60', ''])
      expect(() => instantAt('2026-01-01', time, 'UTC')).toThrow('no time of day')
    expect(() => instantAt('2026-01-01', '09:00', 'Mars/Base')).toThrow(RangeError)
    expect([...zones, 'UTC'].map(isZone)).toEqual([...zones, 'UTC'].map(() => true))
    const none = ['Mars/Base', '', '+08:00', 'HKT+8', ' Asia/Seoul']
    expect(none.map(isZone)).toEqual(none.map(() => false))
  })
})
