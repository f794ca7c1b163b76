import { describe, expect, it } from 'vitest'
import type { DutyRoster } from '../../src/roster/duty.ts'
import { dutyRosterSchema } from '../../src/roster/duty.ts'
import { dutyEffects } from '../../src/roster/effects.ts'
import { type DutyEvent, dutyEventSchema } from '../../src/roster/events.ts'
import { at, folded, id, opened, rotation } from './duty.ts'

const noon = '2026-11-02T03:00:00.000Z'
const span = { from: '2026-11-02T11:00:00.000Z', to: '2026-11-02T23:00:00.000Z' }

const told = (before: DutyRoster, event: DutyEvent, by?: string) => {
  const after = folded(before, by === undefined ? [noon, event] : [noon, event, by])
  expect(dutyEventSchema.parse(event)).toEqual(event)
  expect(dutyRosterSchema.parse(JSON.parse(JSON.stringify(after)))).toEqual(after)
  const happened = { event, at: at(noon), by: by === undefined ? ('clock' as const) : id(by) }
  return { after, notices: dutyEffects(before, after, happened) }
}

const purposes = (t: ReturnType<typeof told>): readonly string[] => t.notices.map(n => n.purpose)

const changed = (shift: number, to: string): DutyEvent => ({
  type: 'duty.shift_changed',
  shift,
  at: noon,
  from: [],
  to: [to],
})
const reminded = (shift: number, call: number): DutyEvent => ({
  type: 'duty.shift_reminded',
  shift,
  call,
  called: ['a', 's'],
})
const asked: DutyEvent = { type: 'duty.swap_asked', id: 1, officer: 'a', with: 'c', ...span }

describe('what a desk is told of its duty roster', () => {
  it('given a shift, its reminders and its acceptance, then each call is taken back by its own name', () => {
    const first = told(opened(), changed(1, 'a'))
    expect(first.notices).toEqual([
      { purpose: 'ping.shift.1', recipe: { card: 'shift', shift: 1 } },
    ])
    const called = told(first.after, reminded(1, 1))
    expect(called.notices).toEqual([
      {
        purpose: 'ping.shift.1.1',
        recipe: { card: 'shift-call', shift: 1, call: 1, called: ['a', 's'] },
      },
    ])
    // A downtime leapt over the reminders between.
    const again = told(called.after, reminded(1, 4))
    expect(purposes(again)).toEqual(['ping.shift.1.4'])
    const accepted = told(again.after, { type: 'duty.shift_accepted', shift: 1 }, 'a')
    const all = ['ping.shift.1', 'ping.shift.1.1', 'ping.shift.1.4']
    expect(purposes(accepted)).toEqual(all)
    expect(purposes(told(again.after, changed(2, 'b')))).toEqual([...all, 'ping.shift.2'])
    expect(purposes(told(accepted.after, changed(2, 'b')))).toEqual(['ping.shift.2'])
  })

  it('given a swap, then one message from the asking to its outcome, and a line', () => {
    const open = told(opened(), asked, 'a')
    const swap = { id: 1, officer: 'a', with: 'c', ...span }
    expect(open.notices).toEqual([{ purpose: 'ping.swap.1', recipe: { card: 'swap', swap } }])
    const line = { purpose: 'reply', recipe: { card: 'duty-happened' } }
    const outcomes = [
      ['swap_accepted', 'accepted', 'c'],
      ['swap_declined', 'declined', 'c'],
      ['cancelled', 'cancelled', 'a'],
    ] as const
    for (const [type, outcome, by] of outcomes)
      expect(told(open.after, { type: `duty.${type}`, id: 1 }, by).notices).toEqual([
        { purpose: 'ping.swap.1', recipe: { card: 'swap', swap, outcome } },
        line,
      ])
  })

  it('given a swap that was accepted, then it can be cancelled by its number like an override', () => {
    const swapped = told(
      told(opened(), asked, 'a').after,
      { type: 'duty.swap_accepted', id: 1 },
      'c',
    )
    expect(swapped.after.overrides).toMatchObject([{ id: 1, officer: 'c', instead: 'a' }])
    const cancelled = told(swapped.after, { type: 'duty.cancelled', id: 1 }, 'c')
    expect(cancelled.after.overrides).toEqual([])
    expect(purposes(cancelled)).toEqual(['reply'])
  })

  it('given what officers enter, then a line; given the settings, nothing', () => {
    const entered: readonly DutyEvent[] = [
      { type: 'duty.set', name: 'duty' },
      { type: 'duty.overridden', id: 1, officer: 'c', ...span },
      { type: 'duty.leave_taken', id: 1, officer: 'a', ...span },
    ]
    for (const event of entered) expect(purposes(told(opened(), event, 's'))).toEqual(['reply'])
    expect(purposes(told(opened(), { type: 'duty.configured', rotations: [] }))).toEqual([])
  })

  it('given calls for a confirmation, then those that were made are taken back when it comes', () => {
    const ask = (call: number): DutyEvent => ({ type: 'duty.confirm_asked', call })
    const second = told(told(opened(), ask(1)).after, ask(3))
    const named = (call: number) => `ping.confirm.2026-11-02T00:00:00.000Z.${call}`
    expect(purposes(second)).toEqual([named(3)])
    const confirmed = told(second.after, { type: 'duty.confirmed' }, 's')
    expect(purposes(confirmed)).toEqual([named(1), named(3), 'reply'])
  })

  it('given a look ahead, then a call only where there is something new', () => {
    const problems = [{ kind: 'gap' as const, ...span }]
    expect(told(opened(), { type: 'duty.coverage_told', problems }).notices).toEqual([
      { purpose: `ping.coverage.${span.from}.${noon}`, recipe: { card: 'coverage', problems } },
    ])
    expect(purposes(told(opened(), { type: 'duty.coverage_told', problems: [] }))).toEqual([])
  })

  it('given the weekly figures or the end of the calendars, then one message', () => {
    const figures = { taken: 1, later: [0, 0, 0, 0, 0], missed: 0, clean: true }
    expect(told(opened(), { type: 'duty.watched', ...span, ...figures }).notices).toEqual([
      { purpose: 'reply', recipe: { card: 'watch' } },
    ])
    expect(purposes(told(opened(), { type: 'duty.calendar_ending', year: 2027 }))).toEqual([
      'ping.calendar.2027',
    ])
  })
})

