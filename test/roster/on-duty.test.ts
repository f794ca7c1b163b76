import { describe, expect, it } from 'vitest'
import type { DutyRoster } from '../../src/roster/duty.ts'
import { type CallTarget, calledFor } from '../../src/roster/on-duty.ts'
import { at, folded, id, officers, opened, rotation, seoul } from './duty.ts'

const noon = '2026-11-02T03:00:00.000Z'
const day = { from: '2026-11-02T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' }

const called = (roster: DutyRoster | undefined, target: CallTarget, all = officers) =>
  calledFor(target, { roster, zone: seoul, at: at(noon), officers: all }).join(' ')

/** These are on leave that day. */
const without = (roster: DutyRoster, ...away: readonly string[]): DutyRoster =>
  away.reduce(
    (r, officer) =>
      folded(r, [
        day.from,
        { type: 'duty.leave_taken', id: r.lastId + 1, officer, ...day },
        officer,
      ]),
    roster,
  )

const backup = rotation({ name: 'backup', rank: 'backup', officers: [id('c')] })

describe('whom a call reaches', () => {
  it('given somebody on duty, then that one; the backup rotation, else the next in turn', () => {
    expect(called(opened(), 'duty')).toBe('a')
    expect(called(opened([rotation(), backup]), 'backup')).toBe('c')
    expect(called(opened(), 'backup')).toBe('b')
    expect(called(without(opened(), 'b'), 'backup')).toBe('c')
  })

  it('given nobody on duty, then the backup, else who has the role and is not away, else the seniors', () => {
    const both = opened([rotation(), backup])
    expect(called(without(both, 'a'), 'duty')).toBe('c')
    expect(called(without(both, 'a', 'c'), 'duty')).toBe('b')
    expect(called(without(both, 'a', 'b', 'c'), 'duty')).toBe('s')
    expect(called(without(both, 'a', 'b', 'c', 's'), 'duty')).toBe('h')
    expect(called(without(both, 'a', 'b', 'c', 's', 'h'), 'duty')).toBe('a b c s h')
  })

  it('given no roster or no rotations, then the roles of the desk', () => {
    for (const roster of [undefined, opened([])])
      expect(
        ['duty', 'backup', 'supervisor', 'head'].map(t => called(roster, t as CallTarget)),
      ).toEqual(['a b c', 'a b c', 's', 'h'])
  })

  it('given a senior on leave, then the next higher, and on leave rather than nobody', () => {
    expect(called(without(opened(), 's'), 'supervisor')).toBe('h')
    expect(called(without(opened(), 's', 'h'), 'supervisor')).toBe('s')
    expect(called(without(opened(), 'h'), 'head')).toBe('h')
    const noHead = officers.filter(o => o.id !== 'h')
    expect(called(opened(), 'head', noHead)).toBe('s')
    expect(called(opened(), 'supervisor', officers.slice(-1))).toBe('x')
  })

  it('given an override and a swap, then the one in place; who shares the shift stays', () => {
    const swapped = folded(
      opened([rotation(), rotation({ name: 'second', officers: [id('b')] })]),
      [noon, { type: 'duty.swap_asked', id: 1, officer: 'a', with: 'c', ...day }, 'a'],
      [noon, { type: 'duty.swap_accepted', id: 1 }, 'c'],
    )
    expect(called(swapped, 'duty')).toBe('b c')
    const overridden = folded(swapped, [
      noon,
      { type: 'duty.overridden', id: 2, officer: 's', ...day },
      's',
    ])
    expect(called(overridden, 'duty')).toBe('s')
  })
})
