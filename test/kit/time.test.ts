import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { err, ok } from '../../src/kit/result.ts'
import { days, hours, instant, minutes, parseInstant, plus, toRfc3339 } from '../../src/kit/time.ts'

const moment = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(9999, 0, 1) }).map(instant)

const two = (n: number): string => String(n).padStart(2, '0')

/** The same moment as a clock `offset` minutes east of Greenwich shows it. */
const written = (at: number, offset: number, colon: string): string => {
  const clock = new Date(at + offset * 60_000).toISOString().slice(0, -1)
  const size = Math.abs(offset)
  return `${clock}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${colon}${two(size % 60)}`
}

describe('a time as an officer types it', () => {
  it('given the ways of writing one moment, then each is read as that moment', () => {
    const ways = [
      '2005-01-12 15:37 +08:00',
      '2005-01-12T15:37:00+08:00',
      '2005-01-12 15:37 +0800',
      '2005-01-12 15:37HKT',
      '2005-01-12 16:37 KST',
      '2005-01-12 16:37:00.000 kst',
      '2005-01-12t07:37:00z',
      '2005-01-12 07:37 UTC',
      '2005-01-12 02:37 −05:00',
      '  2005-01-12 15:37 +08:00 ',
      '２００５-０１-１２　１５：３７　＋０８：００',
    ]
    const at = instant(Date.UTC(2005, 0, 12, 7, 37))
    expect(ways.map(parseInstant)).toEqual(ways.map(() => ok(at)))
    expect(ways).toHaveLength(11)
  })

  it('given any moment as the log writes it, then it is read back', () => {
    fc.assert(
      fc.property(moment, at => {
        expect(parseInstant(toRfc3339(at))).toEqual(ok(at))
      }),
    )
  })

  it('given any moment on the clock of any offset, then it is read back; without it, refused', () => {
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 })
    fc.assert(
      fc.property(moment, offset, fc.constantFrom(':', ''), (at, east, colon) => {
        const text = written(at, east, colon)
        expect(parseInstant(text)).toEqual(ok(at))
        expect(parseInstant(text.slice(0, 23))).toEqual(err('NoOffset'))
      }),
    )
  })

  it('given what is no time, then it is refused as such, offset or not', () => {
    const wrong = [
      '',
      'yesterday',
      '2005-01-12',
      '15:37 HKT',
      '12/01/2005 15:37 HKT',
      '2005-02-29 10:00 HKT',
      '2005-13-01 10:00 HKT',
      '2005-00-10 10:00 HKT',
      '2005-04-31 10:00 HKT',
      '2005-01-12 24:00 HKT',
      '2005-01-12 10:60 HKT',
      '2005-01-12 10:59:60 HKT',
      '0099-01-12 10:00 Z',
      '2005-01-12 10:00 +15:00',
      '2005-01-12 10:00 +08:60',
      '2005-01-12 10:00 CET',
      '2005-01-12 10:00 Asia/Seoul',
      '2005-01-12 10:00 +8',
    ]
    expect(wrong.map(parseInstant)).toEqual(wrong.map(() => err('NotAnInstant')))
    expect(parseInstant('2004-02-29 10:00 HKT').ok).toBe(true)
    expect(wrong).toHaveLength(18)
  })

  it('given any text at all, then an answer comes and nothing is thrown', () => {
    const digit = fc.constantFrom(...'0123456789')
    const fields = fc.array(digit, { minLength: 14, maxLength: 14 }).map(d => d.join(''))
    const near = fields.map(d => d.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3 $4:$5:$6Z'))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), near), text => {
        expect(typeof parseInstant(text).ok).toBe('boolean')
      }),
    )
  })
})

it('given a moment and a span, then the moment is moved by it', () => {
  const start = instant(Date.UTC(2028, 1, 28, 23))
  expect(toRfc3339(plus(start, hours(2)))).toBe('2028-02-29T01:00:00.000Z')
  expect(toRfc3339(plus(start, days(2) - minutes(1)))).toBe('2028-03-01T22:59:00.000Z')
  expect(days(1)).toBe(86_400_000)
})
