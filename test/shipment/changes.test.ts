import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/kit/ids.ts'
import {
  containersIn,
  type Declaration,
  goodsChange,
  newContainers,
} from '../../src/shipment/changes.ts'

const [en, ko] = ['en', 'ko'] as readonly string[] as readonly Language[]
const said = (words: string, hs?: string, language = en): Declaration => ({
  words,
  ...(hs === undefined ? {} : { hs }),
  ...(language === undefined ? {} : { language }),
})

describe('what differs between two declarations', () => {
  it.each([
    ['the same', said('Toys', '9503'), said('Toys', '9503'), undefined],
    ['the same in other order and case', said('Toys, plastic'), said('plastic  TOYS'), undefined],
    ['a finer code of the same heading', said('Toys', '9503'), said('Toys', '950300'), undefined],
    ['another heading', said('Toys', '9503'), said('Toys', '9504.90'), 'heading'],
    ['another chapter', said('Toys', '9503'), said('Toys', '240220'), 'chapter'],
    ['other words under one heading', said('Toys', '9503'), said('Dolls', '9503'), 'words'],
    ['other words, one without a code', said('Toys', '9503'), said('Cigarettes'), 'words'],
    ['two languages under one heading', said('Toys', '9503'), said('완구', '9503', ko), undefined],
    ['two languages and no code', said('Toys'), said('완구', undefined, ko), 'words'],
    [
      'two languages and another heading',
      said('Toys', '9503'),
      said('완구', '9504', ko),
      'heading',
    ],
    ['erased words', { hs: '9503' }, said('Dolls', '9503'), undefined],
    ['erased words and another code', { hs: '9503' }, said('Toys', '2402'), 'chapter'],
  ])('given %s, then %#', (_, before, after, expected) => {
    expect(goodsChange(before, after)).toBe(expected)
    expect(goodsChange(after, before)).toBe(expected)
  })

  it('given any declaration, then it does not differ from itself, nor from itself in capitals', () => {
    fc.assert(
      fc.property(fc.string(), words => {
        expect(goodsChange(said(words), said(words))).toBeUndefined()
        const ascii = words.replace(/[^ -~]/g, '')
        expect(goodsChange(said(ascii), said(ascii.toUpperCase()))).toBeUndefined()
      }),
      { seed: 7 },
    )
  })
})

describe('containers that were not there before', () => {
  it.each([
    ['the same in another order', 'CSQU3054383\nMSKU6011672', 'MSKU 601167-2, csqu3054383', []],
    ['one that is no longer there', 'CSQU3054383\nMSKU6011672', 'CSQU3054383', []],
    ['one in place of another', 'CSQU3054383', 'TEXU3070079', ['TEXU3070079']],
    ['the same without its check digit', 'CSQU3054383', 'CSQU305438', []],
    ['the same with a wrong check digit', 'CSQU3054383', 'CSQU3054384', []],
    ['with a label', 'Container: CSQU3054383', 'CSQU3054383', []],
    [
      'words, as no number is known',
      'two boxes (no number)',
      'Two boxes, (no number)',
      ['Two boxes', '(no number)'],
    ],
    ['the same words', 'two boxes (no number)', 'Two boxes (no number).', []],
  ])('given %s, then %#', (_, before, after, expected) => {
    expect(newContainers(before, after)).toEqual(expected)
  })

  it('given several in one text, then each is one, on its line or behind a comma', () => {
    expect(containersIn('A\n\nB, C、D；E;F ')).toEqual(['A', 'B', 'C', 'D', 'E', 'F'])
    expect(containersIn(' \n ')).toEqual([])
  })
})
