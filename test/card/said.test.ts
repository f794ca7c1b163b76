import { describe, expect, it } from 'vitest'
import { at, count, data, lasting, type Term, words } from '../../src/card/card.ts'
import { type Currency, currencies } from '../../src/codes/currency.ts'
import { printMoney } from '../../src/codes/money.ts'
import { days, hours, instant, minutes } from '../../src/kit/time.ts'
import { sticksTerm } from '../../src/referral/cards/details.ts'
import { listed } from '../../src/referral/cards/labels.ts'
import { speaker, tag, zones } from '../bot/spoken.ts'

const languages = ['en', 'ko', 'zh-HK', 'zh-CN']

const said = (term: Term | undefined, list: readonly string[] = languages): readonly string[] =>
  (term ? speaker.term(term, { languages: list.map(tag), zones }).parts : []).map(p => p.text)

const moment = (text: string): Term => at(instant(Date.parse(text)))

describe('what is alike in every language', () => {
  it('given a moment, a number or money, then it is said once for all of them', () => {
    const money = printMoney(835_000_050, 'HKD' as Currency)
    expect([
      said(moment('2026-11-23T06:37:00Z')),
      said(moment('2026-11-23T15:30:00Z')),
      said(count(8_350_000)),
      said(data(money ?? '')),
    ]).toEqual([
      ['2026-11-23 14:37 HKT / 15:37 KST'],
      ['2026-11-23 23:30 HKT / 2026-11-24 00:30 KST'],
      ['8,350,000'],
      ['HKD 8,350,000.50'],
    ])
  })
})

describe('a quantity of cigarettes', () => {
  it('given sticks that make whole packs, then both are said, in each language', () => {
    expect(said(sticksTerm('8350000'))).toEqual([
      '8,350,000 sticks = 417,500 packs of 20',
      '8,350,000개비 = 417,500갑',
      '8,350,000 支 = 417,500 包',
    ])
    expect(said(sticksTerm('20'), ['en'])).toEqual(['20 sticks = 1 pack of 20'])
    expect(said(sticksTerm('20'), ['ko', 'zh-CN'])).toEqual(['20개비 = 1갑', '20 支 = 1 包'])
  })

  it('given others, then sticks alone are said, and what is no whole number is none', () => {
    expect(['8350001', '19', '0'].flatMap(n => said(sticksTerm(n), ['ko']))).toEqual([
      '8,350,001개비',
      '19개비',
      '0개비',
    ])
    expect(['', '1.5', '-20', 'many'].map(sticksTerm)).toEqual(Array(4).fill(undefined))
  })
})

describe('a duration', () => {
  it.each([
    [minutes(94), '1 hour, 34 minutes', '1시간 34분', '1 小時 34 分鐘', '1小时34分钟'],
    [days(2) + hours(3), '2 days, 3 hours', '2일 3시간', '2 日 3 小時', '2天3小时'],
    [minutes(1), '1 minute', '1분', '1 分鐘', '1分钟'],
  ])('given %i ms, then each language says its two largest units', (ms, ...texts) => {
    expect(said(lasting(ms))).toEqual(texts)
  })
})

describe('a list', () => {
  const all = (['state.sent', 'state.accepted', 'state.closed'] as const).map(key => words(key))

  it('given none, one or several, then each language joins them with its own mark', () => {
    expect(listed([])).toBeUndefined()
    expect(said(listed(all.slice(0, 1)))).toEqual(['Sent', '발송', '已送出', '已发送'])
    expect(said(listed(all))).toEqual([
      'Sent, Accepted, Closed',
      '발송, 수락, 종결',
      '已送出、已受理、已結案',
      '已发送、已受理、已结案',
    ])
  })
})

describe('money', () => {
  it.each([
    ['HKD', 123_450, 'HKD 1,234.50'],
    ['KRW', 1_200_000_000, 'KRW 1,200,000,000'],
    ['KWD', 1, 'KWD 0.001'],
    ['CNY', 0, 'CNY 0.00'],
    ['JPY', 999, 'JPY 999'],
  ])(
    'given %s in minor units, then its code stands in front and its decimals are its own',
    (code, minor, text) => {
      expect(printMoney(minor, code as Currency)).toBe(text)
    },
  )

  it('given any code, then it is that code with figures and no sign, or no money that one can count', () => {
    const printed = currencies.map(code => printMoney(100_000_000, code))
    const counted = printed.filter(text => text !== undefined)
    expect(counted.filter(text => !/^[A-Z]{3} [\d,]+(?:\.\d{2,4})?$/.test(text))).toEqual([])
    expect(counted.length).toBeGreaterThan(150)
    expect(printMoney(1, 'XAU' as Currency)).toBeUndefined()
  })
})
