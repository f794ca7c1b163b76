import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hours, type Instant, instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { DutyRoster } from '../../src/roster/duty.ts'
import type { DutyEvent } from '../../src/roster/events.ts'
import { evolve } from '../../src/roster/evolve.ts'
import { onDuty } from '../../src/roster/on-duty.ts'
import { present } from '../../src/roster/shifts.ts'
import { dutyDue, dutyTimers } from '../../src/roster/timers.ts'
import {
  anyRotation,
  at,
  desk,
  folded,
  id,
  officers,
  opened,
  rotation,
  seoul,
  zones,
} from './duty.ts'

const figures = { taken: 7, later: [1, 0, 0, 0, 0], missed: 0, clean: true }
const facts = { zone: seoul, officers, watch: () => figures }

const due = (roster: DutyRoster, deadline: string): string | undefined => {
  const timer = dutyTimers(roster, facts).find(t => t.deadline === deadline)
  return timer && toRfc3339(timer.due)
}

/** The clock acts until nothing is due at that moment; the events are what it did. */
const swept = (before: DutyRoster, now: Instant, f: Parameters<typeof dutyDue>[3] = facts) => {
  const events: DutyEvent[] = []
  let roster = before
  for (let round = 0; round < 12; round++) {
    const armed = [...dutyTimers(roster, f)].filter(t => t.due <= now)
    if (armed.length === 0) return { roster, events }
    const event = armed
      .sort((a, b) => a.due - b.due)
      .map(t => dutyDue(roster, t.deadline, now, f))
      .find(e => e !== undefined)
    if (!event) throw new Error(`stuck: ${armed.map(t => t.deadline)}`)
    events.push(event)
    roster = evolve(roster, desk, { event, at: now, by: 'clock' })
  }
  throw new Error('never done')
}

const sweptAt = (before: DutyRoster, ...times: readonly string[]) => {
  let roster = before
  const events: DutyEvent[] = []
  for (const t of times) {
    const step = swept(roster, at(t))
    roster = step.roster
    events.push(...step.events)
  }
  return { roster, events }
}

const of = (events: readonly DutyEvent[], type: string) => events.filter(e => e.type === type)

