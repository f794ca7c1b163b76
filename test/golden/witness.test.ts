import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderMessage as discordMessage } from '../../adapters/discord/render.ts'
import { renderMessage as slackMessage } from '../../adapters/slack/render.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import type { Card } from '../../src/card/card.ts'
import { joined, type SpokenCard } from '../../src/card/spoken.ts'
import { instant } from '../../src/kit/time.ts'
import { allTexts, catalogue, leftOver, tag, zones } from '../bot/spoken.ts'
import { breachesOf } from '../contract/discord-law.ts'
import { figures, judge, stringsIn } from '../contract/slack-law.ts'
import { localeOf } from '../locale/texts.ts'
import { createUses, sources } from '../locale/used.ts'
import { directory } from '../roster/duty-sample.ts'
import { layOut } from './layout.ts'
import { leaksOf, partsOf } from './leaks.ts'
import { witnessCards } from './witness.ts'

const lists = [['zh-HK', 'ko'], ['en'], ['ko'], ['zh-HK'], ['zh-CN']] as const

const files = join(import.meta.dirname, '__files__')
const nameOf = (list: readonly string[]): string => `witness ${list.join('+')}.txt`

const speaker = createSpeaker(catalogue, directory)
const spoken = (card: Card, list: readonly string[]): SpokenCard =>
  speaker.card(card, { languages: list.map(tag), zones })

const verbatim = ({ verbatim: v }: SpokenCard): string =>
  v
    ? `\n  = ${joined(v.label)} (${v.name})\n    ${v.text.trimEnd().replaceAll('\n', '\n    ')}`
    : ''

const outgoing = (card: SpokenCard) => ({ key: 'k1', card, at: instant(1e12), repeat: false })

describe('every card about the log as a whole', () => {
  it.each(lists.map(list => ({ list, name: nameOf(list) })))(
    'given $list, then it reads as in $name',
    async ({ list, name }) => {
      const said = witnessCards.map(({ title, card }) => {
        const shown = spoken(card, list)
        const { verbatim: _, ...rest } = shown
        return layOut(title, rest) + verbatim(shown)
      })
      expect(said).toHaveLength(12)
      await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, name))
    },
  )

  it('given each in each list, then nothing is left out and no language is in another', () => {
    const before = catalogue.fallbacks()
    for (const list of lists)
      for (const { title, card } of witnessCards) {
        const { verbatim: text, ...shown } = spoken(card, list)
        const about = `${title} in ${list.join('+')}`
        const bad = allTexts(shown).filter(t => t === '' || leftOver.test(t))
        expect(bad, about).toEqual([])
        const leaks = partsOf(shown).filter(p => leaksOf(p).length > 0)
        expect(leaks, about).toEqual([])
        expect(text?.text, about).toBe(card.verbatim?.text)
      }
    expect(catalogue.fallbacks()).toBe(before)
  })

  it('given each in each list, then either chat system takes it, with its text whole', () => {
    for (const list of lists)
      for (const { title, card } of witnessCards) {
        const about = `${title} in ${list.join('+')}`
        const shown = outgoing(spoken(card, list))
        const slack = slackMessage(shown, {
          userOf: () => undefined,
          words: { more: 'm', repeat: 'r' },
        })
        expect(judge(slack, figures).breaches, about).toEqual([])
        const discord = discordMessage(shown, {
          knownOf: () => undefined,
          words: { repeat: 'r', cut: 'CUT' },
        })
        expect(breachesOf(discord), about).toEqual([])
        const said = JSON.stringify(discord)
        expect(said).not.toContain('CUT')
        const text = card.verbatim?.text
        if (text === undefined) continue
        expect(
          stringsIn(slack).some(s => s.text.includes(text.trimEnd())),
          about,
        ).toBe(true)
        expect(said.includes(JSON.stringify(text.trimEnd()).slice(1, -1)), about).toBe(true)
      }
  })

  it('given its words, then the program uses each, and a card here shows it', () => {
    const uses = createUses(sources)
    const keys = localeOf('en')
      .texts.filter(t => t.file === 'witness.json')
      .map(t => t.key)
    expect(keys.filter(key => !uses(key))).toEqual([])
    const shown = JSON.stringify(witnessCards)
    // The other two are on the form.
    const nowhere = keys.filter(key => !shown.includes(`"${key}"`))
    expect(nowhere).toEqual(['witness.line', 'witness.line_hint'])
    expect(keys.length).toBeGreaterThan(20)
  })

  it('given any of them, then only whom it calls is named', () => {
    const names = directory.officers.flatMap(o => [o.id, ...Object.values(o.names)])
    const told = witnessCards.flatMap(({ card }) =>
      allTexts({ ...spoken(card, ['en']), mentions: [] }),
    )
    expect(told.filter(t => names.some(n => t.includes(n)))).toEqual([])
    const calling = witnessCards.filter(c => c.card.mentions.length > 0).map(c => c.title)
    expect(calling).toEqual(['cosignature missed, to its own side'])
  })

  it('given the files, then each is of a list', () => {
    const found = readdirSync(files).filter(f => f.startsWith('witness'))
    expect(found.toSorted()).toEqual(lists.map(nameOf).toSorted())
  })
})
