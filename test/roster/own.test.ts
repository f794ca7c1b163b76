import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/kit/ids.ts'
import { dutyMe } from '../../src/roster/commands/me.ts'
import type { DutyEvent } from '../../src/roster/events.ts'
import { dutyEventSchema } from '../../src/roster/events.ts'
import { asSet, notQuiet, ownOf, readOwn } from '../../src/roster/own.ts'
import { isWithin } from '../../src/roster/quiet.ts'
import { at, desk, folded, id, opened, seoul } from './duty.ts'

const noon = '2026-11-02T03:00:00.000Z'
const me = { id: id('a'), desk, roles: ['duty'] as const, language: 'en' as Language }

const decide = (raw: Readonly<Record<string, string>>, roster = opened()) => {
  const decided = dutyMe.decide({
    now: at(noon),
    by: me,
    roster,
    zone: seoul,
    languages: ['en', 'ko', 'zh-HK'] as Language[],
    colleagues: [id('a'), id('b')],
    raw,
  })
  return decided.ok ? decided.value : decided.error
}

const set = (more: object): DutyEvent =>
  dutyEventSchema.parse({ type: 'duty.officer_set', officer: 'a', ...more })
const night = { from: '22:00', to: '07:00' }

describe('the settings of an officer', () => {
  it('given language and quiet hours, then one event has all of them, as the catalogue writes it', () => {
    const raw = { language: 'ZH-hk', 'quiet-from': '22:00', 'quiet-to': '7:00' }
    expect(decide(raw)).toEqual([set({ language: 'zh-HK', quiet: night })])
    expect(decide({})).toEqual([set({})])
  })

  it.each([
    [{ language: 'tlh' }, 'language', 'NotAChoice'],
    [{ 'quiet-from': '22:00' }, 'quiet-to', 'Missing'],
    [{ 'quiet-to': '07:00' }, 'quiet-from', 'Missing'],
    [{ 'quiet-from': '22:00', 'quiet-to': '22:00' }, 'quiet-to', 'SameTime'],
    [{ 'quiet-from': '25:00', 'quiet-to': '07:00' }, 'quiet-from', 'NotATime'],
  ])('given %o, then the problem is at %s: %s', (raw, input, reason) => {
    expect(decide(raw)).toEqual({ kind: 'BadInput', problems: [{ input, reason }] })
  })

  it('given settings, then the form begins with them, and a later event takes the place of an earlier', () => {
    const roster = folded(
      opened(),
      [noon, set({ language: 'ko', quiet: night }), 'a'],
      [noon, set({ officer: 'b', language: 'ko' }), 'b'],
    )
    const mine = asSet(me, roster)
    expect(mine.language).toBe('ko')
    expect(dutyMe.prefill?.(roster, mine)).toEqual({
      language: 'ko',
      'quiet-from': '22:00',
      'quiet-to': '07:00',
    })
    const later = folded(roster, [noon, set({}), 'a'])
    expect(ownOf(later, id('a'))).toBeUndefined()
    expect(asSet(me, later)).toBe(me)
    expect(ownOf(later, id('b'))?.language).toBe('ko')
  })

  it('given a roster that was kept before there were settings, then it reads as having none', () => {
    expect(readOwn(JSON.parse(JSON.stringify(opened())))).toEqual({})
    expect(() => readOwn({ own: [{ language: 'ko' }] })).toThrow()
  })
})

describe('quiet hours', () => {
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  const said = ([h, m]: readonly [number, number]) =>
    `${`${h}`.padStart(2, '0')}:${`${m}`.padStart(2, '0')}`
  const seconds = (t: string) => (Date.parse(`2026-11-02T${t}:00+09:00`) as number) / 1000

  it('given any two times, then a moment is within one order of them or the other, never both', () => {
    let midnight = 0
    fc.assert(
      fc.property(time, time, time, (a, b, now) => {
        const [from, to] = [said(a), said(b)]
        fc.pre(from !== to)
        if (from > to) midnight += 1
        const moment = at(new Date(seconds(said(now)) * 1000).toISOString())
        const one = isWithin({ from, to }, moment, seoul)
        expect(isWithin({ from: to, to: from }, moment, seoul)).toBe(!one)
        const first = at(new Date(seconds(from) * 1000).toISOString())
        const last = at(new Date(seconds(to) * 1000).toISOString())
        expect([isWithin({ from, to }, first, seoul), isWithin({ from, to }, last, seoul)]).toEqual(
          [true, false],
        )
      }),
    )
    expect(midnight).toBeGreaterThan(10)
  })

  it('given one of two with quiet hours, then only the other may be called within them', () => {
    const roster = folded(opened(), [noon, set({ quiet: night }), 'a'])
    const called = (when: string) => notQuiet([id('a'), id('b')], roster, at(when), seoul)
    expect(called('2026-11-02T14:00:00.000Z')).toEqual(['b'])
    expect(called('2026-11-02T03:00:00.000Z')).toEqual(['a', 'b'])
  })
})