describe('the clock of a duty roster', () => {
  it('given a roster just opened, then it records who is on duty, and the next change', () => {
    const { roster, events } = sweptAt(opened(), '2026-11-02T00:00:00.000Z')
    expect(events).toEqual([
      {
        type: 'duty.shift_changed',
        shift: 1,
        at: '2026-11-02T00:00:00.000Z',
        from: [],
        to: ['a'],
        until: '2026-11-03T00:00:00.000Z',
      },
    ])
    expect(due(roster, 'shift')).toBe('2026-11-03T00:00:00.000Z')
  })

  it('given three changes missed in a downtime, then one event has the people of now', () => {
    const { roster } = sweptAt(opened(), '2026-11-02T00:00:00.000Z')
    const { events } = sweptAt(roster, '2026-11-05T03:00:00.000Z')
    expect(of(events, 'duty.shift_changed')).toEqual([
      {
        type: 'duty.shift_changed',
        shift: 2,
        at: '2026-11-05T00:00:00.000Z',
        from: ['a'],
        to: ['b'],
        until: '2026-11-06T00:00:00.000Z',
      },
    ])
    expect(of(events, 'duty.shift_reminded')).toEqual([])
  })

  it('given a downtime after which the same are on duty again, then they take over anew', () => {
    const { roster } = sweptAt(opened(), '2026-11-02T00:00:00.000Z')
    const { events } = sweptAt(roster, '2026-11-04T03:00:00.000Z')
    const [changed] = of(events, 'duty.shift_changed')
    expect(changed).toMatchObject({ from: ['b'], to: ['a'], at: '2026-11-04T00:00:00.000Z' })
  })

  it('given an override in the middle of a shift, then the shift changes at once', () => {
    const { roster } = sweptAt(opened(), '2026-11-02T00:00:00.000Z')
    const span = { from: '2026-11-02T05:00:00.000Z', to: '2026-11-02T07:00:00.000Z' }
    const overridden = folded(roster, [
      '2026-11-02T05:00:00.000Z',
      { type: 'duty.overridden', id: 1, officer: 'c', ...span },
      's',
    ])
    expect(due(overridden, 'shift')).toBe('2026-11-02T05:00:00.000Z')
    const { events } = sweptAt(overridden, span.from, span.to)
    expect(of(events, 'duty.shift_changed').map(e => 'to' in e && e.to)).toEqual([['c'], ['a']])
  })

  it('given a note that nobody accepts, then reminders after 15 and 30 minutes, then every 12 hours', () => {
    const { roster } = sweptAt(opened(), '2026-11-02T00:00:00.000Z')
    const times = ['00:14', '00:15', '00:30', '01:30', '12:29', '12:30', '23:59']
    const { events } = sweptAt(roster, ...times.map(t => `2026-11-02T${t}:00.000Z`))
    expect(of(events, 'duty.shift_reminded')).toEqual([
      { type: 'duty.shift_reminded', shift: 1, call: 1, called: ['a'] },
      { type: 'duty.shift_reminded', shift: 1, call: 2, called: ['a', 's'] },
      { type: 'duty.shift_reminded', shift: 1, call: 3, called: ['a', 's'] },
    ])
  })

  it('given reminders missed in a downtime, then the highest alone; once accepted, none', () => {
    const { roster } = sweptAt(opened(), '2026-11-02T00:00:00.000Z')
    const late = sweptAt(roster, '2026-11-02T13:00:00.000Z')
    expect(late.events).toMatchObject([{ type: 'duty.shift_reminded', call: 3 }])
    const accepted = folded(late.roster, [
      '2026-11-02T13:01:00.000Z',
      { type: 'duty.shift_accepted', shift: 1 },
      'a',
    ])
    expect(accepted.shift?.accepted?.by).toBe('a')
    expect(due(accepted, 'accept')).toBeUndefined()
  })

  it('given a change that comes before the next reminder, then there is no reminder', () => {
    const { roster } = sweptAt(opened(), '2026-11-02T23:20:00.000Z', '2026-11-02T23:50:00.000Z')
    expect(roster.shift?.calls).toHaveLength(1)
    expect([due(roster, 'accept'), due(roster, 'shift')]).toEqual([
      undefined,
      '2026-11-03T00:00:00.000Z',
    ])
  })

  it('given leave that leaves nobody, then 09:00 tells it once, and again when it was mended and is back', () => {
    const { roster } = sweptAt(
      opened([rotation({ officers: [id('a')] })]),
      '2026-11-02T00:00:00.000Z',
    )
    const span = { from: '2026-11-10T00:00:00.000Z', to: '2026-11-11T00:00:00.000Z' }
    const leave = (n: number): DutyEvent => ({
      type: 'duty.leave_taken',
      id: n,
      officer: 'a',
      ...span,
    })
    const away = folded(roster, ['2026-11-02T01:00:00.000Z', leave(1), 'a'])
    expect(due(away, 'coverage')).toBe('2026-11-03T00:00:00.000Z')
    const told = sweptAt(away, '2026-11-03T00:00:00.000Z', '2026-11-04T00:00:00.000Z')
    const problems = (e: readonly DutyEvent[]) =>
      of(e, 'duty.coverage_told').map(c => ('problems' in c ? c.problems : []))
    expect(problems(told.events)).toEqual([[{ kind: 'gap', ...span }], []])
    const back = folded(
      told.roster,
      ['2026-11-04T01:00:00.000Z', { type: 'duty.cancelled', id: 1 }, 'a'],
      ['2026-11-04T02:00:00.000Z', leave(2), 'a'],
    )
    const again = sweptAt(back, '2026-11-05T00:00:00.000Z')
    expect(problems(again.events)).toEqual([[{ kind: 'gap', ...span }]])
  })

  it('given a gap without end, then it is told once and not each day anew', () => {
    const { roster } = sweptAt(
      opened([rotation({ officers: [id('a')] })]),
      '2026-11-02T00:00:00.000Z',
    )
    const span = { from: '2026-11-10T00:00:00.000Z', to: '2027-06-01T00:00:00.000Z' }
    const away = folded(roster, [
      '2026-11-02T01:00:00.000Z',
      { type: 'duty.leave_taken', id: 1, officer: 'a', ...span },
      'a',
    ])
    const days = Array.from({ length: 10 }, (_, i) => `2026-11-${String(i + 3).padStart(2, '0')}`)
    const { events } = sweptAt(away, ...days.map(d => `${d}T00:00:00.000Z`))
    const told = of(events, 'duty.coverage_told').map(e => 'problems' in e && e.problems.length)
    expect(told).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  })

  it('given thirty days, then a confirmation is asked for, and every three days until it comes', () => {
    const bare = opened([])
    expect(due(bare, 'confirm')).toBe('2026-12-02T00:00:00.000Z')
    const asked = sweptAt(bare, '2026-12-02T00:00:00.000Z', '2026-12-09T00:00:00.000Z')
    expect(of(asked.events, 'duty.confirm_asked').map(e => 'call' in e && e.call)).toEqual([1, 3])
    const confirmed = folded(asked.roster, [
      '2026-12-09T01:00:00.000Z',
      { type: 'duty.confirmed' },
      's',
    ])
    expect(confirmed.confirmed).toEqual({ by: 's', at: at('2026-12-09T01:00:00.000Z') })
    expect(due(confirmed, 'confirm')).toBe('2027-01-08T01:00:00.000Z')
  })

  it('given the last calendar, then it is told 60 days before its end at 09:00 of the desk, once', () => {
    const f = { ...facts, calendarEnds: 2026 }
    const now = at('2026-11-02T00:00:00.000Z')
    const armed = (r: DutyRoster) => dutyTimers(r, f).find(t => t.deadline === 'calendar')
    const roster = opened([], '2026-10-01T00:00:00.000Z')
    expect(armed(roster)).toEqual({ deadline: 'calendar', step: 2026, due: now })
    const told = evolve(roster, desk, {
      event: { type: 'duty.calendar_ending', year: 2026 },
      at: now,
      by: 'clock',
    })
    expect(armed(told)).toBeUndefined()
    expect(
      dutyTimers(told, { ...f, calendarEnds: 2027 }).some(t => t.deadline === 'calendar'),
    ).toBe(true)
  })

  it('given Monday 09:00 of the desk, then the figures of the clock since the last time', () => {
    // A Tuesday there.
    const roster = opened([], '2026-11-03T00:00:00.000Z')
    expect(due(roster, 'watch')).toBe('2026-11-09T00:00:00.000Z')
    const { events } = sweptAt(roster, '2026-11-09T00:00:00.000Z')
    const span = { from: '2026-11-03T00:00:00.000Z', to: '2026-11-09T00:00:00.000Z' }
    expect(events).toEqual([{ type: 'duty.watched', ...span, ...figures }])
  })

  it('given summaries of the week, then they are in its event; given none, then nothing of them is', () => {
    const roster = opened([], '2026-11-03T00:00:00.000Z')
    const at = instant(Date.parse('2026-11-09T00:00:00.000Z'))
    const one = { with: 'kcs.cyber', week: '2026-W45', size: 3, digest: 'b'.repeat(64) }
    const event = dutyDue(roster, 'watch', at, { ...facts, summaries: () => [one] })
    expect(event).toMatchObject({ type: 'duty.watched', summaries: [one] })
    expect(dutyDue(roster, 'watch', at, { ...facts, summaries: () => [] })).toEqual(
      dutyDue(roster, 'watch', at, facts),
    )
  })

  it('given a desk without rotations, then no shift, no note and no coverage is asked for', () => {
    const names = (r: DutyRoster) => dutyTimers(r, facts).map(t => t.deadline)
    expect(names(opened([]))).toEqual(['confirm', 'watch'])
    expect(names(opened())).toEqual(['shift', 'coverage', 'confirm', 'watch'])
  })

  it('given an officer who left the desk, then nobody is on duty in their turn', () => {
    const f = { ...facts, officers: officers.filter(o => o.id !== 'a') }
    const { events } = swept(opened(), at('2026-11-02T00:00:00.000Z'), f)
    expect(of(events, 'duty.shift_changed')).toMatchObject([{ to: [] }])
    const told = swept(opened(), at('2026-11-03T00:00:00.000Z'), f)
    expect(of(told.events, 'duty.coverage_told')).toMatchObject([{ problems: { length: 7 } }])
  })

  it('given any rotations and downtimes, then the clock comes to rest, and knows who is on duty', () => {
    let rests = 0
    let changes = 0
    fc.assert(
      fc.property(
        fc.array(anyRotation, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...zones),
        fc.array(fc.integer({ min: 1, max: 3 * 1440 }), { minLength: 5, maxLength: 20 }),
        (rotations, zone, waits) => {
          const f = { ...facts, zone, calendarEnds: 2026 }
          let now = at('2026-10-20T12:00:00.000Z')
          let roster = opened(rotations, toRfc3339(now))
          for (const wait of waits) {
            const step = swept(roster, now, f)
            roster = step.roster
            changes += of(step.events, 'duty.shift_changed').length
            rests += 1
            for (const t of dutyTimers(roster, f)) expect(t.due).toBeGreaterThan(now)
            if (rotations.some(r => r.rank === 'duty'))
              expect(roster.shift?.to).toEqual(onDuty(present(roster, officers), zone, now, 'duty'))
            now = plus(now, minutes(wait) + (wait % 2) * hours(7))
          }
        },
      ),
      { numRuns: 40, seed: 9 },
    )
    expect(rests).toBeGreaterThan(300)
    expect(changes).toBeGreaterThan(200)
  })
})
