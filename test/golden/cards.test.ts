import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everyRefusal } from '../bot/every-refusal.ts'
import { allTexts, catalogue, leftOver, spoken, tag } from '../bot/spoken.ts'
import { everyCard, helpTopics, type Shown } from './cards.ts'
import { layOut } from './layout.ts'
import { leaksOf, partsOf } from './leaks.ts'

const lists = [
  ['zh-HK', 'ko'],
  ['ko', 'en'],
  ['zh-HK', 'en'],
  ['zh-CN'],
  ['en'],
  ['ko'],
  ['zh-HK'],
] as const

const files = join(import.meta.dirname, '__files__')
const nameOf = (list: readonly string[]): string => `cards ${list.join('+')}.txt`

const kinds = (cards: readonly Shown[]) =>
  Object.fromEntries([...Map.groupBy(cards, c => c.card.name)].map(([k, of]) => [k, of.length]))

describe('every card', () => {
  it('given the cards, then each kind is there in each of its cases, under a title of its own', () => {
    expect(kinds(everyCard)).toEqual({
      referral: (10 + 4 + 5) * 3 + 1,
      happened: 33 + 16 + 1 + 1 + 2,
      receipt: 2,
      escalation: 86,
      bundle: 9,
      undelivered: 6,
      view: 10 * 2 + 2,
      list: 3,
      done: 1,
      help: 1,
      'help-topic': helpTopics.length,
      refusal: Object.values(everyRefusal).flat().length,
    })
    expect(new Set(everyCard.map(c => c.title)).size).toBe(everyCard.length)
  })

  it.each(lists.map(list => ({ list, name: nameOf(list) })))(
    'given $list, then it reads as in $name',
    async ({ list, name }) => {
      const said = everyCard.map(({ title, card }) => layOut(title, spoken(card, ...list)))
      await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, name))
    },
  )

  it('given each card in each list, then nothing is left out and no language is in another', () => {
    let seen = 0
    const before = catalogue.fallbacks()
    for (const list of lists)
      for (const { title, card } of everyCard) {
        const about = `${title} in ${list.join('+')}`
        const shown = spoken(card, ...list)
        expect(
          allTexts(shown).filter(t => t === '' || leftOver.test(t)),
          about,
        ).toEqual([])
        expect(
          partsOf(shown).filter(p => leaksOf(p).length > 0),
          about,
        ).toEqual([])
        expect(
          partsOf(shown).every(p => p.language === undefined || list.some(l => l === p.language)),
        ).toBe(true)
        expect(shown.headline.parts.length).toBeGreaterThan(0)
        const inPrivate = ['view', 'unfinished', 'list', 'help'].includes(card.name)
        expect(shown.buttons.length, about).toBeLessThanOrEqual(inPrivate ? 15 : 3)
        seen++
      }
    expect(seen).toBe(everyCard.length * 7)
    expect(catalogue.fallbacks()).toBe(before)
  })

  it('given a lock screen, then it names the reference and nothing of the case', () => {
    const told = everyCard.filter(
      c => !['list', 'help', 'help-topic', 'refusal', 'bundle', 'receipt'].includes(c.card.name),
    )
    const seen = new Set(
      told.flatMap(({ card }) => spoken(card, 'en').notification.parts.map(p => p.text)),
    )
    expect([...seen]).toEqual([
      'Immediate: referral HK-2026-000042',
      'Not delivered: Hong Kong Customs, contact point',
      'Not delivered: KR-N-2026-000007',
    ])
    expect(told).toHaveLength(226)
  })

  it('given a character of another language, then the check finds it', () => {
    const planted = [
      ['en', '轉'],
      ['en', '의'],
      ['ko', '轉'],
      ['ko', 'の'],
      ['zh-HK', '의'],
      ['zh-HK', '转'],
      ['zh-CN', '轉'],
      ['zh-CN', '의'],
      [undefined, '轉'],
    ] as const
    expect(
      planted.map(([language, c]) =>
        leaksOf({ text: `a ${c}`, ...(language ? { language: tag(language) } : {}) }),
      ),
    ).toEqual(planted.map(([, c]) => [c]))
  })

  it('given the files, then each is of a test and each language list has one', () => {
    const found = readdirSync(files).toSorted()
    expect(found.filter(f => f.startsWith('cards'))).toEqual(lists.map(nameOf).toSorted())
  })
})
