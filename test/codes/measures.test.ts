import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printAmount, readAmount } from '../../src/codes/amount.ts'
import { inUnits, isImplausible, sticksPer, toSticks } from '../../src/codes/cigarette.ts'
import { currencies, decimalsOf, readCurrency } from '../../src/codes/currency.ts'
import {
  addable,
  countingBases,
  type Measure,
  makeMeasure,
  measureKinds,
  scaleOf,
  totals,
  unitsOf,
} from '../../src/codes/measure.ts'

const money = currencies.filter(c => decimalsOf(c) !== undefined)

/** Few kinds and currencies, so that like meets like often enough. */
const measures: fc.Arbitrary<Measure> = fc
  .record({
    kind: fc.constantFrom('cigarettes', 'drugs', 'cash', 'market-value' as const),
    basis: fc.constantFrom(...countingBases),
    amount: fc.nat(10_000_000),
    currency: fc.constantFrom(...money.filter(c => /HKD|KRW|EUR/.test(c))),
    pick: fc.nat(2),
  })
  .map(({ kind, basis, amount, currency, pick }) => {
    const choices = unitsOf(kind)
    const unit = choices[pick % choices.length] ?? choices[0]
    const bare = { kind, unit, basis, amount }
    return unit === 'minor' ? { ...bare, currency } : bare
  })

const sameKind = (a: Measure, b: Measure) =>
  [a.kind, a.unit, a.currency, a.basis].join() === [b.kind, b.unit, b.currency, b.basis].join()

describe('measures', () => {
  it('given any two, then they are added only where kind, unit, currency and basis are one', () => {
    let alike = 0
    let unlike = 0
    fc.assert(
      fc.property(measures, measures, (a, b) => {
        expect(addable(a, b)).toBe(sameKind(a, b))
        expect(addable(b, a)).toBe(addable(a, b))
        if (addable(a, b)) alike++
        else unlike++
      }),
      { numRuns: 2000, seed: 3 },
    )
    expect(alike).toBeGreaterThan(20)
    expect(unlike).toBeGreaterThan(1000)
  })

  it('given one part that differs, then the two are not added', () => {
    const [hkd, krw] = [readCurrency('HKD'), readCurrency('KRW')]
    if (!hkd || !krw) throw new Error('a currency is missing')
    const cash: Measure = { kind: 'cash', unit: 'minor', currency: hkd, basis: 'own', amount: 1 }
    expect(addable(cash, { ...cash, amount: 2 })).toBe(true)
    expect(addable(cash, { ...cash, currency: krw })).toBe(false)
    expect(addable(cash, { ...cash, kind: 'market-value' })).toBe(false)
    expect(addable(cash, { ...cash, basis: 'third' })).toBe(false)
    const drugs: Measure = { kind: 'drugs', unit: 'g', basis: 'own', amount: 1 }
    expect(addable(drugs, { ...drugs, unit: 'tablet' })).toBe(false)
  })

  it('given any list, when it is totalled, then nothing is lost and nothing can be added more', () => {
    fc.assert(
      fc.property(fc.array(measures, { maxLength: 40 }), list => {
        const got = totals(list)
        if (!got.ok) throw new Error(got.error)
        const sums = got.value
        expect(sums.some((a, i) => sums.some((b, j) => i < j && addable(a, b)))).toBe(false)
        for (const sum of sums)
          expect(sum.amount).toBe(
            list.filter(m => sameKind(m, sum)).reduce((n, m) => n + m.amount, 0),
          )
        expect(list.every(m => sums.some(sum => sameKind(sum, m)))).toBe(true)
      }),
    )
  })

  it('given a seizure in Italy, then it is not counted as own', () => {
    const own: Measure = { kind: 'cigarettes', unit: 'stick', basis: 'own', amount: 3_580_000 }
    const italy: Measure = { ...own, basis: 'third', amount: 8_000_000 }
    expect(totals([own, italy, own])).toEqual({
      ok: true,
      value: [{ ...own, amount: 7_160_000 }, italy],
    })
  })

  it('given sums beyond exact numbers, then they are refused', () => {
    const big: Measure = {
      kind: 'cigarettes',
      unit: 'stick',
      basis: 'own',
      amount: Number.MAX_SAFE_INTEGER,
    }
    expect(totals([big, { ...big, amount: 1 }])).toEqual({ ok: false, error: 'TooLarge' })
  })

  it('given every kind with each of its units, then it is made, and with any other refused', () => {
    const hkd = readCurrency('HKD')
    if (!hkd) throw new Error('HKD is missing')
    let made = 0
    for (const kind of measureKinds)
      for (const unit of unitsOf(kind)) {
        const bare = { kind, unit, basis: 'own', amount: 5 } as const
        const right = unit === 'minor' ? { ...bare, currency: hkd } : bare
        const wrong = unit === 'minor' ? bare : { ...bare, currency: hkd }
        expect(makeMeasure(right)).toEqual({ ok: true, value: right })
        expect(makeMeasure(wrong).ok).toBe(false)
        expect(makeMeasure({ ...right, amount: -1 })).toEqual({ ok: false, error: 'NotAnAmount' })
        expect(makeMeasure({ ...right, amount: 0.5 })).toEqual({ ok: false, error: 'NotAnAmount' })
        made++
      }
    expect(made).toBe(25)
    const gold = readCurrency('XAU')
    if (!gold) throw new Error('XAU is missing')
    const cash = { kind: 'cash', unit: 'minor', basis: 'own', amount: 5 } as const
    expect(makeMeasure({ ...cash, currency: gold })).toEqual({ ok: false, error: 'NoCurrency' })
    expect(makeMeasure({ ...cash, unit: 'kg' })).toEqual({ ok: false, error: 'WrongUnit' })
    expect([scaleOf('stick'), scaleOf('kg'), scaleOf('minor', hkd)]).toEqual([0, 3, 2])
  })
})

