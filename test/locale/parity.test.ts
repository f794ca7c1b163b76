import { describe, expect, it } from 'vitest'
import { fileFaults, keyFaults, keysFor, placeholderFaults, pluralStems } from './parity.ts'
import { type Locale, localeOf, locales } from './texts.ts'

const english = localeOf('en')

const sample = (texts: Readonly<Record<string, string>>, more: Partial<Locale> = {}): Locale => ({
  tag: 'en',
  intl: 'en-GB',
  punct: 'half',
  complete: true,
  texts: Object.entries(texts).map(([key, text]) => ({ key, text, file: 'a.json' })),
  ...more,
})

describe('the texts that ship', () => {
  it('given four languages, all complete, then each has every key and no other', () => {
    expect(locales.map(l => l.tag)).toEqual(['en', 'ko', 'zh-CN', 'zh-HK'])
    expect(locales.filter(l => l.complete)).toHaveLength(4)
    expect(locales.flatMap(l => keyFaults(l, english))).toEqual([])
    const compared = locales.map(l => keysFor(l, english).length)
    expect(compared).toEqual(locales.map(l => l.texts.length))
    expect(Math.min(...compared)).toBeGreaterThan(180)
  })

  it('given a key, then its text is in the file of the same name everywhere', () => {
    expect(locales.flatMap(l => fileFaults(l, english))).toEqual([])
    expect(new Set(english.texts.map(t => t.file)).size).toBeGreaterThanOrEqual(10)
  })

  it('given a text, then its placeholders are those of the English text', () => {
    expect(locales.flatMap(l => placeholderFaults(l, english))).toEqual([])
    expect(english.texts.filter(t => t.text.includes('{{')).length).toBeGreaterThan(10)
  })

  it('given English, then every plural form has its counterpart', () => {
    const forms = english.texts.map(t => t.key).filter(key => /_(one|other)$/.test(key))
    expect(forms).toHaveLength(pluralStems(english).size * 2)
  })
})

describe('the checks of keys and placeholders', () => {
  const source = sample({ 'a.x': '{{ref}} by {{who}}', 'a.n_one': '1', 'a.n_other': '{{count}}' })
  const of = (tag: string, texts: Readonly<Record<string, string>>, more: Partial<Locale> = {}) =>
    sample(texts, { tag, intl: tag, ...more })

  it('given rules of plural with one form or with three, then those forms are wanted', () => {
    expect(keysFor(of('ko', {}), source)).toEqual(['a.n_other', 'a.x'])
    expect(keysFor(of('it', {}), source)).toEqual(['a.n_many', 'a.n_one', 'a.n_other', 'a.x'])
  })

  it('given a lacking key, an extra key or a wrong plural form, then each is found', () => {
    expect(keyFaults(of('ko', { 'a.y': '', 'a.n_other': '', 'a.n_one': '' }), source)).toEqual([
      'ko lacks a.x',
      'ko has a.y and English has not',
      'ko has a.n_one and English has not',
    ])
    expect(keyFaults(of('ko', { 'a.y': '' }, { complete: false }), source)).toEqual([
      'ko has a.y and English has not',
    ])
  })

  it('given a text in another file, then it is found', () => {
    const moved = { ...of('ko', {}), texts: [{ key: 'a.n_other', file: 'b.json', text: '' }] }
    expect(fileFaults(moved, source)).toEqual(['ko a.n_other is in b.json'])
  })

  it('given a placeholder too many or too few, then it is found; a singular needs no count', () => {
    const texts = { 'a.x': '{{ref}} {{whom}}', 'a.n_one': 'una', 'a.n_many': 'molte' }
    expect(placeholderFaults(of('it', texts), source)).toEqual([
      'it a.x lacks {{who}}',
      'it a.x adds {{whom}}',
      'it a.n_many lacks {{count}}',
    ])
  })
})
