import { describe, expect, it } from 'vitest'
import type { Card, Term } from '../../src/card/card.ts'
import { days, hours, type Instant, instant } from '../../src/kit/time.ts'
import { dutyDoneCard } from '../../src/roster/cards/done.ts'
import { nowCard } from '../../src/roster/cards/now.ts'
import { weekCard } from '../../src/roster/cards/week.ts'
import type { DutyRoster } from '../../src/roster/duty.ts'
import { hkc, kcs } from '../referral/desks.ts'
import { directory, factsOf, happened, id, later, now, rfc, roster } from './duty-sample.ts'

/** Everything that a term says, keys and values, in order. */
const said = (term: Term): string =>
  term.kind === 'words'
    ? [term.key, ...Object.values(term.params ?? {}).map(said)].join(' ')
    : term.kind === 'data'
      ? term.text
      : JSON.stringify(term)
const lines = (card: Card): readonly string[] => card.lines.map(said)
const starting = (card: Card, key: string): readonly string[] =>
  lines(card).filter(l => l.startsWith(`${key} `))

const nowAt = (when: Instant, mine: DutyRoster | undefined = roster): Card =>
  nowCard([hkc, kcs], {
    directory,
    rosterOf: desk => (desk === hkc ? mine : undefined),
    now: when,
  })

describe('who is on duty now', () => {
  it('given two desks, then each shows its own time, whether it works, and how to reach it', () => {
    const card = nowAt(now)
    const desks = starting(card, 'duty.desk_now')
    expect(desks[0]).toContain('2026-12-22 14:37 HKT duty.working')
    expect(desks[1]).toContain('2026-12-22 15:37 KST duty.working')
    expect(starting(card, 'duty.phone_now')).toEqual([
      'duty.phone_now +852 0000 0001',
      'duty.phone_now +82 00 0000 0002',
    ])
    expect(starting(card, 'duty.on_duty_until')[0]).toContain('hkc.duty')
    expect(starting(card, 'duty.on_duty_until')[0]).toContain('+852 0000 0011')
    expect(starting(card, 'duty.on_duty_until')[0]).toContain(
      String(Date.parse('2026-12-23T01:00:00Z')),
    )
    expect(starting(card, 'duty.backup_now')[0]).toContain('hkc.head')
    expect(card.mentions).toEqual([])
  })

  it('given a desk without a roster, then it says whom a call would reach', () => {
    expect(starting(nowAt(now), 'duty.no_turns')).toHaveLength(1)
    expect(starting(nowAt(now), 'duty.no_turns')[0]).toContain('kcs.duty')
  })

  it('given nobody on duty, then it says so and whom a call reaches', () => {
    const from = later(-days(1))
    const leaves = ['hkc.duty', 'hkc.officer'].map((o, i) => ({
      id: i + 1,
      officer: id(o),
      from,
      to: later(days(9)),
    }))
    const card = nowAt(now, { ...roster, leaves })
    expect(starting(card, 'duty.nobody_now')[0]).toContain('hkc.head')
    expect(starting(card, 'duty.on_duty')).toEqual([])
  })

  it('given night or a holiday, then the desk does not work, and the holiday is named', () => {
    const night = nowAt(later(hours(10)))
    const holiday = nowAt(instant(Date.parse('2026-12-25T03:00:00Z')))
    expect(starting(night, 'duty.desk_now')[0]).toContain('duty.not_working')
    expect(starting(holiday, 'duty.desk_now')).toHaveLength(2)
    for (const line of starting(holiday, 'duty.desk_now'))
      expect(line).toMatch(/duty\.holiday_now .*Christmas Day/)
  })

  it('given midnight has passed in Seoul alone, then the holiday has begun there alone', () => {
    const desks = starting(nowAt(instant(Date.parse('2026-12-24T15:30:00Z'))), 'duty.desk_now')
    expect(desks[0]).toContain('2026-12-24 23:30 HKT duty.not_working')
    expect(desks[1]).toContain('2026-12-25 00:30 KST duty.holiday_now')
  })
})

