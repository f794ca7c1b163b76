import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  renderMessage as discordMessage,
  renderPrivate as discordPrivate,
} from '../../adapters/discord/render.ts'
import {
  renderMessage as slackMessage,
  renderPrivate as slackPrivate,
} from '../../adapters/slack/render.ts'
import { fittingAnswer } from '../../src/bot/fitting-answer.ts'
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
import { fullestCards, fullestNow, quietCards, summaryCards } from './summary.ts'

const lists = [['zh-HK', 'ko'], ['en'], ['ko'], ['zh-HK'], ['zh-CN']] as const
const files = join(import.meta.dirname, '__files__')
const nameOf = (list: readonly string[]): string => `summary ${list.join('+')}.txt`

const speaker = createSpeaker(catalogue, directory)
const spoken = (card: Card, list: readonly string[]) =>
  speaker.card(card, { languages: list.map(tag), zones })

/** References of what is overdue, as they stand in the lines. */
const lateOn = ({ lines }: Card): readonly string[] =>
  [
    ...JSON.stringify(lines).matchAll(/overdue_item","params":\{"ref":\{[^}]*"text":"([^"]+)"/g),
  ].map(([, ref = '']) => ref)

describe('every card of the week in figures', () => {
  it.each(lists.map(list => ({ list, name: nameOf(list) })))(
    'given $list, then it reads as in $name',
    async ({ list, name }) => {
      const said = summaryCards.map(({ title, card }) => layOut(title, spoken(card, list)))
      expect(said).toHaveLength(8)
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
    expect(nowhere).toEqual([
      'summary.gone',
      'summary.alone',
      // Of the page that shows the figures.
      'summary.week_so_far',
      'summary.all_priorities',
    ])
  })

  it('given any of them, then it names no officer, but whom it calls about the clock', () => {
    const names = directory.officers.flatMap(o => [o.id, ...Object.values(o.names)])
    const told = summaryCards.flatMap(({ card }) =>
      allTexts({ ...spoken(card, ['en']), mentions: [] }),
    )
    expect(told.filter(t => names.some(n => t.includes(n)))).toEqual([])
    expect(summaryCards.map(c => c.card.mentions.length)).toEqual([0, 0, 0, 0, 1, 0, 0, 0])
  })

  it('given the fullest in each list, then either chat system takes it as it is', () => {
    const cut: string[] = []
    for (const list of [...lists, ['ko', 'en'], ['zh-HK', 'en']])
      for (const card of [...fullestCards(), ...quietCards(), ...summaryCards.map(c => c.card)]) {
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
        for (const ref of lateOn(card).slice(0, 1)) expect(said).toContain(ref)
      }
    expect(cut).toEqual([])
    expect(quietCards().length).toBeGreaterThan(5)
  })

  it('given the fullest week so far in each language, then no chat system cuts it, and it says what it leaves out', () => {
    for (const language of ['en', 'ko', 'zh-HK', 'zh-CN'])
      for (const operations of [0, 1, 40]) {
        const about = `${operations} operations in ${language}`
        const { card } = fittingAnswer(fullestNow(operations), c => ({
          card: spoken(c, [language]),
        }))
        const slack = slackPrivate(
          { kind: 'card', language: tag(language), card },
          { more: 'MORE' },
        )
        expect(judge(slack, figures).breaches, about).toEqual([])
        const discord = discordPrivate({ card }, { cut: 'CUT' })
        expect(breachesOf(discord.message), about).toEqual([])
        const said = JSON.stringify([slack, discord])
        for (const cut of ['MORE', 'CUT', '…']) expect(said, about).not.toContain(cut)
        for (const { parts } of card.lines) {
          // Each line that the answer has is on both.
          const [{ text } = { text: '' }] = parts
          expect(
            JSON.stringify(slack).split(JSON.stringify(text).slice(1, -1)),
            text,
          ).not.toHaveLength(1)
        }
        const left = card.lines.some(l =>
          l.parts[0]?.text.includes('liaison summary --week 2026-W20'),
        )
        if (operations === 40) expect(left, about).toBe(true)
        expect(card.lines.filter(l => l.parts[0]?.text.includes('/summary now'))).toHaveLength(5)
      }
    const quiet = fittingAnswer(fullestNow(0), c => ({ card: spoken(c, ['zh-HK']) })).card.lines
    expect(JSON.stringify(quiet)).not.toContain('liaison summary')
  })

  it('given the files, then each is of a list', () => {
    const found = readdirSync(files).filter(f => f.startsWith('summary'))
    expect(found.toSorted()).toEqual(lists.map(nameOf).toSorted())
  })
})
