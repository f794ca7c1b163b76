import type { types } from '@slack/bolt'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../../adapters/slack/limits.ts'
import { type Look, renderMessage, renderPrivate } from '../../adapters/slack/render.ts'
import type { SpokenCard } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import { bareCard, both, hostileTexts, outgoing, plain, richCard } from '../rigs/cards.ts'
import { anyCard, slackMarkup } from './slack-any.ts'
import { figures, interpreted, judge, stringsIn } from './slack-law.ts'

const look: Look = {
  userOf: officer => (officer === 'kcs.o1' ? 'U0KIM' : undefined),
  words: { more: '其他 / 기타', repeat: '可能重複 / 중복 가능' },
}
const shown = (card: SpokenCard, repeat = false) =>
  renderMessage(outgoing('k1', card, repeat), look)
const literal = new Set(['plain_text.text', 'text.text', 'button.accessibility_label'])

const toldIn = (payload: unknown): string =>
  stringsIn(payload)
    .filter(s => literal.has(s.under))
    .map(s => s.text)
    .join('')

describe('any card on Slack', () => {
  it('given any card at all, then Slack takes its message and its private form', () => {
    let compared = 0
    fc.assert(
      fc.property(anyCard, card => {
        const message = shown(card)
        const mine = renderPrivate({ kind: 'card', card, language: 'ko' as Language }, look.words)
        for (const payload of [message, mine]) {
          const verdict = judge(payload, figures)
          expect(verdict.breaches).toEqual([])
          expect(interpreted(payload)).toEqual([])
          expect(payload.text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
          expect(payload.text).not.toBe('')
          compared += verdict.compared
        }
        expect([...JSON.stringify(message.blocks)].length).toBeLessThanOrEqual(limits.message.json)
        expect(Object.keys(message)).toEqual(['text', 'blocks', 'metadata'])
      }),
      { numRuns: 60 },
    )
    expect(compared).toBeGreaterThan(3_000)
  })

  it('given hostile text in every field, then it stands whole where nothing reads it', () => {
    const texts = [...slackMarkup, ...hostileTexts.slice(0, 4).map(([, text]) => text)]
    let places = 0
    for (const text of texts) {
      const message = shown(richCard(text))
      const found = stringsIn(message).filter(s => s.text.includes(text))
      expect(
        found.filter(s => !literal.has(s.under)),
        text,
      ).toEqual([])
      expect(interpreted(message), text).toEqual([])
      expect(message.text).toBe('待確認收件 / 접수 확인 대기')
      places += found.length
    }
    expect(places).toBe(texts.length * 3)
  })

  it('given text that can not be seen, then it is shown for what it is', () => {
    const told = toldIn(shown(richCard('cus\u200Btoms \u202Egpj.exe')))
    expect(told.match(/\[U\+200B\]toms \[U\+202E\]gpj/g)).toHaveLength(3)
    expect(told).not.toMatch(/[\u200B\u202E]/)
  })
})

describe('a long card on Slack', () => {
  const long = (n: number): SpokenCard => ({
    ...richCard('short'),
    quotes: [
      {
        label: plain('A'),
        language: 'ko' as Language,
        languageName: '한국어',
        text: '뷁'.repeat(n),
      },
      {
        label: plain('B'),
        language: 'ko' as Language,
        languageName: '한국어',
        text: '나'.repeat(800),
      },
    ],
  })

  it('given one quote too long, then it alone is cut, with an ellipsis', () => {
    const told = toldIn(shown(long(20_000)))
    expect(told).toContain('나'.repeat(800))
    expect(told).toMatch(/뷁{2000,}…/)
    for (const kept of [
      '待確認收件 / 접수 확인 대기',
      'TLP:AMBER',
      'HK-2026-000042',
      '確認收件 / 접수 확인',
    ])
      expect(told).toContain(kept)
  })

  it('given a quote of 5,000, then none of it is lost and no text is over 3,000', () => {
    const message = shown(long(5_000))
    expect(toldIn(message).split('뷁').length - 1).toBe(5_000)
    expect(judge(message, figures).breaches).toEqual([])
  })

  it('given more than the room of a message, then the private form has more of it', () => {
    const card = long(15_000)
    const mine = renderPrivate({ kind: 'card', card, language: 'ko' as Language }, look.words)
    expect(toldIn(mine).split('뷁').length - 1).toBe(15_000)
    expect(toldIn(shown(card)).split('뷁').length - 1).toBeLessThan(11_000)
  })
})

describe('the parts of a card on Slack', () => {
  const message = shown(richCard('text'))

  it('given a card, then its state is the header and only its key is metadata', () => {
    expect(message.blocks[0]).toEqual({
      type: 'header',
      text: { type: 'plain_text', text: '待確認收件 / 접수 확인 대기', emoji: false },
    })
    expect(message.metadata).toEqual({
      event_type: 'liaison_message',
      event_payload: { key: 'k1' },
    })
  })

  it('given the types of Slack’s own kit, then they take it as it is', () => {
    const blocks: types.KnownBlock[] = message.blocks
    expect(blocks.map(b => b.type)).toEqual([
      'header',
      'rich_text',
      'rich_text',
      'rich_text',
      'rich_text',
      'actions',
      'context',
    ])
  })

  it('given a headline too long for a header, then no language of it is lost', () => {
    const long = { ...bareCard('x'), headline: both('甲'.repeat(100), '을'.repeat(100)) }
    const [first, second] = shown(long).blocks
    expect(toldIn(first)).toBe('甲'.repeat(100))
    expect(toldIn(second)).toBe('을'.repeat(100))
    const longer = shown({ ...bareCard('x'), headline: plain('甲'.repeat(200)) })
    expect(longer.blocks[0]?.type).toBe('rich_text')
    expect(toldIn(longer.blocks)).toBe('甲'.repeat(200))
  })

  it('given a moment, then its fixed time has the reader’s own beside it', () => {
    const json = JSON.stringify(message.blocks)
    expect(json).toContain(': 2026-11-24 15:00 HKT / 16:00 KST')
    expect(json).toContain(
      '{"type":"date","timestamp":1795503600,"format":"{date_short_pretty} {time}","fallback":"2026-11-24 07:00 UTC"}',
    )
  })

  it('given somebody to call, then he is called where he is known here, else named', () => {
    const card = {
      ...bareCard('x'),
      lines: [plain('Act now.')],
      mentions: [
        { officer: 'kcs.o1', name: '김' },
        { officer: 'hkc.o9', name: '<@U9>' },
      ],
    }
    expect(shown(card).blocks[1]).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'user', user_id: 'U0KIM' },
            { type: 'text', text: ' <@U9>\nAct now.' },
          ],
        },
      ],
    })
    const odd = renderMessage(outgoing('k', card), { ...look, userOf: () => 'U1><!channel' })
    expect(stringsIn(odd).filter(s => s.under === 'user.user_id')).toEqual([])
  })

  it('given a node that it does not know, then it throws and loses nothing', () => {
    const odd = [
      { ...richCard('x'), map: 'x' },
      { ...richCard('x'), headline: { parts: [], markup: 'x' } },
      { ...richCard('x'), quotes: [{ ...richCard('x').quotes[0], image: 'x' }] },
    ] as unknown as readonly SpokenCard[]
    for (const card of odd) expect(() => shown(card)).toThrow('unknown node')
    expect(odd).toHaveLength(3)
  })

  it('given a message that may be a repeat, then it says so, and else it doesn’t', () => {
    expect(toldIn(shown(richCard('x'), true))).toContain('可能重複 / 중복 가능')
    expect(toldIn(shown(richCard('x')))).not.toContain('可能重複')
  })
})
