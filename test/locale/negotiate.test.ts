import { Locale } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localesOf } from '../../adapters/discord/locales.ts'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { localesDir } from './texts.ts'

const catalogue = createCatalogue({ dir: localesDir })

describe('the language of somebody who has chosen none, by what the chat system says', () => {
  it.each([
    ['zh-HK', ['zh-TW', 'zh-Hant', 'zh-MO', 'zh-Hant-HK', 'zh-HK', 'zh_TW', 'yue', 'yue-HK']],
    ['zh-CN', ['zh', 'zh-SG', 'zh-Hans', 'zh-CN', 'zh-MY']],
    ['ko', ['ko', 'ko-KR', 'ko_KR']],
    ['en', ['en-US', 'en-GB', 'it-IT', 'ja-JP', 'xx', '']],
  ])('given a tag, when it is one of those of %s, then it is that', (language, tags) => {
    expect(tags.map(tag => catalogue.negotiate([tag]))).toEqual(tags.map(() => language))
  })

  it('given a language that is not there, then the next that was named is taken', () => {
    expect(catalogue.negotiate(['ja', 'zh-TW', 'en'])).toBe('zh-HK')
    expect(catalogue.negotiate(['it', 'fr'])).toBe('en')
  })

  it('given any list that names Hong Kong, Taiwan or Macao, then it is never Simplified Chinese', () => {
    const traditional = fc
      .tuple(
        fc.constantFrom('zh', 'yue'),
        fc.constantFrom('HK', 'TW', 'MO'),
        fc.constantFrom('-', '_'),
      )
      .map(([language, region, mark]) => `${language}${mark}${region}`)
    const other = fc.constantFrom('ja', 'fr-FR', 'de', 'vi', 'x', '*', 'not a tag')
    const tags = fc.tuple(
      fc.array(other),
      traditional,
      fc.array(fc.constantFrom('zh-CN', 'zh', 'en')),
    )
    fc.assert(
      fc.property(tags, ([before, hong, after]) => {
        expect(catalogue.negotiate([...before, hong, ...after])).toBe('zh-HK')
      }),
      { seed: 20_261_129 },
    )
  })

  it('given every setting of a Discord client, then what is registered for it is what is spoken', () => {
    const registered = catalogue
      .languages()
      .flatMap(language => localesOf(language).map(locale => [locale, language] as const))
    expect(registered.map(([locale]) => catalogue.negotiate([locale]))).toEqual(
      registered.map(([, language]) => language),
    )
    expect(registered.map(([locale]) => locale).toSorted()).toEqual([
      'en-GB',
      'en-US',
      'ko',
      'zh-CN',
      'zh-TW',
    ])
    const others = Object.values(Locale).filter(l => !registered.some(([locale]) => locale === l))
    expect(new Set(others.map(l => catalogue.negotiate([l])))).toEqual(new Set(['en']))
    expect(others.length).toBeGreaterThan(20)
  })
})