describe('the week', () => {
  it('given daily turns, then there are eight shifts on the clock of the desk, with its weekdays', () => {
    const shifts = starting(weekCard(factsOf()), 'duty.week_shift_backup')
    expect(shifts).toHaveLength(8)
    expect(shifts[1]).toMatch(
      /duty\.weekday\.wed 2026-12-23 09:00 HKT .*duty\.weekday\.thu 2026-12-24 09:00 HKT/,
    )
    expect(shifts[1]).toContain('hkc.officer')
    expect(shifts[0]).toContain('duty.weekday.tue 2026-12-22 09:00 HKT')
    expect(shifts[7]).toContain('duty.weekday.wed 2026-12-30 09:00 HKT')
  })

  it('given one who is never relieved, then his shift is that of the week', () => {
    const rotations = roster.rotations
      .slice(0, 1)
      .map(r => ({ ...r, officers: r.officers.slice(0, 1), since: '2026-01-01' }))
    const shifts = starting(
      weekCard(factsOf({ roster: { ...roster, rotations } })),
      'duty.week_shift',
    )
    expect(shifts).toHaveLength(1)
    expect(shifts[0]).toMatch(/tue 2026-12-22 14:37 HKT .*tue 2026-12-29 14:37 HKT/)
  })

  it('given what officers entered, then each has its number, what is over is left out', () => {
    const span = { from: later(hours(1)), to: later(hours(2)) }
    const past = { from: later(-hours(2)), to: later(-hours(1)) }
    const card = weekCard(
      factsOf({
        roster: {
          ...roster,
          overrides: [
            { id: 11, officer: id('hkc.head'), ...span },
            { id: 12, officer: id('hkc.head'), instead: id('hkc.duty'), ...span },
            { id: 13, officer: id('hkc.head'), ...past },
          ],
          leaves: [{ id: 14, officer: id('hkc.officer'), ...span }],
          swaps: [{ id: 15, officer: id('hkc.duty'), with: id('hkc.officer'), ...span }],
        },
      }),
    )
    const numbered = lines(card).filter(l => /^duty\.week_(override|swapped|leave|swap) /.test(l))
    expect(numbered.map(l => /"value":(\d+)/.exec(l)?.[1])).toEqual(['11', '12', '14', '15'])
    expect(lines(card).some(l => l.includes('/duty cancel'))).toBe(true)
  })

  it('given nothing to cancel or no rotation, then neither is spoken of', () => {
    const card = weekCard(factsOf({ roster: { ...roster, rotations: [] } }))
    expect(lines(card)[0]).toBe('duty.no_rotation')
    expect(lines(card).some(l => l.includes('/duty cancel'))).toBe(false)
  })

  it('given a leave that nobody fills, then the gap is told', () => {
    const leaves = [
      { id: 1, officer: id('hkc.officer'), from: later(hours(20)), to: later(hours(30)) },
    ]
    const card = weekCard(factsOf({ roster: { ...roster, leaves } }))
    expect(card.tone).toBe('attention')
    expect(starting(card, 'duty.gap')).toHaveLength(1)
  })

  it('given holidays of the next 14 days, then those of both sides are named, and none of a third', () => {
    const holidays = starting(weekCard(factsOf()), 'duty.week_holiday')
    expect(holidays.map(l => /\d{4}-\d\d-\d\d/.exec(l)?.[0])).toEqual([
      '2026-12-25',
      '2026-12-25',
      '2027-01-01',
      '2027-01-01',
    ])
    expect(holidays.filter(l => l.includes('kcs.cyber'))).toHaveLength(2)
    expect(holidays.every(l => l.includes('"ko":'))).toBe(true)
  })
})

describe('after an own act', () => {
  const away = { id: 1, officer: id('hkc.officer'), from: later(days(1)), to: later(days(3)) }
  const took = happened({
    type: 'duty.leave_taken',
    id: 1,
    officer: 'hkc.officer',
    from: rfc(days(1)),
    to: rfc(days(3)),
  })

  it('given it leaves a gap, then who made it is told at once, and what to do', () => {
    const card = dutyDoneCard([took], factsOf({ roster: { ...roster, leaves: [away] } }))
    expect(card.tone).toBe('attention')
    expect(starting(card, 'duty.gap').length).toBeGreaterThan(0)
    expect(lines(card).at(-1)).toContain('/duty override')
    expect(card.mentions).toEqual([])
  })

  it('given it leaves none, then it is just recorded', () => {
    const card = dutyDoneCard([took], factsOf())
    expect(card.tone).toBe('done')
    expect(said(card.headline)).toBe('card.done')
    expect(card.lines).toHaveLength(1)
  })
})
