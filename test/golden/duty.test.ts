import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSpeaker } from '../../src/bot/speak.ts'
import { decodeCallback } from '../../src/card/callback.ts'
import type { Card } from '../../src/card/card.ts'
import type { SpokenCard } from '../../src/card/spoken.ts'
import { allTexts, catalogue, leftOver, tag, zones } from '../bot/spoken.ts'
import { localeOf } from '../locale/texts.ts'
import { createUses, sources } from '../locale/used.ts'
import { directory } from '../roster/duty-sample.ts'
import { dutyCards } from './duty.ts'
import { layOut } from './layout.ts'
import { leaksOf, partsOf } from './leaks.ts'

const lists = [['zh-HK', 'ko'], ['zh-HK', 'en'], ['en'], ['ko'], ['zh-HK'], ['zh-CN']] as const

const files = join(import.meta.dirname, '__files__')
const nameOf = (list: readonly string[]): string => `duty ${list.join('+')}.txt`

const speaker = createSpeaker(catalogue, directory)
const spoken = (card: Card, list: readonly string[]): SpokenCard =>
  speaker.card(card, { languages: list.map(tag), zones })

describe('every card of a duty roster', () => {
  it('given the cards, then each kind is there in each of its cases, under a title of its own', () => {
    const kinds = [...Map.groupBy(dutyCards, c => c.card.name)].map(([k, of]) => [k, of.length])
    expect(Object.fromEntries(kinds)).toEqual({
      shift: 8,
      'shift-call': 2,
      swap: 5,
      coverage: 2,
      confirm: 2,
      calendar: 2,
      'duty-clock': 4,
      'duty-down': 1,
      watch: 3,
      'summary-schedule': 2,
      'duty-happened': 14,
      'duty-now': 4,
      'duty-week': 4,
      'duty-done': 4,
      home: 4,
      'home-turn': 5,
      'home-soon': 2,
      settings: 1,
    })
    expect(new Set(dutyCards.map(c => c.title)).size).toBe(dutyCards.length)
  })

  it.each(lists.map(list => ({ list, name: nameOf(list) })))(
    'given $list, then it reads as in $name',
    async ({ list, name }) => {
      const said = dutyCards.map(({ title, card }) => layOut(title, spoken(card, list)))
      expect(said).toHaveLength(69)
      await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, name))
    },
  )

  it('given each in each list, then nothing is left out and no language is in another', () => {
    let seen = 0
    const before = catalogue.fallbacks()
    for (const list of lists)
      for (const { title, card } of dutyCards) {
        const about = `${title} in ${list.join('+')}`
        const shown = spoken(card, list)
        const bad = allTexts(shown).filter(t => t === '' || leftOver.test(t))
        expect(bad, about).toEqual([])
        const leaks = partsOf(shown).filter(p => leaksOf(p).length > 0)
        expect(leaks, about).toEqual([])
        expect(shown.buttons.every(b => decodeCallback(b.data) !== undefined)).toBe(true)
        seen++
      }
    expect(seen).toBe(69 * 6)
    expect(catalogue.fallbacks()).toBe(before)
  })

  it('given a lock screen, then no officer and no reference is named on it', () => {
    const names = directory.officers.flatMap(o => Object.values(o.names))
    // On an officer's own page nothing is notified.
    const notified = dutyCards.filter(c => c.card.name !== 'home-turn')
    const told = notified.flatMap(({ card }) =>
      lists.flatMap(list => spoken(card, list).notification.parts.map(p => p.text)),
    )
    expect(told.filter(t => /[A-Z]{2}-\d{4}-/.test(t) || names.some(n => t.includes(n)))).toEqual(
      [],
    )
    expect(told.length).toBeGreaterThan(59 * 6)
  })

  it('given the words of the duty roster, then the program uses each, and a card here shows it', () => {
    const uses = createUses(sources)
    const keys = localeOf('en')
      .texts.filter(t => t.file === 'duty.json' || t.file === 'home.json')
      .map(t => t.key.replace(/_(one|other)$/, ''))
    expect(keys.filter(key => !uses(key))).toEqual([])
    const shown = JSON.stringify(dutyCards)
    const shownNowhere = keys.filter(key => !shown.includes(`"${key}"`))
    expect(shownNowhere).toEqual([])
    expect(keys.length).toBeGreaterThan(120)
  })

  it('given the files, then each is of a test and each language list has one', () => {
    const found = readdirSync(files).toSorted()
    expect(found.filter(f => f.startsWith('duty'))).toEqual(lists.map(nameOf).toSorted())
  })
})