describe('amounts', () => {
  it('given any steps and decimals, when printed and read, then they are the same', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(4), (steps, decimals) => {
        expect(readAmount(printAmount(steps, decimals), decimals)).toEqual({
          ok: true,
          value: steps,
        })
      }),
    )
  })

  it.each([
    ['1,234.5', 2, 123_450],
    ['0.1', 3, 100],
    ['8,350,000', 0, 8_350_000],
    ['１２．５', 3, 12_500],
    ['5.00', 0, 5],
  ])('given %j with %i decimals, then it is %i steps', (text, decimals, value) => {
    expect(readAmount(text, decimals)).toEqual({ ok: true, value })
  })

  it.each([
    ['', 2, 'NotAnAmount'],
    ['-1', 2, 'NotAnAmount'],
    ['1,5', 2, 'NotAnAmount'],
    ['1.234.567', 2, 'NotAnAmount'],
    ['1e9', 2, 'NotAnAmount'],
    ['1.005', 2, 'TooFine'],
    ['1.001', 2, 'TooFine'],
    ['0.5', 0, 'TooFine'],
    ['9,007,199,254,740,992', 0, 'TooLarge'],
  ])('given %j with %i decimals, then it is refused: %s', (text, decimals, error) => {
    expect(readAmount(text, decimals)).toEqual({ ok: false, error })
  })

  it('given steps, when printed, then thousands are grouped and decimals kept', () => {
    expect(printAmount(123_450, 2)).toBe('1,234.50')
    expect(printAmount(5, 3)).toBe('0.005')
    expect(printAmount(1_000_000, 0)).toBe('1,000,000')
  })
})

describe('cigarettes', () => {
  it('given the trade sizes, then they are exact', () => {
    expect(sticksPer).toEqual({ pack: 20, carton: 200, 'master-case': 10_000 })
    expect(toSticks(417_500, 'pack')).toBe(8_350_000)
    expect(toSticks(41_750, 'carton')).toBe(8_350_000)
    // The second case of the announcement of 2004 is a whole number of master cases.
    expect(inUnits(3_580_000, 'master-case')).toEqual({ whole: 358, rest: 0 })
    expect(inUnits(3_580_019, 'pack')).toEqual({ whole: 179_000, rest: 19 })
    for (const wrong of [0.5, -1, Number.NaN, 2 ** 53])
      expect(toSticks(wrong, 'pack')).toBe(undefined)
  })

  it('given any sticks and size, then whole units and rest are the sticks again', () => {
    fc.assert(
      fc.property(
        fc.maxSafeNat(),
        fc.constantFrom('pack', 'carton', 'master-case' as const),
        (sticks, unit) => {
          const { whole, rest } = inUnits(sticks, unit)
          expect((toSticks(whole, unit) ?? Number.NaN) + rest).toBe(sticks)
          expect(rest).toBeLessThan(sticksPer[unit])
        },
      ),
    )
  })

  it('given nine million in a box, then it is plausible; above twelve it asks for a look', () => {
    expect(isImplausible(9_000_000, 1)).toBe(false)
    expect(isImplausible(12_000_000, 1)).toBe(false)
    expect(isImplausible(12_000_001, 1)).toBe(true)
    expect(isImplausible(12_000_001, 2)).toBe(false)
    expect(isImplausible(12_000_001, 0)).toBe(true)
  })
})
