import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partiesOf, revisionOf } from '../../src/action/action.ts'
import { minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { Raw } from '../../src/referral/command.ts'
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
  swept,
} from './sample.ts'

const day = (n: number): string => toRfc3339(plus(start, minutes(1440 * n))).slice(0, 10)

/** Each act with values that fit now and then; `which` from 1 to 4. */
const acts: Readonly<Record<string, (which: number) => Raw>> = {
  'a-update': which => ({ progress: which > 1 ? `Half of it (${which})` : '' }),
  'a-done': which => ({ result: which > 2 ? 'Done.' : '' }),
  'a-carry': which => ({ meeting: day(which * 60), due: day(which * 70), reason: 'Not yet.' }),
  'a-reopen': which => ({ reason: 'Not all.', ...(which > 2 ? { due: day(which * 90) } : {}) }),
  'a-withdraw': which => ({ reason: which > 3 ? 'Not needed.' : '' }),
}

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom(...Object.keys(acts), 'a-carry', 'a-done', 'a-reopen'),
      desk: fc.constantFrom(hkc, kcs),
      which: fc.integer({ min: 1, max: 4 }),
      wait: fc.nat(600),
    }),
  },
  { weight: 2, arbitrary: fc.record({ wait: fc.constantFrom(60, 1440, 14_400, 40_000) }) },
)

/** Calls that still ask somebody for something, by desk and purpose. */
const standing = ({ state }: Played): readonly string[] =>
  state.clocks.flatMap(c =>
    c.calls.flatMap(({ step: n, due, tell }) => [
      ...(tell.some(t => !t.startsWith('other')) ? [`${c.desk} ping.${c.name}.${n}.${due}`] : []),
      ...(tell.some(t => t.startsWith('other')) ? [`${c.other} ping.${c.name}.${n}.${due}`] : []),
    ]),
  )

const said = (p: Played): readonly string[] => p.notices.map(n => `${n.desk} ${n.purpose}`)

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
    let [made, refused, calls, back, carried, again, over] = [0, 0, 0, 0, 0, 0, 0]
    fc.assert(
      fc.property(fc.array(step, { minLength: 8, maxLength: 24 }), steps => {
        let now = start
        let p = begun()
        for (const x of steps) {
          now = plus(now, minutes(x.wait))
          const before = p
          if ('act' in x) {
            const raw = acts[x.act]?.(x.which) ?? {}
            const tried = attempt({ name: x.act, by: officerAt(x.desk), on: p, raw, now })
            made += Number(tried.ok)
            refused += Number(!tried.ok)
            p = tried.ok ? tried.value : p
          } else p = swept(p, now)
          checked(before, p)
          if (p === before) continue
          const fresh = standing(p).filter(u => !standing(before).includes(u))
          const gone = standing(before).filter(u => !standing(p).includes(u))
          expect([...fresh, ...gone].filter(u => !said(p).includes(u))).toEqual([])
          calls += fresh.length
          back += gone.length
        }
        carried += p.state.carried.length
        again += p.state.reopened
        over += Number(p.state.status !== 'open')
        const bare = erased(p, now)
        expect([standing(bare), matter.isErased(bare.json)]).toEqual([[], true])
        expect(standing(p).filter(u => !said(bare).includes(u))).toEqual([])
        expect(spec.timersOf(bare.state, directory.workingTime)).toEqual([])
      }),
      { seed: 11, numRuns: 150 },
    )
    expect(made).toBeGreaterThan(300)
    expect(refused).toBeGreaterThan(300)
    expect(calls).toBeGreaterThan(150)
    expect(back).toBeGreaterThan(50)
    expect(carried).toBeGreaterThan(50)
    expect(again).toBeGreaterThan(20)
    expect(over).toBeGreaterThan(30)
  })
})
