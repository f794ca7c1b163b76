import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderMessage as discordMessage } from '../../adapters/discord/render.ts'
import { renderMessage as slackMessage } from '../../adapters/slack/render.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import type { Card } from '../../src/card/card.ts'
import { instant } from '../../src/kit/time.ts'
import { allTexts, catalogue, leftOver, tag, zones } from '../bot/spoken.ts'
import { breachesOf } from '../contract/discord-law.ts'
import { figures, judge } from '../contract/slack-law.ts'
import { localeOf } from '../locale/texts.ts'
import { directory } from '../roster/duty-sample.ts'
import { layOut } from './layout.ts'
import { leaksOf, partsOf } from './leaks.ts'
import { fullestCard, summaryCards } from './summary.ts'

const lists = [['zh-HK', 'ko'], ['en'], ['ko'], ['zh-HK'], ['zh-CN']] as const
const files = join(import.meta.dirname, '__files__')
const nameOf = (list: readonly string[]): string => `summary ${list.join('+')}.txt`

const speaker = createSpeaker(catalogue, directory)
const spoken = (card: Card, list: readonly string[]) =>
  speaker.card(card, { languages: list.map(tag), zones })

describe('every card of the week in figures', () => {
  it.each(lists.map(list => ({ list, name: nameOf(list) })))(
    'given $list, then it reads as in $name',
    async ({ list, name }) => {
      const said = summaryCards.map(({ title, card }) => layOut(title, spoken(card, list)))
      expect(said).toHaveLength(5)
      await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, name))
    },
  )

  it('given each in each list, then nothing is left out and no language is in another', () => {
    const before = catalogue.fallbacks()
    for (const list of lists)
      for (const { title, card } of summaryCards) {
        const about = `${title} in ${list.join('+')}`
        const shown = spoken(card, list)
        expect(
          allTexts(shown).filter(t => t === '' || leftOver.test(t)),
          about,
        ).toEqual([])
        expect(
          partsOf(shown).filter(p => leaksOf(p).length > 0),
          about,
        ).toEqual([])
      }
    expect(catalogue.fallbacks()).toBe(before)
  })

  it('given its words, then a card here shows each but those that stand in for a summary', () => {
    const shown = JSON.stringify(summaryCards)
    const keys = localeOf('en')
      .texts.filter(t => t.file === 'summary.json')
      .map(t => t.key.replace(/_(one|other)$/, ''))
    const nowhere = [...new Set(keys)].filter(key => !shown.includes(`"${key}"`))
    expect(nowhere).toEqual(['summary.gone', 'summary.alone'])
  })

  it('given any of them, then it names no officer, but whom it calls about the clock', () => {
    const names = directory.officers.flatMap(o => [o.id, ...Object.values(o.names)])
    const told = summaryCards.flatMap(({ card }) =>
      allTexts({ ...spoken(card, ['en']), mentions: [] }),
    )
    expect(told.filter(t => names.some(n => t.includes(n)))).toEqual([])
    expect(summaryCards.map(c => c.card.mentions.length)).toEqual([0, 0, 1, 0, 0])
  })

  it('given the fullest in each list, then either chat system takes it as it is', () => {
    const cut: string[] = []
    for (const list of lists)
      for (const card of [fullestCard(), ...summaryCards.map(c => c.card)]) {
        const outgoing = { key: 'k1', card: spoken(card, list), at: instant(1e12), repeat: false }
        const slack = slackMessage(outgoing, {
          userOf: () => undefined,
          words: { more: 'm', repeat: 'r' },
        })
        expect(judge(slack, figures).breaches, list.join('+')).toEqual([])
        const discord = discordMessage(outgoing, {
          knownOf: () => undefined,
          words: { repeat: 'r', cut: 'CUT' },
        })
        expect(breachesOf(discord), list.join('+')).toEqual([])
        const said = JSON.stringify(discord)
        if (said.includes('CUT')) cut.push(list.join('+'))
        const late = card.lines.find(l => l.kind === 'words' && l.key === 'summary.overdue_item')
        const ref = late?.kind === 'words' ? late.params?.['ref'] : undefined
        if (ref?.kind === 'data') expect(said).toContain(ref.text)
      }
    expect(cut).toEqual([])
  })

  it('given the files, then each is of a list', () => {
    const found = readdirSync(files).filter(f => f.startsWith('summary'))
    expect(found.toSorted()).toEqual(lists.map(nameOf).toSorted())
  })
})
