import { describe, expect, it } from 'vitest'
import { renderForm, stepsOf } from '../../adapters/slack/modal.ts'
import { renderMessage } from '../../adapters/slack/render.ts'
import { matterFormOf } from '../../src/bot/ask.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import type { Card } from '../../src/card/card.ts'
import { instant } from '../../src/kit/time.ts'
import { catalogue, tag, zones } from '../bot/spoken.ts'
import { figures, interpreted, judge, stringsIn } from '../contract/slack-law.ts'
import { directory, hkc, id, matter, officerAt, sent, spec } from '../notification/sample.ts'
import { notificationCards } from './notification.ts'

const lists = [['zh-HK', 'ko'], ['zh-HK', 'en'], ['en'], ['zh-CN']] as const
const speaker = createSpeaker(catalogue, directory)
const look = { userOf: () => undefined, words: { more: 'more', repeat: 'repeat' } }
const payloadOf = (card: Card, list: readonly string[]) =>
  renderMessage(
    {
      key: 'k1',
      card: speaker.card(card, { languages: list.map(tag), zones }),
      at: instant(1_795_500_000_000),
      repeat: false,
    },
    look,
  )

/** One addressee twenty times over: as long as a table gets. */
const twenty = (): Card => {
  const one = sent()
  const [first] = one.n.addressees
  if (!first) throw new Error('nobody was told')
  const n = { ...one.n, addressees: Array.from({ length: 20 }, () => first) }
  const facts = { state: n, contents: one.contents, directory, now: one.n.sent.at }
  return spec.view(facts, officerAt(hkc))
}

describe('notifications on Slack', () => {
  it('given every card in every list, then Slack takes it as it is', async () => {
    const bad: string[] = []
    let seen = 0
    for (const { title, card } of notificationCards)
      for (const list of lists) {
        const payload = payloadOf(await card, list)
        seen += 1
        for (const b of [...judge(payload, figures).breaches, ...interpreted(payload)])
          bad.push(`${title}: ${b}`)
      }
    expect(bad).toEqual([])
    expect(seen).toBe(notificationCards.length * lists.length)
  })

  it('given twenty addressees in two languages, then each of them is there', () => {
    const payload = payloadOf(twenty(), ['zh-HK', 'ko'])
    expect(judge(payload, figures).breaches).toEqual([])
    const told = stringsIn(payload.blocks)
      .map(s => s.text)
      .join('')
    expect(told.split('未確認收悉，期限為')).toHaveLength(21)
    expect(told.split('접수 미확인, 기한')).toHaveLength(21)
  })

  it('given every form, then Slack takes each step of it', () => {
    const known = { directory, catalogue, officer: officerAt(hkc) }
    const bad: string[] = []
    let steps = 0
    for (const c of matter.commands) {
      const inputs = c.inputsOf()
      if (Object.keys(inputs).length === 0) continue
      const about = c.begins ? { revision: 0, inputs } : { subject: id, revision: 1, inputs }
      for (const language of ['en', 'ko', 'zh-HK', 'zh-CN'].map(tag)) {
        const form = speaker.form(matterFormOf(c, about, known), language, zones)
        const words = { submit: form.submit, next: form.submit }
        for (const [step] of stepsOf(form).entries()) {
          steps += 1
          const { breaches } = judge(renderForm(form, { words, step }), figures)
          bad.push(...breaches.map(b => `${c.name} ${language}: ${b}`))
        }
      }
    }
    expect(bad).toEqual([])
    expect(steps).toBeGreaterThanOrEqual(36)
  })
})
