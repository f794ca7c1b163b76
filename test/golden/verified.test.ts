import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderMessage as discordMessage } from '../../adapters/discord/render.ts'
import { renderMessage as slackMessage } from '../../adapters/slack/render.ts'
import { selfChecked } from '../../src/bot/self-checked.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import { instant } from '../../src/kit/time.ts'
import type { Checked } from '../../src/ports/self-check.ts'
import { allTexts, catalogue, leftOver, tag, zones } from '../bot/spoken.ts'
import { breachesOf } from '../contract/discord-law.ts'
import { figures, judge } from '../contract/slack-law.ts'
import { directory } from '../roster/duty-sample.ts'
import { layOut } from './layout.ts'

const at = instant(Date.UTC(2026, 10, 23, 6))
const later = instant(at + 2 * 3_600_000)
const root = 'tlYUG2XpDo/S0iyKK3eqHvToVnd+sW3Ork4KqgMllLA='
const checkOf = (last: Checked | undefined) => ({
  last: () => last,
  isRunning: () => false,
  start: () => {},
})
const proven: Checked = { at, size: 1297, result: { kind: 'proven', root } }
const tampered: Checked = {
  at,
  size: 1297,
  result: { kind: 'tampered', finding: 'LeafMismatch', seq: 1042 },
}
const undecided: Checked = { at, size: 1297, result: { kind: 'undecided', reason: 'UnknownKey' } }

const cards = [
  ['proven', selfChecked(checkOf(proven), at)],
  ['proven two hours ago', selfChecked(checkOf(proven), later)],
  ['tampered', selfChecked(checkOf(tampered), at)],
  ['undecided', selfChecked(checkOf(undecided), at)],
  ['begun', selfChecked(checkOf(undefined), at)],
  ['not set up', selfChecked(undefined, at)],
] as const

const speaker = createSpeaker(catalogue, directory)
const languages = ['en', 'ko', 'zh-HK', 'zh-CN'] as const

describe('what the check of the log came to', () => {
  it('given each result in each language, then it reads as in verified.txt', async () => {
    const said = languages.flatMap(language =>
      cards.map(([title, card]) =>
        layOut(`${title}, ${language}`, speaker.card(card, { languages: [tag(language)], zones })),
      ),
    )
    await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, '__files__', 'verified.txt'),
    )
  })

  it('given each, then nothing is left out, and either chat system takes it', () => {
    const before = catalogue.fallbacks()
    for (const language of languages)
      for (const [title, card] of cards) {
        const shown = speaker.card(card, { languages: [tag(language)], zones })
        expect(
          allTexts(shown).filter(t => t === '' || leftOver.test(t)),
          title,
        ).toEqual([])
        const out = { key: 'k1', card: shown, at, repeat: false }
        const slack = slackMessage(out, {
          userOf: () => undefined,
          words: { more: 'm', repeat: 'r' },
        })
        expect(judge(slack, figures).breaches, title).toEqual([])
        const discord = discordMessage(out, {
          knownOf: () => undefined,
          words: { repeat: 'r', cut: 'CUT' },
        })
        expect(breachesOf(discord), title).toEqual([])
        expect(JSON.stringify(discord)).not.toContain('CUT')
      }
    expect(catalogue.fallbacks()).toBe(before)
  })
})