describe('the week in figures', () => {
  it('given summaries, then each goes to the desk and to the channels shared, a long one in two, the clock to the first alone', () => {
    const figures = { taken: 1, later: [0, 0, 0, 0, 0], missed: 0, clean: true }
    const summed = (other: string) => ({
      ...{ with: other, week: '2026-W47', size: 9, digest: 'a'.repeat(64) },
    })
    const summaries = [summed('kcs.cyber'), { ...summed('tst.cyber'), long: true as const }]
    const { notices } = told(opened(), { type: 'duty.watched', ...span, ...figures, summaries })
    const recipe = (other: string) => ({ card: 'summary', week: '2026-W47', with: other })
    const details = { ...recipe('tst.cyber'), part: 'details' }
    const purpose = (other: string) => `summary.2026-W47.${other}`
    expect(notices).toEqual([
      { purpose: purpose('kcs.cyber'), recipe: { ...recipe('kcs.cyber'), watch: true } },
      {
        purpose: purpose('kcs.cyber'),
        recipe: recipe('kcs.cyber'),
        sharedWith: 'kcs.cyber',
      },
      { purpose: purpose('tst.cyber'), recipe: recipe('tst.cyber') },
      { purpose: `${purpose('tst.cyber')}.details`, recipe: details },
      {
        purpose: purpose('tst.cyber'),
        recipe: recipe('tst.cyber'),
        sharedWith: 'tst.cyber',
      },
      {
        purpose: `${purpose('tst.cyber')}.details`,
        recipe: details,
        sharedWith: 'tst.cyber',
      },
    ])
  })
})

describe('settings and officers', () => {
  const names = (r: DutyRoster) => r.rotations.map(x => `${x.name} ${x.officers.join('')}`)
  const night = rotation({ name: 'night', officers: [id('c')] })

  it('given a rotation that an officer set, then the settings change it only where they changed', () => {
    const set = folded(opened([rotation(), night]), [
      noon,
      { type: 'duty.set', name: 'night', rotation: { ...night, officers: [id('b')] } },
      's',
    ])
    const own = folded(set, [
      noon,
      { type: 'duty.set', name: 'extra', rotation: rotation({ name: 'extra' }) },
      's',
    ])
    const changedDay = rotation({ officers: [id('c')] })
    const restarted = folded(own, [
      noon,
      { type: 'duty.configured', rotations: [changedDay, night] },
    ])
    expect(names(restarted)).toEqual(['duty c', 'night b', 'extra ab'])
    const gone = folded(restarted, [noon, { type: 'duty.configured', rotations: [changedDay] }])
    expect(names(gone)).toEqual(['duty c', 'extra ab'])
  })
})
