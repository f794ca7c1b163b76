import { describe, expect, it } from 'vitest'
import { loadFonts } from '../../adapters/chart/fonts.ts'
import type { Language } from '../../src/kit/ids.ts'
import { demoSettings } from '../rigs/stage-config.ts'
import { localeOf, locales } from './texts.ts'

const fonts = loadFonts()
const shown = /^summary\.(chart|begins|ends)/

/** Characters that the font of the language lacks. */
const lacking = (tag: string, text: string): readonly string[] =>
  fonts.lacking({ text, language: tag as Language })

describe('the words of the picture', () => {
  it.each(locales.map(l => l.tag))(
    'given %s, then every character of each label can be drawn',
    tag => {
      const labels = localeOf(tag).texts.filter(t => shown.test(t.key))
      expect(labels.length).toBeGreaterThanOrEqual(9)
      for (const { key, text } of labels) expect([key, ...lacking(tag, text)]).toEqual([key])
    },
  )

  it.each(locales.map(l => l.tag))(
    'given %s, then the agencies that are known can be named',
    tag => {
      const known = localeOf(tag).texts.filter(t => t.key.startsWith('agency.'))
      const demo = demoSettings().agencies.map(({ names }): string => {
        const byTag: Readonly<Record<string, string>> = names
        return byTag[tag] ?? ''
      })
      expect(known.length + demo.length).toBeGreaterThanOrEqual(6)
      for (const text of [...known.map(t => t.text), ...demo])
        expect([text, ...lacking(tag, text)]).toEqual([text])
    },
  )

  it('given figures, weeks, codes and moments, then each font can draw them', () => {
    const data = '0123456789,.:-–/ % ≥ ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz + …'
    for (const { tag } of locales) expect([tag, ...lacking(tag, data)]).toEqual([tag])
  })

  it('given what no label has, then it is said to be lacking', () => {
    expect(lacking('ko', '뷁')).toEqual(['뷁'])
    expect(lacking('zh-HK', '뷁鬱')).toContain('뷁')
  })
})
