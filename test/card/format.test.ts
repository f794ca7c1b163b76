import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sayDuration, sayInstant, sayNumber, type Zone } from '../../src/card/format.ts'
import { hours, instant, minutes } from '../../src/kit/time.ts'

const hkt: Zone = { zone: 'Asia/Hong_Kong', label: 'HKT' }
const kst: Zone = { zone: 'Asia/Seoul', label: 'KST' }
const rome: Zone = { zone: 'Europe/Rome', label: 'Rome' }
const both = [hkt, kst]
const at = (text: string) => instant(Date.parse(text))

describe('a moment', () => {
  it('given the clocks of both desks, then the date comes again only where it differs', () => {
    const seen = [
      ['2026-11-23T06:37:00Z', both, '2026-11-23 14:37 HKT / 15:37 KST'],
      ['2026-11-23T06:37:59.999Z', both, '2026-11-23 14:37 HKT / 15:37 KST'],
      ['2026-11-23T15:30:00Z', both, '2026-11-23 23:30 HKT / 2026-11-24 00:30 KST'],
      ['2026-12-31T15:00:00Z', both, '2026-12-31 23:00 HKT / 2027-01-01 00:00 KST'],
      ['2026-11-23T16:05:00Z', both, '2026-11-24 00:05 HKT / 01:05 KST'],
      ['2028-02-29T15:10:00Z', both, '2028-02-29 23:10 HKT / 2028-03-01 00:10 KST'],
      ['2028-02-28T16:00:00Z', both, '2028-02-29 00:00 HKT / 01:00 KST'],
      ['2005-01-12T07:37:00Z', [kst], '2005-01-12 16:37 KST'],
      ['2005-01-12T07:37:00Z', [], '2005-01-12 07:37 UTC'],
      ['2026-11-23T06:37:00Z', [...both, rome], '2026-11-23 14:37 HKT / 15:37 KST / 07:37 Rome'],
      [
        '2026-11-23T15:30:00Z',
        [...both, rome],
        '2026-11-23 23:30 HKT / 2026-11-24 00:30 KST / 2026-11-23 16:30 Rome',
      ],
    ] as const
    expect(seen.map(([t, zones]) => sayInstant(at(t), zones))).toEqual(seen.map(s => s[2]))
    expect(seen).toHaveLength(11)
  })

  it('given the two nights on which Rome changes its clocks, then its hour follows', () => {
    const seen = [
      ['2026-03-29T00:59:00Z', '2026-03-29 08:59 HKT / 01:59 Rome'],
      ['2026-03-29T01:00:00Z', '2026-03-29 09:00 HKT / 03:00 Rome'],
      ['2026-10-25T00:30:00Z', '2026-10-25 08:30 HKT / 02:30 Rome'],
      ['2026-10-25T01:30:00Z', '2026-10-25 09:30 HKT / 02:30 Rome'],
    ] as const
    expect(seen.map(([t]) => sayInstant(at(t), [hkt, rome]))).toEqual(seen.map(s => s[1]))
    expect(seen).toHaveLength(4)
  })

  // Independent of the time zone data: Hong Kong and Korea have kept one offset since 1989.
  const shifted = (ms: number, offset: number): { date: string; time: string } => {
    const text = new Date(ms + hours(offset)).toISOString()
    return { date: text.slice(0, 10), time: text.slice(11, 16) }
  }
  const oracle = (ms: number): string => {
    const [h, k] = [shifted(ms, 8), shifted(ms, 9)]
    const day = k.date === h.date ? '' : `${k.date} `
    return `${h.date} ${h.time} HKT / ${day}${k.time} KST`
  }

  it('given any moment from 1990 to 2100, then it agrees with arithmetic on UTC', () => {
    const span = { min: Date.UTC(1990, 0, 1), max: Date.UTC(2100, 0, 1) }
    fc.assert(
      fc.property(fc.integer(span), ms => {
        expect(sayInstant(instant(ms), both)).toBe(oracle(ms))
      }),
      { numRuns: 1000 },
    )
  })

  it('given every minute from 23:00 to 23:59 in Hong Kong, then the Korean date is named', () => {
    const first = Date.UTC(2026, 10, 23, 15)
    const said = Array.from({ length: 60 }, (_, i) => first + minutes(i))
    for (const ms of said) {
      expect(sayInstant(instant(ms), both)).toBe(oracle(ms))
      expect(sayInstant(instant(ms), both)).toMatch(
        /^2026-11-23 23:\d\d HKT \/ 2026-11-24 00:\d\d KST$/,
      )
    }
    expect(said).toHaveLength(60)
  })
})

