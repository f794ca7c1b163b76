import { describe, expect, it } from 'vitest'
import { renderForm, stepsOf } from '../../adapters/slack/modal.ts'
import { renderMessage, renderPrivate } from '../../adapters/slack/render.ts'
import { matterFormOf } from '../../src/bot/ask.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import type { Card } from '../../src/card/card.ts'
import { days, instant, plus, toRfc3339 } from '../../src/kit/time.ts'
import { catalogue, tag, zones } from '../bot/spoken.ts'
import { figures, interpreted, judge, stringsIn } from '../contract/slack-law.ts'
import {
  begun,
  directory,
  held,
  hkc,
  id,
  matter,
  officerAt,
  onward,
  type Played,
  spec,
  start,
} from '../shipment/sample.ts'
import { shipmentCards } from './shipment.ts'

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

const legs = 8

/** A way of eight legs on each of which other goods are declared, in other containers. */
const longWay = (): Played => {
  const moment = (day: number) => toRfc3339(plus(start, days(day)))
  return Array.from({ length: legs - 1 }, (_, i) => i + 2).reduce(
    (p: Played, n) =>
      onward(
        {
          departs: moment(n * 5),
          arrives: moment(n * 5 + 4),
          goods: `Goods ${n} ${'of a long description '.repeat(8)}`,
          hs: `${40 + n}01`,
          containers: `TEXU30700${n}9`,
        },
        p,
      ),
    begun(),
  )
}

const saidIn = (blocks: readonly unknown[]): string =>
  stringsIn(blocks)
    .map(s => s.text)
    .join('')

describe('shipments on Slack', () => {
  it('given every card in every list, then Slack takes it as it is', async () => {
    const bad: string[] = []
    let seen = 0
    for (const { title, card } of shipmentCards)
      for (const list of lists) {
        const payload = payloadOf(await card, list)
        seen += 1
        for (const b of [...judge(payload, figures).breaches, ...interpreted(payload)])
          bad.push(`${title}: ${b}`)
      }
    expect(bad).toEqual([])
    expect(seen).toBe(shipmentCards.length * lists.length)
  })

  it('given a long way in two languages, then the channel has the last legs whole, and View has all', async () => {
    const { s, contents } = longWay()
    const facts = { state: s, contents, directory, now: start }
    const unknown = () => {
      throw new Error('not asked for')
    }
    const card = await spec.card({ card: 'shipment' }, hkc, {
      ...facts,
      happened: unknown,
      onDuty: unknown,
    })
    const payload = payloadOf(card, ['zh-HK', 'ko'])
    expect(judge(payload, figures).breaches).toEqual([])
    const told = saidIn(payload.blocks)
    expect(told).toContain('較早的航段（按「檢視」查看）：4')
    for (let n = 5; n <= legs; n++) {
      expect(told).toContain(`航段 ${n} 與航段 ${n - 1} 比較`)
      expect(told).toContain(`구간 ${n} / 구간 ${n - 1} 비교`)
    }
    expect(told.split('負責：')).toHaveLength(4 + 1)
    expect(told.split('담당:')).toHaveLength(4 + 1)

    const whole = speaker.card(spec.view(facts, officerAt(hkc)), {
      languages: [tag('zh-HK')],
      zones,
    })
    const inPrivate = renderPrivate(
      { kind: 'card', language: tag('zh-HK'), card: whole },
      { more: 'more' },
    )
    expect(saidIn(inPrivate.blocks).split('負責：')).toHaveLength(legs + 1)
  })

  it('given every form, then Slack takes each step of it', () => {
    const known = { directory, catalogue, officer: officerAt(hkc) }
    const { json } = held({}, onward())
    const bad: string[] = []
    let steps = 0
    for (const c of matter.commands) {
      const inputs = c.begins ? c.inputsOf() : c.inputsOf(json)
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
    expect(steps).toBeGreaterThanOrEqual(40)
  })
})
