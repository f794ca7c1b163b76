import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MessageKey } from '../../src/card/key.ts'
import type { Language } from '../../src/kit/ids.ts'
import type { Catalogue } from '../../src/ports/catalogue.ts'

/** Folders of `locales/` as data: tag → file name → content. */
export type Locales = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const tag = (text: string): Language => text as Language

const meta = (label: string, intl: string, more: object = {}) => ({
  label,
  intl,
  punct: 'half',
  complete: false,
  ...more,
})

const locales: Locales = {
  en: {
    '_meta.json': meta('English', 'en-GB', { complete: true }),
    'button.json': {
      button: { accept: 'Accept', close: 'Close {{ref}} for {{who}}', cancel: 'No' },
    },
    'unit.json': { unit: { case_one: '{{count}} case', case_other: '{{count}} cases' } },
  },
  ko: {
    '_meta.json': meta('한국어', 'ko-KR'),
    'button.json': { button: { accept: '수락', cancel: '' } },
    'unit.json': { unit: { case_other: '{{count}}건' } },
  },
  'zh-CN': {
    '_meta.json': meta('简体中文', 'zh-CN', { punct: 'full' }),
    'button.json': { button: { accept: '受理', cancel: '取消(简)' } },
  },
  'zh-HK': {
    '_meta.json': meta('繁體中文', 'zh-HK', { punct: 'full', also: ['yue'] }),
    'button.json': { button: { accept: '受理(繁)' } },
  },
}

const wishes: readonly (readonly [readonly string[], string])[] = [
  [['zh-TW'], 'zh-HK'],
  [['zh-Hant'], 'zh-HK'],
  [['zh-MO'], 'zh-HK'],
  [['zh-Hant-HK'], 'zh-HK'],
  [['zh-HK'], 'zh-HK'],
  [['yue'], 'zh-HK'],
  [['yue-HK'], 'zh-HK'],
  [['zh_TW'], 'zh-HK'],
  [['ZH-hant-tw'], 'zh-HK'],
  [['zh'], 'zh-CN'],
  [['zh-SG'], 'zh-CN'],
  [['zh-Hans'], 'zh-CN'],
  [['zh-Hans-HK'], 'zh-CN'],
  [['zh-CN'], 'zh-CN'],
  [['ko-KR'], 'ko'],
  [['ko_kr'], 'ko'],
  [['KO'], 'ko'],
  [['en-US'], 'en'],
  [['en-GB'], 'en'],
  [['it', 'ko'], 'ko'],
  [['it-IT'], 'en'],
  [['ja'], 'en'],
  [['zh-Latn'], 'en'],
  [['', '*', 'not a tag', '🇭🇰', 'x'.repeat(500)], 'en'],
  [['-', 'zh-TW'], 'zh-HK'],
  [[], 'en'],
]

