import { describe, expect, it } from 'vitest'
import { renderPrivate as renderOnDiscord } from '../../adapters/discord/render.ts'
import { renderForm, stepsOf } from '../../adapters/slack/modal.ts'
import { renderMessage, renderPrivate } from '../../adapters/slack/render.ts'
import { agendaOf } from '../../src/action/agenda.ts'
import { agendaCard } from '../../src/action/cards/agenda.ts'
import { matterFormOf } from '../../src/bot/ask.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import type { Card } from '../../src/card/card.ts'
import type { MatterId } from '../../src/kit/ids.ts'
import * as actions from '../action/sample.ts'
import { catalogue, tag, zones } from '../bot/spoken.ts'
import * as bulletins from '../bulletin/sample.ts'
import { breachesOf } from '../contract/discord-law.ts'
import { figures, interpreted, judge } from '../contract/slack-law.ts'

const { directory, start, hkc, kcs } = actions
const speaker = createSpeaker(catalogue, directory)
const alone = ['en', 'ko', 'zh-HK', 'zh-CN'] as const
const spoken = (card: Card, ...list: readonly string[]) =>
  speaker.card(card, { languages: list.map(tag), zones })
const look = { userOf: () => undefined, words: { more: 'more', repeat: 'repeat' } }

/** So many open items that no message has room for, each as long as an officer may write. */
const longest = (): Card => {
  const one = actions.begun({ what: 'W'.repeat(800) })
  const items = Array.from({ length: 60 }, (_, i) => ({
    ...one.state,
    id: `HK-A-2026-${String(i + 1).padStart(6, '0')}` as MatterId,
  }))
  return agendaCard({
    agenda: agendaOf(items, [hkc, kcs], start, () => '2026-11-24'),
    ...{ desks: [hkc, kcs], year: 2026, now: start, contents: one.contents },
  })
}

const bulletin = async (): Promise<Card> => {
  const { state, contents } = bulletins.begun({
    title: 'T'.repeat(120),
    body: 'B'.repeat(1500),
  })
  const [first] = state.addressees
  if (!first) throw new Error('sent to nobody')
  const addressees = Array.from({ length: 40 }, () => first)
  return bulletins.spec.card({ card: 'bulletin' }, hkc, {
    ...{ state: { ...state, addressees }, contents, directory, now: start },
    happened: () => Promise.reject(new Error('it tells of no event')),
    onDuty: async () => [],
  })
}

describe('action items and bulletins at their longest', () => {
  it.each(alone)(
    'given an agenda without an end in %s, then either platform takes it',
    language => {
      const card = spoken(longest(), language)
      const slack = renderPrivate({ kind: 'card', language: tag(language), card }, { more: 'more' })
      expect([...judge(slack, figures).breaches, ...interpreted(slack)]).toEqual([])
      const discord = renderOnDiscord({ card }, { cut: 'cut' })
      expect(breachesOf(discord.message)).toEqual([])
      expect(JSON.stringify(slack)).toContain('HK-A-2026-000010')
      expect(JSON.stringify(slack)).not.toContain('HK-A-2026-000011')
      // How many more there are is said, and the number of all.
      expect(JSON.stringify(slack)).toContain('50')
      expect(JSON.stringify(slack)).toContain('60')
    },
  )

  it('given a bulletin to forty desks in two languages, then Slack takes it', async () => {
    for (const list of [['zh-HK', 'ko'], ['en']] as const) {
      const card = spoken(await bulletin(), ...list)
      const at = start
      const payload = renderMessage({ key: 'k1', card, at, repeat: false }, look)
      expect([...judge(payload, figures).breaches, ...interpreted(payload)]).toEqual([])
    }
  })

  it('given every form, then Slack takes each step of it in each language', () => {
    const kinds = [
      { ...actions, state: actions.begun().json },
      { ...bulletins, state: bulletins.begun().json },
    ]
    let steps = 0
    for (const { matter, id, officerAt, state } of kinds)
      for (const c of matter.commands) {
        const inputs = c.inputsOf(c.begins ? undefined : state)
        if (Object.keys(inputs).length === 0) continue
        const about = c.begins ? { revision: 0, inputs } : { subject: id, revision: 1, inputs }
        const form = matterFormOf(c, about, { directory, catalogue, officer: officerAt(hkc) })
        for (const language of alone.map(tag)) {
          const said = speaker.form(form, language, zones)
          const words = { submit: said.submit, next: said.submit }
          for (const [step] of stepsOf(said).entries()) {
            steps += 1
            expect(judge(renderForm(said, { words, step }), figures).breaches, c.name).toEqual([])
          }
        }
      }
    expect(steps).toBeGreaterThanOrEqual(44)
  })
})