describe('a duration', () => {
  const tags = ['en-GB', 'zh-HK', 'zh-CN', 'ko-KR', 'it-IT']
  const parts = (ms: number) => ({
    day: Math.trunc(ms / 86_400_000),
    hour: Math.trunc(ms / 3_600_000) % 24,
    minute: Math.trunc(ms / 60_000) % 60,
    second: Math.trunc(ms / 1000) % 60,
  })

  it('given an hour and 34 minutes, then each language says it in its own way', () => {
    expect(tags.map(tag => sayDuration(minutes(94), tag))).toEqual([
      '1 hour, 34 minutes',
      '1 小時 34 分鐘',
      '1小时34分钟',
      '1시간 34분',
      '1 ora e 34 minuti',
    ])
  })

  it('given lengths at the edges, then two units are said, cut, without a nought', () => {
    const seen = [
      [0, '0 seconds'],
      [999, '0 seconds'],
      [-999, '0 seconds'],
      [1000, '1 second'],
      [59_999, '59 seconds'],
      [60_000, '1 minute'],
      [61_000, '1 minute, 1 second'],
      [hours(1), '1 hour'],
      [hours(1) + 59_999, '1 hour'],
      [hours(24) - 1, '23 hours, 59 minutes'],
      [hours(24), '1 day'],
      [hours(24) + minutes(34), '1 day'],
      [hours(51), '2 days, 3 hours'],
      [hours(24 * 1234), '1234 days'],
      [-minutes(94), '-1 hour, 34 minutes'],
      [-hours(48), '-2 days'],
    ] as const
    expect(seen.map(([ms]) => sayDuration(ms, 'en-GB'))).toEqual(seen.map(s => s[1]))
    expect(seen).toHaveLength(16)
  })

  it('given any length, then its two largest units are said, with the same figures everywhere', () => {
    const names = ['day', 'hour', 'minute', 'second'] as const
    const oracle = (ms: number): string => {
      const all = parts(Math.abs(ms))
      const first = names.findIndex(n => all[n] > 0)
      const two = names.slice(first, first + 2).filter(n => all[n] > 0)
      const said = two.map(n => `${all[n]} ${n}${all[n] === 1 ? '' : 's'}`)
      return `${ms < 0 ? '-' : ''}${said.join(', ')}`
    }
    const length = fc.integer({ min: 1000, max: hours(24 * 3000) })
    const signed = fc.tuple(length, fc.constantFrom(1, -1)).map(([ms, sign]) => ms * sign)
    fc.assert(
      fc.property(signed, ms => {
        expect(sayDuration(ms, 'en-GB')).toBe(oracle(ms))
        const figures = tags.map(tag => sayDuration(ms, tag).match(/-?\d+/g))
        expect(figures).toEqual(tags.map(() => oracle(ms).match(/-?\d+/g)))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a number', () => {
  it('given any whole number, then commas stand between groups of three and no digit is lost', () => {
    expect([0, -0, 999, 1000, 8_350_000, -1234, 12.5].map(sayNumber)).toEqual([
      '0',
      '0',
      '999',
      '1,000',
      '8,350,000',
      '-1,234',
      '12.5',
    ])
    fc.assert(
      fc.property(fc.maxSafeInteger(), n => {
        expect(sayNumber(n)).toMatch(/^-?\d{1,3}(,\d{3})*$/)
        expect(Number(sayNumber(n).replaceAll(',', ''))).toBe(n === 0 ? 0 : n)
      }),
    )
  })
})
