import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partiesOf, revisionOf } from '../../src/action/action.ts'
import { minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { type Acts, callsOf, inAnyOrder, stepsOf } from '../matter/any-order.ts'
import {
  attempt,
  begun,
  directory,
  erased,
  hkc,
  kcs,
  matter,
  officerAt,
  type Played,
  spec,
  start,
  ticked,
} from './sample.ts'

const day = (n: number): string => toRfc3339(plus(start, minutes(1440 * n))).slice(0, 10)

const acts: Acts = {
  'a-update': which => ({ progress: which > 1 ? `Half of it (${which})` : '' }),
  'a-done': which => ({ result: which > 2 ? 'Done.' : '' }),
  'a-carry': which => ({ meeting: day(which * 60), due: day(which * 70), reason: 'Not yet.' }),
  'a-reopen': which => ({ reason: 'Not all.', ...(which > 2 ? { due: day(which * 90) } : {}) }),
  'a-withdraw': which => ({ reason: which > 3 ? 'Not needed.' : '' }),
}

const steps = stepsOf({
  acts: [...Object.keys(acts), 'a-carry', 'a-done', 'a-reopen'],
  desks: [hkc, kcs],
  which: { min: 1, max: 4 },
  within: 600,
  leaps: fc.constantFrom(60, 1440, 14_400, 40_000),
  weights: [3, 2],
})

const checked = (before: Played, { state, notices }: Played): void => {
  // An open item always has a clock, one that is over has none.
  expect(state.clocks).toHaveLength(state.status === 'open' ? 1 : 0)
  const [clock] = state.clocks
  if (clock) expect([clock.due, clock.desk]).toEqual([state.due, state.owner])
  expect(state.ended === undefined).toBe(state.status === 'open')
  expect(spec.timersOf(state, directory.workingTime).map(t => t.deadline)).toEqual(
    state.clocks.map(c => c.name),
  )
  expect(revisionOf(state)).toBeGreaterThanOrEqual(revisionOf(before.state))
  expect(state.carried.slice(0, before.state.carried.length)).toEqual(before.state.carried)
  expect(notices.every(n => partiesOf(state).includes(n.desk))).toBe(true)
  for (const desk of partiesOf(state))
    expect(spec.isTurnOf(state, desk)).toBe(spec.owed(state, desk).length > 0)
}

describe('any order of acts on an action item, and of time', () => {
  it('given it, then an open item is always called for, and no call outlives what it called for', () => {
    inAnyOrder({
      ...{ seed: 11, length: { minLength: 8, maxLength: 24 }, steps, acts, start, begun },
      ...{ officerAt, attempt, ticked, erased, isErased: matter.isErased, checked },
      timersOf: p => spec.timersOf(p.state, directory.workingTime),
      standing: p => callsOf(p.state.clocks),
      counted: p => ({
        carried: p.state.carried.length,
        again: p.state.reopened,
        over: Number(p.state.status !== 'open'),
      }),
      least: { made: 300, refused: 300, asked: 150, back: 50, carried: 50, again: 20, over: 30 },
    })
  })
})
