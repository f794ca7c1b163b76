import { describe, expect, it } from 'vitest'
import { contactPoint, count, data, languageNamed, type Term, words } from '../../src/card/card.ts'
import { joined } from '../../src/card/spoken.ts'
import { countedIn, countedUnits, labelOf } from '../../src/codes/unit.ts'
import { amountTerm, sticksTerm } from '../../src/referral/cards/details.ts'
import { listed } from '../../src/referral/cards/labels.ts'
import { measureLine } from '../../src/summary/items.ts'
import { speaker, tag, zones } from '../bot/spoken.ts'
import { hkc, kcs } from '../referral/desks.ts'
import { locales } from './texts.ts'

const say = (term: Term | undefined, ...languages: readonly string[]): string =>
  term ? joined(speaker.term(term, { languages: languages.map(tag), zones })) : 'nothing'

/** In English, Korean, Simplified Chinese and as in Hong Kong, in the order of the folders. */
const inAll = (term: Term | undefined): readonly string[] => locales.map(l => say(term, l.tag))
const both = (term: Term | undefined): string => say(term, 'zh-HK', 'ko')

describe('a quantity in all languages, and at a place of two', () => {
  const of = (unit: (typeof countedUnits)[number], n: number): Term =>
    words(countedIn(unit), { n: count(n), count: count(n) })

  it('given several of what is counted, then it is the figure and the unit, in Korean without a blank', () => {
    for (const unit of countedUnits) {
      const [en, ko, ...zh] = inAll(of(unit, 1200))
      const [units, gae, ...marks] = inAll(words(labelOf(unit)))
      expect([en, ko, zh]).toEqual([
        `1,200 ${units}`,
        `1,200${gae}`,
        marks.map(mark => `1,200 ${mark}`),
      ])
    }
  })

  it('given one, then English has the singular', () => {
    const one = countedUnits.map(unit => say(of(unit, 1), 'en'))
    expect(one).toEqual(['1 stick', '1 tablet', '1 piece', '1 person', '1 item', '1 case'])
    expect(say(amountTerm({ value: '1', unit: 'person' }), 'en')).toBe('1 person')
    expect(say(sticksTerm('1'), 'en')).toBe('1 stick')
  })

  it('given sticks or money, then a place of two reads each side’s count, and money once', () => {
    const hkd = amountTerm({ value: '123450', unit: 'minor', currency: 'HKD' })
    expect(both(sticksTerm('8350000'))).toBe(
      '8,350,000 支 = 417,500 包 / 8,350,000개비 = 417,500갑',
    )
    expect(both(amountTerm({ value: '3', unit: 'person' }))).toBe('3 人 / 3명')
    expect([both(hkd), ...inAll(hkd)]).toEqual(Array(5).fill('HKD 1,234.50'))
  })

  it('given weights, then the figure is the same and the unit is the language’s', () => {
    const weight = amountTerm({ value: '12500.5', unit: 'kg' })
    expect(inAll(weight)).toEqual(['12,500.5 kg', '12,500.5 kg', '12,500.5 千克', '12,500.5 公斤'])
  })

  it('given a result in words, then whose it is stands in brackets of the language', () => {
    const amount = 8_350_000
    const cigarettes = measureLine({ kind: 'cigarettes', unit: 'stick', basis: 'own', amount })
    expect(inAll(cigarettes)).toEqual([
      'Cigarettes: 8,350,000 sticks = 417,500 packs of 20 (Own seizure or result)',
      '담배(개비): 8,350,000개비 = 417,500갑(자체 실적)',
      '卷烟：8,350,000 支 = 417,500 包（本方成果）',
      '香煙：8,350,000 支 = 417,500 包（本方成果）',
    ])
  })
})

describe('names and times in all languages', () => {
  it('given names of desks and a code, then each language lists them with its own comma', () => {
    const names = [contactPoint(hkc), contactPoint(kcs), data('IT')]
    expect(inAll(listed(names))).toEqual([
      'Hong Kong Customs, contact point, Korea Customs Service, contact point, IT',
      '홍콩 관세청 연락창구, 관세청 연락창구, IT',
      '香港海关联络点、韩国关税厅联络点、IT',
      '香港海關聯絡點、韓國關稅廳聯絡點、IT',
    ])
    expect(both(listed(names.slice(1)))).toBe('韓國關稅廳聯絡點、IT / 관세청 연락창구, IT')
  })

  it('given a time of the week, then each language puts its day where it belongs', () => {
    const day = words('duty.weekday.mon')
    expect(inAll(words('duty.post_every', { day, time: data('09:00') }))).toEqual([
      'every Mon at 09:00',
      '매주 월요일 09:00',
      '每周一 09:00',
      '逢星期一 09:00',
    ])
  })

  it('given a day without a time, then it is as forms ask for it', () => {
    const due = words('actionitem.did.reopened', {
      due: data('2027-03-05'),
      desk: contactPoint(hkc),
      officer: data('A'),
      time: data('T'),
    })
    for (const text of inAll(due)) expect(text).toContain('2027-03-05')
  })

  it('given a language, then it is called by its own name by all', () => {
    expect(new Set(inAll(languageNamed(tag('zh-HK'))))).toEqual(new Set(['繁體中文（香港）']))
  })
})
