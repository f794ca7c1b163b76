import { describe, expect, it } from 'vitest'
import { renderPrivate as renderDiscord } from '../../adapters/discord/render.ts'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { renderPrivate as renderSlack } from '../../adapters/slack/render.ts'
import { candidates } from '../../src/bot/complete.ts'
import { helpOf } from '../../src/bot/help.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import { joined } from '../../src/card/spoken.ts'
import { matters } from '../../src/matter/index.ts'
import { helpCard, topicCard } from '../../src/referral/cards/help.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { tag } from '../bot/spoken.ts'
import { createFolders, pseudoFiles } from '../locale/folder.ts'
import { directory } from '../referral/desks.ts'

const help = helpOf(candidates({ commands, dutyCommands, matters }))
const cards = [helpCard(help), ...help.topics.map(topicCard)]

// Where nobody reads Italian, a language that is two fifths longer than English.
const folders = createFolders()
const catalogue = createCatalogue({ dir: folders.withFolder('it', pseudoFiles('it-IT', 0.4)) })
folders[Symbol.dispose]()
const speaker = createSpeaker(catalogue, directory)

const cut = '(cut)'
const shownIn = (card: (typeof cards)[number], list: readonly string[]) => {
  const said = speaker.card(card, { languages: list.map(tag), zones: [] })
  const discord = JSON.stringify(renderDiscord({ card: said }, { cut }))
  const slack = JSON.stringify(
    renderSlack({ kind: 'card', card: said, language: tag('en') }, { more: 'More' }),
  )
  const texts = said.lines.flatMap(l => l.parts.map(p => JSON.stringify(p.text).slice(1, -1)))
  return {
    buttons: said.buttons,
    shown: { discord, slack },
    lost: texts.filter(t => !discord.includes(t) || !slack.includes(t)),
    isCut: discord.includes(cut),
  }
}

describe('help', () => {
  it('given an overview, then every command is on the list of one first word, and each list is named', () => {
    const lines = help.topics.flatMap(t => t.lines.map(l => l.usage))
    expect(lines).toHaveLength(candidates({ commands, dutyCommands, matters }).length)
    const [overview] = cards.map(c =>
      joined({
        parts: speaker.card(c, { languages: [tag('en')], zones: [] }).lines.flatMap(l => l.parts),
      }),
    )
    const unnamed = help.topics.filter(t =>
      t.lines.length > 1
        ? !overview?.includes(`/help ${t.root}: `)
        : !overview?.includes(`/${t.root}`),
    )
    expect(unnamed).toEqual([])
    expect(help.needed).toHaveLength(6)
  })

  it('given any language, a long one too, then each list is shown whole, with every button of the overview', () => {
    for (const list of [['en'], ['ko'], ['zh-HK'], ['zh-CN'], ['it']])
      for (const card of cards) {
        const { buttons, shown, lost, isCut } = shownIn(card, list)
        expect([lost, isCut], `${card.name} ${list}`).toEqual([[], false])
        for (const b of buttons)
          expect(Object.values(shown).every(s => s.includes(b.data))).toBe(true)
      }
  })

  it('given two languages at once, a long one of them, then the overview is shown whole', () => {
    const [overview] = cards
    if (!overview) throw new Error('no help')
    for (const list of [
      ['zh-HK', 'ko'],
      ['ko', 'en'],
      ['en', 'it'],
    ]) {
      const { lost, isCut } = shownIn(overview, list)
      expect([lost, isCut], list.join()).toEqual([[], false])
    }
    expect(overview.buttons.length).toBeGreaterThanOrEqual(4)
  })
})
