import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { joined, type SpokenCard } from '../../src/card/spoken.ts'
import { allTexts, leftOver, spoken } from '../bot/spoken.ts'
import { drillCards } from './drills.ts'
import { layOut } from './layout.ts'
import { leaksOf, partsOf } from './leaks.ts'

const lists = [['zh-HK', 'ko'], ['en'], ['ko'], ['zh-HK'], ['zh-CN']] as const

/** The word by which an exercise is known, in each language. */
const marks = { en: 'EXERCISE: ', ko: '[훈련] ', 'zh-HK': '【演習】', 'zh-CN': '【演练】' } as const

const files = join(import.meta.dirname, '__files__')

/** Parts of a first line or of a lock screen that do not begin with the word of their language. */
const unmarked = (list: (typeof lists)[number], c: SpokenCard): readonly string[] =>
  [c.headline, c.notification].flatMap(said =>
    list.flatMap((language, i) => {
      const text = said.parts[i]?.text ?? ''
      return text.startsWith(marks[language]) && !text.slice(1).includes(marks[language].trim())
        ? []
        : [`${c.name} ${language}: ${text}`]
    }),
  )

describe('every card of an exercise', () => {
  it.each(lists.map(list => ({ list, name: `drills ${list.join('+')}.txt` })))(
    'given $list, then it reads as in $name',
    async ({ list, name }) => {
      const said = drillCards.map(({ title, card }) => layOut(title, spoken(card, ...list)))
      expect(said).toHaveLength(21)
      await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, name))
    },
  )

  it('given each in each list, then its first line and the lock screen say that it is an exercise', () => {
    let seen = 0
    for (const list of lists)
      for (const { card, title } of drillCards.filter(c => c.card.name !== 'list')) {
        expect(unmarked(list, spoken(card, ...list)), title).toEqual([])
        seen++
      }
    expect(seen).toBe(20 * 5)
  })

  it('given a list with a real one among them, then each exercise is marked and the real one is not', () => {
    const list = drillCards.find(c => c.card.name === 'list')
    for (const language of ['en', 'ko', 'zh-HK', 'zh-CN'] as const) {
      const lines = list ? spoken(list.card, language).lines.map(joined) : []
      const items = lines.filter(l => l.includes('HK-2026-00004'))
      expect(items.map(l => l.startsWith(marks[language]))).toEqual([true, false, true])
    }
  })

  it('given each in each list, then nothing is left out and no language is in another', () => {
    let seen = 0
    for (const list of lists)
      for (const { card, title } of drillCards) {
        const shown = spoken(card, ...list)
        expect(
          allTexts(shown).filter(t => t === '' || leftOver.test(t)),
          title,
        ).toEqual([])
        expect(
          partsOf(shown).filter(p => leaksOf(p).length > 0),
          title,
        ).toEqual([])
        seen++
      }
    expect(seen).toBe(21 * 5)
  })
})
