import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkAwb } from '../../src/checks/awb.ts'
import { checkImo } from '../../src/checks/imo.ts'
import { checkIso6346 } from '../../src/checks/iso6346.ts'
import { checkS10 } from '../../src/checks/s10.ts'

const figures = (n: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }).map(d => d.join(''))
const letters = (n: number) =>
  fc
    .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), { minLength: n, maxLength: n })
    .map(l => l.join(''))

// From domain.md 3.3, where all four were run.
const vectors = [
  [checkIso6346, 'CSQU3054383', true, 'CSQU3054383'],
  [checkIso6346, 'MSKU6011672', true, 'MSKU6011672'],
  [checkIso6346, 'TEXU3070079', true, 'TEXU3070079'],
  [checkIso6346, 'MSKU6011673', false, 'MSKU6011673'],
  [checkIso6346, ' csqu 305438-3 ', true, 'CSQU3054383'],
  [checkIso6346, 'ＣＳＱＵ３０５４３８３', true, 'CSQU3054383'],
  [checkIso6346, 'MSKU6011672XYZ', false, 'MSKU6011672XYZ'],
  [checkIso6346, 'HELLOJ123456', false, 'HELLOJ123456'],
  [checkIso6346, '', false, ''],
  [checkImo, '9074729', true, 'IMO9074729'],
  [checkImo, 'imo ９０７４７２９', true, 'IMO9074729'],
  [checkImo, '9074728', false, 'IMO9074728'],
  [checkImo, '90747290', false, '90747290'],
  [checkAwb, '180-12345675', true, '180-12345675'],
  [checkAwb, '180 1234 5675', true, '180-12345675'],
  [checkAwb, '180-12345676', false, '180-12345676'],
  [checkAwb, '18-12345675', false, '1812345675'],
  [checkS10, 'RB123456785GB', true, 'RB123456785GB'],
  [checkS10, 'rb 123 456 785 gb', true, 'RB123456785GB'],
  [checkS10, 'RB123456784GB', false, 'RB123456784GB'],
  [checkS10, 'RB12345678GB', false, 'RB12345678GB'],
] as const

describe('given numbers with a check digit', () => {
  test('when published and misread ones are checked, then each is told from the other', () => {
    for (const [check, value, ok, plain] of vectors)
      expect.soft(check(value), value).toMatchObject({ ok, value, plain })
    expect(vectors).toHaveLength(21)
  })

  test('when the form fits, then the digit that it asks for is told', () => {
    expect(checkIso6346('MSKU6011673').expected).toBe('2')
    expect(checkIso6346('CSQU305438')).toMatchObject({ ok: false, expected: '3' })
    expect(checkImo('9074728').expected).toBe('9')
    expect(checkAwb('180-12345676').expected).toBe('5')
    expect(checkS10('RB123456784GB').expected).toBe('5')
    expect('expected' in checkS10('RB12345678GB')).toBe(false)
  })

  test('when a container has another category than U, J or Z, then it is not ok', () => {
    const { expected } = checkIso6346('CSQA305438')
    expect(checkIso6346(`CSQA305438${expected}`)).toMatchObject({ ok: false, expected })
  })

  test('when any text is checked, then nothing is thrown, the value kept, the form stable', () => {
    const checks = [checkIso6346, checkImo, checkAwb, checkS10]
    fc.assert(
      fc.property(fc.constantFrom(...checks), fc.string({ unit: 'binary' }), (check, text) => {
        const { value, plain } = check(text)
        expect(value).toBe(text)
        expect(check(plain).plain).toBe(plain)
      }),
    )
  })
})

/** Changes the digit at `at` by `by` (1 to 9), round the clock. */
const changed = (number: string, at: number, by: number): string =>
  number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1)

const slip = fc.record({ at: fc.nat({ max: 20 }), by: fc.integer({ min: 1, max: 9 }) })

describe('given a right number of which one digit is changed', () => {
  test('when it is of a container, then it is found, but between remainder 10 and 0', () => {
    let blind = 0
    fc.assert(
      fc.property(letters(3), figures(6), slip, (owner, serial, { at, by }) => {
        const body = `${owner}U${serial}`
        const right = `${body}${checkIso6346(body).expected}`
        expect(checkIso6346(right).ok).toBe(true)
        const wrong = changed(right, 4 + (at % 7), by)
        const bothNought = right.endsWith('0') && wrong.endsWith('0')
        if (checkIso6346(wrong).ok) {
          blind++
          expect(bothNought).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
    expect(blind).toBeLessThan(2000 / 11)
  })

  test('when 10 and 0 meet, then the standard itself is blind', () => {
    const pairs = Array.from({ length: 1000 }, (_, n) => `CSQU000${String(n).padStart(3, '0')}`)
    const nought = pairs.filter(body => checkIso6346(body).expected === '0')
    const unseen = nought.flatMap(body =>
      [1, 2, 3, 4, 5, 6, 7, 8, 9].filter(by => checkIso6346(`${changed(body, 9, by)}0`).ok),
    )
    expect(nought.length).toBeGreaterThan(150)
    expect(unseen.length).toBeGreaterThan(0)
  })

  test('when it is of a ship, then it is found where the weight shares no factor with ten', () => {
    fc.assert(
      fc.property(figures(6), slip, (body, { at, by }) => {
        const right = `${body}${checkImo(`${body}0`).expected}`
        const place = at % 7
        const found = !checkImo(changed(right, place, by)).ok
        const unseen = [1, 3, 5].includes(place) ? by === 5 : place === 2 && by % 2 === 0
        expect(found).toBe(!unseen)
      }),
      { numRuns: 2000 },
    )
  })

  test('when it is of an air waybill, then it is found but for a step of seven', () => {
    fc.assert(
      fc.property(figures(3), figures(7), slip, (airline, body, { at, by }) => {
        const right = `${airline}${body}${checkAwb(`${airline}${body}0`).expected}`
        const wrong = changed(right, 3 + (at % 8), by)
        const last = at % 8 === 7
        const step = Math.abs(Number(right[3 + (at % 8)]) - Number(wrong[3 + (at % 8)]))
        expect(checkAwb(wrong).ok).toBe(step === 7 && !last)
      }),
      { numRuns: 2000 },
    )
  })

  test('when it is of a parcel, then it is found but where both ask for 5', () => {
    let blind = 0
    fc.assert(
      fc.property(figures(8), slip, (body, { at, by }) => {
        const right = `RB${body}${checkS10(`RB${body}0GB`).expected}GB`
        expect(checkS10(right).ok).toBe(true)
        const wrong = changed(right, 2 + (at % 9), by)
        if (checkS10(wrong).ok) {
          blind++
          expect([right[10], wrong[10]]).toEqual(['5', '5'])
        }
      }),
      { numRuns: 2000 },
    )
    expect(blind).toBeLessThan(2000 / 11)
  })
})
