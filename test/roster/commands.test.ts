import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/kit/codes.ts'
import type { Language, OfficerId } from '../../src/kit/ids.ts'
import type { Raw } from '../../src/referral/command.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import type { DutyRoster } from '../../src/roster/duty.ts'
import { at, desk, folded, id, officers, opened, rotation, seoul } from './duty.ts'

const noon = '2026-11-02T03:00:00.000Z'

interface Try {
  readonly by?: string
  readonly role?: Role
  readonly roster?: DutyRoster
  readonly which?: number
  readonly raw?: Raw
}

const attempt = (verb: string, t: Try = {}) => {
  const command = dutyCommands.find(c => c.verb === verb)
  if (!command) throw new Error(`no command ${verb}`)
  const by = t.by ?? 'a'
  const decided = command.decide({
    now: at(noon),
    by: {
      id: id(by),
      desk,
      roles: t.role ? [t.role] : (officers.find(o => o.id === by)?.roles ?? []),
      language: 'en' as Language,
    },
    roster: t.roster ?? opened(),
    zone: seoul,
    languages: ['en', 'ko', 'zh-HK'] as Language[],
    colleagues: officers.filter(o => o.id !== 'x').map(o => o.id) as OfficerId[],
    ...(t.which === undefined ? {} : { which: t.which }),
    raw: t.raw ?? {},
  })
  return decided.ok ? decided.value : decided.error
}

const problems = (...p: readonly (readonly [string, string])[]) => ({
  kind: 'BadInput',
  problems: p.map(([input, reason]) => ({ input, reason })),
})

const tonight = { from: '2026-11-02 20:00 +09:00', to: '2026-11-03 08:00 +09:00' }
const logged = { from: '2026-11-02T11:00:00.000Z', to: '2026-11-02T23:00:00.000Z' }

