import { describe, expect, it } from 'vitest'
import { createSpeaker } from '../../src/bot/speak.ts'
import {
  agencyOf,
  at,
  card,
  contactPoint,
  count,
  data,
  lasting,
  officer,
  type Term,
  words,
} from '../../src/card/card.ts'
import { hours, minutes } from '../../src/kit/time.ts'
import { directory, hkc, kcs, onSide } from '../referral/desks.ts'
import { id, start } from '../referral/sample.ts'
import { hostileTexts } from '../rigs/cards.ts'
import { allTexts, catalogue, leftOver, speaker, spoken, tag, zones } from './spoken.ts'

const hearing = (...languages: readonly string[]) => ({ languages: languages.map(tag), zones })
const said = (term: Term, ...languages: readonly string[]) =>
  speaker.term(term, hearing(...languages))
const texts = (term: Term, ...languages: readonly string[]) =>
  said(term, ...languages).parts.map(p => p.text)

describe('what is said', () => {
  it('given words, then each language of the place has its part, in order, with its name', () => {
    expect(said(words('state.sent'), 'zh-HK', 'ko')).toEqual({
      parts: [
        { text: '已送出', language: 'zh-HK' },
        { text: '발송', language: 'ko' },
      ],
    })
    expect(texts(words('state.sent'), 'ko', 'en')).toEqual(['발송', 'Sent'])
  })

  it('given words that read the same in two languages, then they are said once', () => {
    expect(texts(words('state.declined'), 'zh-HK', 'zh-CN', 'en')).toEqual(['不予受理', 'Declined'])
    expect(texts(contactPoint(kcs), 'en')).toEqual(['Korea Customs Service, contact point'])
  })

  it('given what is no language, then it is said once and belongs to none', () => {
    expect(said(data(id), 'zh-HK', 'ko')).toEqual({ parts: [{ text: id }] })
    expect(said(count(8_350_000), 'zh-HK', 'ko')).toEqual({ parts: [{ text: '8,350,000' }] })
    expect(said(at(start), 'zh-HK', 'ko')).toEqual({
      parts: [{ text: '2026-11-23 14:37 HKT / 15:37 KST' }],
      at: start,
    })
  })

  it('given a span of time, then it is said in the words of each language', () => {
    expect(texts(lasting(hours(1) + minutes(34)), 'zh-HK', 'ko', 'en')).toEqual([
      '1 小時 34 分鐘',
      '1시간 34분',
      '1 hour, 34 minutes',
    ])
  })

  it('given people and desks, then each language has its own name for them, else the English one', () => {
    const kim = onSide('receiver').id
    expect(texts(officer(kim), 'zh-HK', 'ko', 'en')).toEqual(['金敏俊', '김민준', 'Kim Min-jun'])
    expect(texts(agencyOf(hkc), 'zh-HK', 'zh-CN', 'ko')).toEqual([
      '香港海關',
      '香港海关',
      '홍콩 관세청',
    ])
    const rossi = 'gdf.officer' as typeof kim
    expect(texts(officer(rossi), 'zh-HK', 'ko')).toEqual(['Rossi Anna'])
  })

  it('given words within words, then the inner ones are of the same language', () => {
    const term = words('card.flagged', { state: words('state.sent'), flag: words('state.overdue') })
    expect(texts(term, 'zh-HK', 'ko')).toEqual(['已送出，已逾期', '발송, 기한 경과'])
  })

  it('given hostile text of an officer, then it is shown once, untouched but for what can not be seen', () => {
    for (const [about, text] of hostileTexts) {
      const { quotes } = spoken(
        card({
          name: 'test',
          headline: words('card.done'),
          quotes: [{ label: 'form.subject', language: tag('ko'), text }],
        }),
        'zh-HK',
        'ko',
      )
      const [quote] = quotes
      expect(quotes, about).toHaveLength(1)
      expect(quote?.languageName).toBe('한국어')
      expect(
        quote?.text.replace(/\[U\+([0-9A-F]{4})\]/g, (_, hex) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        ),
        about,
      ).toBe(text)
      expect(quote?.text).not.toMatch(/[\u200B\u202E]/)
    }
    expect(hostileTexts).toHaveLength(10)
  })

  it('given hostile text as a value within words, then it is inserted as it is', () => {
    for (const [about, text] of hostileTexts)
      expect(texts(words('refusal.unknown_input', { typed: data(text) }), 'en'), about).toEqual([
        `There is no value named ${text} here.`,
      ])
  })

  it('given an erased language, then everything is said in English', () => {
    expect(texts(words('state.sent'), 'xx')).toEqual(['Sent'])
    expect(texts(words('state.sent'), 'xx', 'en')).toEqual(['Sent'])
  })

  it('given words without values, then they are looked up once, but each fallback is counted', () => {
    let asked = 0
    const counting = createSpeaker(
      {
        ...catalogue,
        say: (...given) => {
          asked++
          return catalogue.say(...given)
        },
      },
      directory,
    )
    const before = catalogue.fallbacks()
    for (let i = 0; i < 3; i++) counting.term(words('state.sent'), hearing('ko', 'xx'))
    expect(asked).toBe(1 + 3)
    expect(catalogue.fallbacks()).toBe(before + 3)
  })

  it('given a card with every part, then each part is said and each button carries its data', () => {
    const shown = spoken(
      card({
        name: 'test',
        tone: 'urgent',
        headline: words('card.done'),
        fields: [{ label: 'ui.from', value: contactPoint(hkc) }],
        lines: [words('list.title', { count: count(1200) })],
        buttons: [
          { command: 'send', subject: id, revision: 3, label: 'button.send', style: 'primary' },
        ],
        mentions: [onSide('sender').id],
        footer: [data(id)],
      }),
      'ko',
    )
    expect(shown).toMatchObject({
      name: 'test',
      tone: 'urgent',
      headline: { parts: [{ text: '기록되었습니다.' }] },
      notification: { parts: [{ text: '기록되었습니다.' }] },
      lines: [{ parts: [{ text: '미결 의뢰: 1200건' }] }],
      buttons: [{ data: 'v1:HK-2026-000042:send:3', style: 'primary' }],
      mentions: [{ officer: 'hkc.officer', name: '웡카밍' }],
      footer: [{ parts: [{ text: id }] }],
    })
    expect(allTexts(shown).filter(t => leftOver.test(t))).toEqual([])
  })
})