/** What every catalogue promises (ports/catalogue.ts). `open` makes one over the folders given. */
export const catalogueContract = (name: string, open: (locales: Locales) => Catalogue): void => {
  const inLanguages = (c: Catalogue, key: MessageKey, params?: Record<string, string | number>) =>
    ['en', 'ko', 'zh-CN', 'zh-HK'].map(language => c.say(tag(language), key, params))

  describe(`catalogue contract: ${name}`, () => {
    it('given four folders, then they are its languages, each with its own facts', () => {
      const c = open(locales)
      expect(c.languages()).toEqual(['en', 'ko', 'zh-CN', 'zh-HK'])
      expect(c.info(tag('zh-HK'))).toMatchObject({
        label: '繁體中文',
        intl: 'zh-HK',
        punct: 'full',
        complete: false,
      })
      expect(c.info(tag('en')).complete).toBe(true)
    })

    it('given no English folder, then it does not open', () => {
      const { en: _, ...foreign } = locales
      expect(() => open(foreign)).toThrow(/English/)
    })

    it('given a language whose folder is gone, then old messages still find a name and words', () => {
      const c = open(locales)
      expect(c.info(tag('it'))).toMatchObject({ label: 'it', complete: false })
      expect(c.say(tag('it'), 'button.accept')).toBe('Accept')
      expect(c.fallbacks()).toBe(1)
    })

    it('given a key that every language has, then each says its own and nothing is counted', () => {
      const c = open(locales)
      expect(inLanguages(c, 'button.accept')).toEqual(['Accept', '수락', '受理', '受理(繁)'])
      expect(c.fallbacks()).toBe(0)
    })

    it('given a key that one Chinese lacks, then it says the English, never the other Chinese', () => {
      const c = open(locales)
      expect(c.say(tag('zh-HK'), 'button.cancel')).toBe('No')
      expect(c.say(tag('zh-CN'), 'button.cancel')).toBe('取消(简)')
      expect(c.fallbacks()).toBe(1)
    })

    it('given an empty text, then it counts as lacking', () => {
      const c = open(locales)
      expect(c.say(tag('ko'), 'button.cancel')).toBe('No')
      expect(c.fallbacks()).toBe(1)
    })

    it('given a key without a text anywhere, then it throws', () => {
      expect(() => open(locales).say(tag('ko'), 'button.withdraw')).toThrow(/button\.withdraw/)
    })

    it('given a count, then the language chooses the plural form, English rules for English text', () => {
      const c = open(locales)
      expect(inLanguages(c, 'unit.case', { count: 1 })).toEqual([
        '1 case',
        '1건',
        '1 case',
        '1 case',
      ])
      expect(inLanguages(c, 'unit.case', { count: 0 })).toEqual([
        '0 cases',
        '0건',
        '0 cases',
        '0 cases',
      ])
      expect(c.fallbacks()).toBe(4)
    })

    it('given a placeholder without a value, then it throws', () => {
      const c = open(locales)
      expect(() => c.say(tag('en'), 'button.close', { ref: 'HK-2026-000001' })).toThrow(/who/)
      expect(() => c.say(tag('en'), 'button.close')).toThrow(/ref/)
    })

    it('given values with a meaning elsewhere, then each stands there as it is', () => {
      const c = open(locales)
      const trap = fc.constantFrom(
        '{{ref}}',
        '{{who}}',
        '{{- who}}',
        '$t(button.accept)',
        '$&',
        '$1',
      )
      const markup = fc.constantFrom('<!channel>', '@everyone', '*b*', '&amp;', '\u202E', '')
      const units = fc.array(fc.nat(0xffff)).map(codes => String.fromCharCode(...codes))
      const value = fc.oneof(trap, markup, units, fc.array(trap).map(String))
      fc.assert(
        fc.property(value, value, (ref, who) => {
          expect(c.say(tag('en'), 'button.close', { ref, who })).toBe(`Close ${ref} for ${who}`)
        }),
        { numRuns: 500 },
      )
    })

    it('given parameters named like options of an engine, then they are only values', () => {
      const c = open(locales)
      const options = {
        lng: 'ko',
        context: 'x',
        ns: 'x',
        defaultValue: 'x',
        nest: 'x',
        replace: 'x',
      }
      const params = { ...options, ref: 'A', who: 'B' }
      expect(c.say(tag('en'), 'button.close', params)).toBe('Close A for B')
    })

    it('given tags as platforms give them, then the best language is found', () => {
      const c = open(locales)
      expect(wishes.map(([tags]) => c.negotiate(tags))).toEqual(wishes.map(([, best]) => best))
      expect(wishes).toHaveLength(26)
    })

    it('given any strings as tags, then the answer is a language of the catalogue', () => {
      const c = open(locales)
      fc.assert(
        fc.property(fc.array(fc.string()), tags => {
          expect(c.languages()).toContain(c.negotiate(tags))
        }),
      )
    })

    it('given one Chinese only, then the other is answered in English', () => {
      const { 'zh-CN': _, ...rest } = locales
      expect(open(rest).negotiate(['zh-CN'])).toBe('en')
      expect(open(rest).negotiate(['zh-TW'])).toBe('zh-HK')
    })
  })
}
