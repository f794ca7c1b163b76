import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '../../src/kit/time.ts'
import { coverage } from '../../src/roster/coverage.ts'
import { calledFor, onDuty } from '../../src/roster/on-duty.ts'
import { nextChange, shiftsBetween } from '../../src/roster/shifts.ts'
import { anyRoster, officers, windowDays } from './duty.ts'
import { createOracle } from './duty-oracle.ts'

const minute = 60_000
const runs = { numRuns: 120, seed: 4 }

describe('the shifts of any roster', () => {
  it('given rotations, overrides and leaves over a change of clocks, then each minute has those of the oracle', () => {
    let minutes = 0
    let staffed = 0
    fc.assert(
      fc.property(anyRoster, ({ roster, zone, from, to }) => {
        const oracle = createOracle(roster, zone, from, windowDays)
        const shifts = shiftsBetween(roster, zone, from, to)
        let i = 0
        for (let at: number = from; at < to; at += minute) {
          while ((shifts[i]?.to ?? to) <= at) i += 1
          const said = [shifts[i]?.duty.join(' '), shifts[i]?.backup.join(' ')]
          const expected = [oracle.duty(at), oracle.backup(at)]
          if (said.join('/') !== expected.join('/')) expect({ at, said }).toEqual({ at, expected })
          minutes += 1
          if (said[0] !== '') staffed += 1
        }
        expect([shifts[0]?.from, shifts.at(-1)?.to]).toEqual([from, to])
        for (const [n, s] of shifts.entries()) {
          const next = shifts[n + 1]
          if (!next) continue
          expect(next.from).toBe(s.to)
          expect([next.duty, next.backup]).not.toEqual([s.duty, s.backup])
        }
      }),
      runs,
    )
    expect(minutes).toBe(120 * windowDays * 1440)
    expect(staffed).toBeGreaterThan(100_000)
  })

  it('given any roster, then coverage is exactly the minutes with nobody or with several', () => {
    let gaps = 0
    let overlaps = 0
    fc.assert(
      fc.property(anyRoster, ({ roster, zone, from, to }) => {
        const oracle = createOracle(roster, zone, from, windowDays)
        const problems = coverage(roster, zone, from, to)
        const rotates = roster.rotations.some(r => r.rank === 'duty')
        for (let at: number = from; at < to; at += minute) {
          const n = rotates ? oracle.duty(at).split(' ').filter(Boolean).length : 1
          const kinds = problems.filter(p => p.from <= at && at < p.to).map(p => p.kind)
          const expected = n === 0 ? ['gap'] : n > 1 ? ['overlap'] : []
          if (kinds.join() !== expected.join()) expect({ at, kinds }).toEqual({ at, expected })
          if (n === 0) gaps += 1
          if (n > 1) overlaps += 1
        }
      }),
      runs,
    )
    expect(gaps).toBeGreaterThan(10_000)
    expect(overlaps).toBeGreaterThan(10_000)
  })

  it('given any moment, then the people of a moment and the next change agree with the shifts', () => {
    let changes = 0
    fc.assert(
      fc.property(anyRoster, fc.nat(windowDays * 1440 - 1), ({ roster, zone, from }, n) => {
        const at = instant(from + n * minute)
        const now = onDuty(roster, zone, at, 'duty')
        const next = nextChange(roster, zone, at)
        const oracle = createOracle(roster, zone, from, 75)
        const until = next ?? at + 62 * 1440 * minute
        expect(now.join(' ')).toBe(oracle.duty(at))
        for (let t: number = at; t < until; t += 15 * minute)
          if (oracle.duty(t) !== now.join(' ')) expect(t).toBe('no change before the next one')
        if (next === undefined) return
        expect(oracle.duty(next)).not.toBe(now.join(' '))
        changes += 1
      }),
      runs,
    )
    expect(changes).toBeGreaterThan(60)
  })

  it('given any roster and moment, then each target calls somebody of the desk, always the same', () => {
    let calls = 0
    const known = new Set(officers.map(o => o.id))
    fc.assert(
      fc.property(
        anyRoster,
        fc.nat(windowDays * 1440 - 1),
        fc.subarray([...officers], { minLength: 1 }),
        ({ roster, zone, from }, n, some) => {
          const at = instant(from + n * minute)
          for (const target of ['duty', 'backup', 'supervisor', 'head'] as const)
            for (const desk of [roster, undefined]) {
              const called = calledFor(target, { roster: desk, zone, at, officers: some })
              expect(called.length).toBeGreaterThan(0)
              expect(called.every(c => known.has(c) && some.some(o => o.id === c))).toBe(true)
              expect(new Set(called).size).toBe(called.length)
              expect(calledFor(target, { roster: desk, zone, at, officers: some })).toEqual(called)
              calls += 1
            }
        },
      ),
      runs,
    )
    expect(calls).toBe(960)
  })
})
