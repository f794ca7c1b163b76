import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { days, hours, type Instant, instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { instantAt } from '../../src/kit/zone.ts'
import {
  boundsOf,
  mondayOf,
  readWeek,
  weekAfter,
  weekAt,
  weekBefore,
  weekOf,
  yearBefore,
} from '../../src/summary/week.ts'

const pair = ['Asia/Hong_Kong', 'Asia/Seoul']
const zones = [...pair, 'Europe/Rome', 'America/New_York', 'Australia/Lord_Howe', 'UTC']
const any = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) }).map(instant)

describe('the week of ISO 8601', () => {
  it('given days at the turn of a year, then each is of the year of its Thursday', () => {
    const named = [
      '2026-11-16',
      '2026-12-31',
      '2027-01-01',
      '2027-01-03',
      '2027-01-04',
      '2024-12-30',
    ]
    expect(named.map(weekOf)).toEqual([
      ...['2026-W47', '2026-W53', '2026-W53', '2026-W53', '2027-W01', '2025-W01'],
    ])
    expect(mondayOf('2026-W53')).toBe('2026-12-28')
  })

  it('given what is typed, then only a week that there is is read', () => {
    expect(
      ['2026-W47', '2026w47', ' 2026-w53 ', '2025-W53', '2026-W00', '2026-47', 'W47'].map(readWeek),
    ).toEqual(['2026-W47', '2026-W47', '2026-W53', undefined, undefined, undefined, undefined])
  })

  it('given a 53rd week, then there is none of its number a year ago', () => {
    expect([yearBefore('2026-W53'), yearBefore('2026-W47')]).toEqual([undefined, '2025-W47'])
    expect([weekBefore('2027-W01'), weekAfter('2026-W53')]).toEqual(['2026-W53', '2027-W01'])
  })
})

describe('the week of two sides', () => {
  it('given Hong Kong and Korea, then it begins on Monday in Korea', () => {
    const { from, to } = boundsOf('2026-W47', pair)
    expect([from, to].map(toRfc3339)).toEqual([
      '2026-11-15T15:00:00.000Z',
      '2026-11-22T15:00:00.000Z',
    ])
  })

  it('given summer time that begins or ends in it, then it is an hour shorter or longer', () => {
    const lasts = (week: Parameters<typeof boundsOf>[0], zone: string): number => {
      const { from, to } = boundsOf(week, [zone])
      return to - from - days(7)
    }
    expect(lasts('2026-W13', 'Europe/Rome')).toBe(-hours(1))
    expect(lasts('2026-W43', 'Europe/Rome')).toBe(hours(1))
    // Lord Howe turns its clocks by half an hour.
    expect(lasts('2026-W14', 'Australia/Lord_Howe')).toBe(minutes(30))
  })

  it('given any moment and zones, then it is in one week, which is over before each Monday at nine', () => {
    fc.assert(
      fc.property(any, fc.subarray(zones, { minLength: 1, maxLength: 2 }), (at: Instant, of) => {
        const week = weekAt(at, of)
        const { from, to } = boundsOf(week, of)
        expect(from <= at && at < to).toBe(true)
        expect(weekAt(to, of)).toBe(weekAfter(week))
        expect(weekAt(plus(from, -1), of)).toBe(weekBefore(week))
        for (const zone of of)
          expect(instantAt(mondayOf(weekAfter(week)), '09:00', zone)).toBeGreaterThan(to)
      }),
      { seed: 47 },
    )
  })
})
