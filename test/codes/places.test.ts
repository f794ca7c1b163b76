import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countries, namedCountries, readCountry, sayCountry } from '../../src/codes/country.ts'
import { currencies, decimalsOf, readCurrency } from '../../src/codes/currency.ts'
import { hsCodes, printHs, readHs } from '../../src/codes/hs.ts'
import { type Locode, labelOf, locodes } from '../../src/codes/locode.ts'
import { countryOf, readPlace } from '../../src/codes/place.ts'
import { locales } from '../locale/texts.ts'

const texts = locales.map(l => new Map(l.texts.map(t => [t.key, t.text] as const)))
const namesOf = (code: Locode): readonly string[] =>
  texts.flatMap(words => words.get(labelOf(code)) ?? [])

describe('countries', () => {
  it('given the list, then it has the 249 codes of ISO 3166-1 and each is known to the runtime', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
    expect(countries).toHaveLength(249)
    expect(new Set(countries).size).toBe(249)
    expect(countries.toSorted()).toEqual(countries)
    expect(countries.filter(code => names.of(code) === undefined)).toEqual([])
    // Known to the runtime, with no code of their own in ISO 3166-1, or with one withdrawn.
    expect(['EU', 'UK', 'XK', 'SU', 'AN'].flatMap(code => readCountry(code) ?? [])).toEqual([])
  })

  it('given a country, then it is said by name where there is one, else by its code', () => {
    const said = countries.map(sayCountry)
    expect(said.filter(term => term.kind === 'words')).toHaveLength(namedCountries.length)
    expect(said.filter(term => term.kind === 'data')).toHaveLength(229)
    expect(readCountry(' ｋｒ ')).toBe('KR')
    expect(readCountry('KOR')).toBe(undefined)
  })
})

describe('currencies', () => {
  it('given the list, then it has the 178 codes of ISO 4217, each once', () => {
    expect(currencies).toHaveLength(178)
    expect(currencies.filter(code => !/^[A-Z]{3}$/.test(code))).toEqual([])
    expect(['HRK', 'BGN', 'SLL', 'ANG', 'ZWL', 'CUC'].flatMap(c => readCurrency(c) ?? [])).toEqual(
      [],
    )
    expect(readCurrency('ｈｋｄ')).toBe('HKD')
    expect(readCurrency('HK$')).toBe(undefined)
  })

  it('given a code, then its decimals are the runtime’s but where that drops coins nobody uses', () => {
    const money = currencies.filter(code => decimalsOf(code) !== undefined)
    const differing = money.filter(currency => {
      const { maximumFractionDigits } = new Intl.NumberFormat('en', {
        style: 'currency',
        currency,
      }).resolvedOptions()
      return maximumFractionDigits !== decimalsOf(currency)
    })
    const dropped = 'AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SOS SYP YER'
    expect(differing).toEqual(dropped.split(' '))
    expect(money).toHaveLength(165)
  })
})

describe('UN/LOCODE', () => {
  it('given every row, then it has the shape of a code and its country is one', () => {
    expect(locodes.filter(code => !/^[A-Z]{2}[A-Z2-9]{3}$/.test(code))).toEqual([])
    expect(locodes.flatMap(code => countryOf(code) ?? [])).toHaveLength(locodes.length)
    expect(new Set(locodes).size).toBe(68)
    const named = new Set<string>(namedCountries)
    expect(locodes.filter(code => !named.has(code.slice(0, 2)))).toEqual([])
  })

  it('given a code in any form, then it is that place, and the text is kept', () => {
    const forms = (code: Locode) => [
      code,
      code.toLowerCase(),
      ` ${code.slice(0, 2)} ${code.slice(2)} `,
      code.replace(/[A-Z]/g, c => String.fromCodePoint(c.charCodeAt(0) + 0xfee0)),
    ]
    const read = locodes.flatMap(code => forms(code).map(text => [code, readPlace(text)] as const))
    expect(read.filter(([code, place]) => place.code !== code || !place.known)).toEqual([])
    expect(read).toHaveLength(68 * 4)
    expect(readPlace(' kr pus ')).toEqual({ code: 'KRPUS', text: 'kr pus', known: true })
  })

  it('given a name in any language, then it is that place', () => {
    const read = locodes.flatMap(code =>
      namesOf(code).map(name => [code, readPlace(name, namesOf)] as const),
    )
    expect(read.filter(([code, place]) => place.code !== code)).toEqual([])
    expect(read).toHaveLength(68 * 4)
    expect(readPlace('부산', namesOf).code).toBe('KRPUS')
    expect(readPlace('GIOIA  TAURO', namesOf).code).toBe('ITGIT')
  })

  it.each(['Incheon', 'Aomori', 'USLAX', 'behind the market', 'ships', ''])(
    'given %j, which no row has, then it stays text and is flagged',
    text => expect(readPlace(text, namesOf)).toEqual({ text, known: false }),
  )

  it('given a name that two rows share, then it is not guessed', () => {
    const both = () => ['the same']
    expect(readPlace('the same', both)).toEqual({ text: 'the same', known: false })
  })

  it('given any text, then reading it never throws and never alters what was said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        expect(readPlace(text, namesOf).text).toBe(text.trim())
      }),
    )
  })
})

describe('HS codes', () => {
  it('given every row, then it reads as itself and prints with dots', () => {
    const read = hsCodes.map(code => readHs(code))
    expect(read).toEqual(hsCodes.map(code => ({ ok: true, value: { digits: code, known: code } })))
    expect(hsCodes.toSorted()).toEqual(hsCodes)
    expect(read).toHaveLength(29)
  })

  it('given 1 to 12 digits, then 4 to 10 are read, and print and read are one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,12}$/), digits => {
        const read = readHs(digits)
        const right = digits.length >= 4 && digits.length <= 10 && !digits.startsWith('00')
        expect(read.ok).toBe(right)
        if (read.ok) {
          expect(read.value.digits).toBe(digits)
          expect(readHs(printHs(read.value))).toEqual(read)
        }
      }),
    )
  })

  it.each([
    ['2402.20', '240220', '240220'],
    ['2402 20 90 00', '2402209000', '240220'],
    ['２４０２', '2402', undefined],
    ['2402-20-90', '24022090', '240220'],
    ['9999', '9999', undefined],
  ])('given %j, then it is %s in row %s', (text, digits, known) => {
    expect(readHs(text)).toEqual({
      ok: true,
      value: known === undefined ? { digits } : { digits, known },
    })
  })

  it.each([
    ['240', 'WrongLength'],
    ['24022090001', 'WrongLength'],
    ['2402x', 'NotDigits'],
    ['', 'NotDigits'],
    ['0012', 'NoSuchChapter'],
  ])('given %j, then it is refused: %s', (text, error) => {
    expect(readHs(text)).toEqual({ ok: false, error })
  })
})