describe('the commands of the duty roster', () => {
  it('given their names, then each is `duty-` and its verb, eleven in all, and no two are alike', () => {
    expect(dutyCommands.map(c => c.name)).toEqual(dutyCommands.map(c => `duty-${c.verb}`))
    expect(new Set(dutyCommands.map(c => c.verb)).size).toBe(11)
  })

  it('given somebody whose role does not allow it, then none changes anything', () => {
    const others = dutyCommands.filter(c => c.verb !== 'me')
    const refused = others.map(c => attempt(c.verb, { by: 'x', role: 'auditor' }))
    expect(refused).toEqual(others.map(() => ({ kind: 'WrongRole' })))
    expect(attempt('set', { role: 'officer' })).toEqual({ kind: 'WrongRole' })
    expect(attempt('confirm', { role: 'officer' })).toEqual({ kind: 'WrongRole' })
    expect(attempt('confirm')).toEqual([{ type: 'duty.confirmed' }])
  })

  it('given officers, then their rotation in the order typed, with what is left out by default', () => {
    expect(attempt('set', { raw: { officers: 'b, A c', at: '9:00' } })).toEqual([
      {
        type: 'duty.set',
        name: 'duty',
        rotation: rotation({ officers: [id('b'), id('a'), id('c')] }),
      },
    ])
    const night = {
      name: 'night',
      rank: 'backup',
      officers: 'a',
      every: 'week',
      at: '18:00',
      until: '06:00',
      days: 'sat,mon',
      since: '2026-12-01',
      zone: 'Asia/Hong_Kong',
    }
    const { every: _, ...kept } = night
    expect(attempt('set', { raw: night })).toMatchObject([
      {
        name: 'night',
        rotation: { ...kept, officers: ['a'], everyDays: 7, days: ['mon', 'sat'] },
      },
    ])
  })

  it('given no officers, then the rotation of that name is taken away, if there is one', () => {
    expect(attempt('set')).toEqual([{ type: 'duty.set', name: 'duty' }])
    expect(attempt('set', { raw: { name: 'night' } })).toEqual({
      kind: 'UnknownRotation',
      name: 'night',
    })
  })

  it('given a rotation that cannot be, then all its problems at once', () => {
    const raw = { officers: 'a,zz', at: '25:00', zone: 'Mars/Base', since: 'soon', every: '61' }
    expect(attempt('set', { raw })).toEqual(
      problems(
        ['every', 'NotANumber'],
        ['at', 'NotATime'],
        ['since', 'NotADate'],
        ['zone', 'NotAZone'],
      ),
    )
    expect(attempt('set', { raw: { officers: 'a,x', since: '2028-01-01' } })).toEqual(
      problems(['officers', 'NotAColleague'], ['at', 'Missing'], ['since', 'TooFarAway']),
    )
  })

  it('given an override, then oneself or by a senior; its past is cut off, its end must be ahead', () => {
    const event = { type: 'duty.overridden', id: 1, officer: 'b', ...logged }
    expect(attempt('override', { by: 'b', raw: { officer: 'b', ...tonight } })).toEqual([event])
    expect(attempt('override', { by: 's', raw: { officer: 'b', ...tonight } })).toEqual([event])
    expect(attempt('override', { raw: { officer: 'b', ...tonight } })).toEqual({
      kind: 'WrongRole',
    })
    const begun = { officer: 'a', from: '2026-11-01 20:00 +09:00', to: tonight.to }
    expect(attempt('override', { raw: begun })).toMatchObject([{ from: noon, to: logged.to }])
    const over = { officer: 'a', from: '2026-11-01 20:00 Z', to: '2026-11-02 03:00 Z' }
    expect(attempt('override', { raw: over })).toEqual(problems(['to', 'EndsTooEarly']))
    const far = { officer: 'x', from: '2027-11-04 00:00 Z', to: '2027-11-03 00:00 Z' }
    expect(attempt('override', { raw: far })).toEqual(
      problems(['officer', 'NotAColleague'], ['from', 'TooFarAway'], ['to', 'EndsTooEarly']),
    )
    const long = { officer: 'a', from: '2026-11-03 00:00 Z', to: '2027-11-04 00:00 Z' }
    expect(attempt('override', { raw: long })).toEqual(problems(['to', 'TooFarAway']))
  })

  it('given leave, then one’s own by default, that of others by a senior', () => {
    expect(attempt('leave', { raw: tonight })).toEqual([
      { type: 'duty.leave_taken', id: 1, officer: 'a', ...logged },
    ])
    expect(attempt('leave', { raw: { officer: 'b', ...tonight } })).toEqual({ kind: 'WrongRole' })
    expect(attempt('leave', { by: 'h', raw: { officer: 'b', ...tonight } })).toMatchObject([
      { officer: 'b' },
    ])
  })

  it('given a swap, then only of time that one is on duty in, with another of the desk', () => {
    expect(attempt('swap', { raw: { with: 'c', ...tonight } })).toEqual([
      { type: 'duty.swap_asked', id: 1, officer: 'a', with: 'c', ...logged },
    ])
    expect(attempt('swap', { by: 'b', raw: { with: 'c', ...tonight } })).toEqual(
      problems(['from', 'NotOnDutyThen']),
    )
    const longer = { ...tonight, to: '2026-11-03 09:01 +09:00' }
    expect(attempt('swap', { raw: { with: 'a', ...longer } })).toEqual(
      problems(['with', 'NotAColleague'], ['from', 'NotOnDutyThen']),
    )
  })

  it('given a swap that was asked for, then only who was asked answers, by button or by number', () => {
    const roster = folded(opened(), [
      noon,
      { type: 'duty.swap_asked', id: 1, officer: 'a', with: 'c', ...logged },
      'a',
    ])
    for (const verb of ['swap-accept', 'swap-decline'])
      for (const by of ['a', 'b', 's'])
        expect(attempt(verb, { roster, by, which: 1 })).toEqual({
          kind: 'NotAskedOfYou',
          asked: 'c',
        })
    expect(attempt('swap-accept', { roster, by: 'c', which: 1 })).toEqual([
      { type: 'duty.swap_accepted', id: 1 },
    ])
    expect(attempt('swap-decline', { roster, by: 'c', raw: { id: '#1' } })).toEqual([
      { type: 'duty.swap_declined', id: 1 },
    ])
    expect(attempt('swap-accept', { roster, by: 'c', which: 2 })).toEqual({ kind: 'NoSuchTurn' })
    expect(attempt('swap-accept', { by: 'c' })).toEqual(problems(['id', 'Missing']))
    expect(attempt('swap-accept', { by: 'c', raw: { id: '0' } })).toEqual(
      problems(['id', 'NotANumber']),
    )
  })

  it('given a number, then it is cancelled by its own officer or a senior, while it is not over', () => {
    const roster = folded(
      opened(),
      [noon, { type: 'duty.leave_taken', id: 1, officer: 'a', ...logged }, 'a'],
      [
        noon,
        {
          type: 'duty.overridden',
          id: 2,
          officer: 'a',
          from: '2026-11-02T00:00:00.000Z',
          to: '2026-11-02T02:00:00.000Z',
        },
        's',
      ],
    )
    expect(attempt('cancel', { roster, which: 1 })).toEqual([{ type: 'duty.cancelled', id: 1 }])
    expect(attempt('cancel', { roster, by: 'h', which: 1 })).toEqual([
      { type: 'duty.cancelled', id: 1 },
    ])
    expect(attempt('cancel', { roster, by: 'b', which: 1 })).toEqual({ kind: 'WrongRole' })
    expect(attempt('cancel', { roster, which: 2 })).toEqual({ kind: 'NoSuchTurn' })
    expect(attempt('cancel', { roster, which: 3 })).toEqual({ kind: 'NoSuchTurn' })
  })

  it('given a hand-over note, then an incoming officer or a senior accepts it, once', () => {
    const roster = folded(opened(), [
      noon,
      { type: 'duty.shift_changed', shift: 4, at: noon, from: ['b'], to: ['a'] },
    ])
    expect(attempt('accept', { roster })).toEqual([{ type: 'duty.shift_accepted', shift: 4 }])
    expect(attempt('accept', { roster, by: 's', which: 4 })).toEqual([
      { type: 'duty.shift_accepted', shift: 4 },
    ])
    expect(attempt('accept', { roster, by: 'b' })).toEqual({ kind: 'NotYourShift' })
    expect(attempt('accept', { roster, which: 3 })).toEqual({ kind: 'NoSuchTurn' })
    expect(attempt('accept')).toEqual({ kind: 'NoSuchTurn' })
    const accepted = folded(roster, [noon, { type: 'duty.shift_accepted', shift: 4 }, 'a'])
    expect(attempt('accept', { roster: accepted })).toEqual({
      kind: 'ShiftAccepted',
      by: 'a',
      at: at(noon),
    })
  })

  it('given a day or an hour, then the summary is posted then, and what is not named stays', () => {
    const scheduled = (day: string, time: string) => [
      { type: 'duty.summary_scheduled', day, at: time },
    ]
    const by = { by: 's' }
    expect(attempt('schedule', { ...by, raw: { day: 'Friday', hour: '16:30' } })).toEqual(
      scheduled('fri', '16:30'),
    )
    expect(attempt('schedule', { ...by, raw: { day: 'tue' } })).toEqual(scheduled('tue', '09:00'))
    const roster = folded(opened(), [
      noon,
      { type: 'duty.summary_scheduled', day: 'sun', at: '23:15' },
    ])
    expect(attempt('schedule', { ...by, roster, raw: { hour: '8:05' } })).toEqual(
      scheduled('sun', '08:05'),
    )
    expect(attempt('schedule', { ...by, raw: { day: 'someday', hour: '24:00' } })).toEqual(
      problems(['day', 'NotAChoice'], ['hour', 'NotATime']),
    )
    expect(attempt('schedule', { raw: { day: 'tue' } })).toEqual({ kind: 'WrongRole' })
  })
})
