import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { timersOf } from '../../src/shipment/clocks.ts'
import { hasActed } from '../../src/shipment/met.ts'
import { partiesOf, revisionOf, waitingFor } from '../../src/shipment/shipment.ts'
import { type Acts, callsOf, inAnyOrder, stepsOf } from '../matter/any-order.ts'
import {
  attempt,
  begun,
  directory,
  erased,
  gdf,
  hkc,
  italy,
  kcs,
  matter,
  officerAt,
  type Played,
  start,
  ticked,
} from './sample.ts'

/** Ending it seldom fits, or hardly one would get anywhere. */
const acts: Acts = {
  's-leg': which => ({
    ...italy,
    departs: toRfc3339(plus(start, minutes(1440 * (3 + which * 20)))),
    arrives: toRfc3339(plus(start, minutes(1440 * (4 + which * 20)))),
    ...(which % 2 === 0 ? {} : { goods: 'Wooden doors', hs: '4418' }),
    ...(which === 1 ? {} : { external: '', custodian: which === 2 ? kcs : gdf }),
  }),
  's-goods': which => ({
    leg: `${which}`,
    nature: which % 2 === 0 ? 'correction' : 'declared-anew',
    goods: `Goods ${which}`,
    hs: which % 2 === 0 ? '3924' : '9503',
  }),
  's-container': which => ({
    leg: `${which}`,
    containers: which % 2 === 0 ? 'CSQU3054383' : 'TEXU3070079',
  }),
  's-seen': () => ({}),
  's-feedback': which => ({ leg: `${which}`, result: which % 2 === 0 ? 'seized' : 'not-arrived' }),
  's-hold': which => ({ held: 'All of it', ...(which > 2 ? { leg: `${which}` } : {}) }),
  's-extend': which => ({ reason: 'Needed.', ...(which === 1 ? {} : { hold: `${which}` }) }),
  's-release': which => ({ hold: `${which}` }),
  's-seize': which => ({ hold: `${which}` }),
  's-close': which => ({ outcome: which > 2 ? 'success' : 'not yet' }),
}

const desks = [kcs, hkc, gdf] as const
const steps = stepsOf({
  acts: [...Object.keys(acts), 's-leg', 's-goods', 's-hold', 's-seen', 's-feedback'],
  desks: [...desks, hkc, hkc],
  which: { min: 1, max: 4 },
  within: 40,
  leaps: fc.constantFrom(5, 60, 4000, 14_000),
  weights: [4, 2],
})

/** Clocks that must run by what is still to be done, among those that could have started. */
const owed = ({ s }: Played): readonly string[] => {
  if (s.status !== 'open') return []
  const alarms = s.alarms.flatMap(a => waitingFor(a).map(d => `alarm:${a.n}.${d}`))
  return [...alarms, ...s.legs.filter(l => !hasActed(s, l)).map(l => `act:${l.n}`)]
}

const checked = (before: Played, p: Played): void => {
  const { s } = p
  const clocks = s.clocks.map(c => c.name)
  expect(new Set(clocks).size).toBe(clocks.length)
  expect(clocks.filter(c => !owed(p).includes(c))).toEqual([])
  s.legs.forEach((l, i) => {
    expect(l.n).toBe(i + 1)
    expect(l.arrives).toBeGreaterThan(l.departs)
    expect(l.departs).toBeGreaterThanOrEqual(s.legs[i - 1]?.arrives ?? 0)
    expect(l.containers.length).toBeGreaterThan(0)
  })
  for (const h of s.holds) {
    expect(h.limit).toBeGreaterThan(h.since)
    expect(h.extensions.length).toBeLessThanOrEqual(1)
    const was = before.s.holds.find(x => x.n === h.n)
    if (was?.ended) expect(h).toEqual(was)
  }
  // What was said stays said.
  for (const a of before.s.alarms)
    expect(s.alarms[a.n - 1]).toMatchObject({ what: a.what, leg: a.leg, against: a.against })
  const timers = timersOf(s, directory.workingTime)
  const holds = s.status === 'open' ? s.holds.filter(h => !h.ended).map(h => `hold:${h.n}`) : []
  expect(timers.map(t => t.deadline).toSorted()).toEqual([...clocks, ...holds].toSorted())
  for (const d of desks) expect(revisionOf(s, d)).toBeGreaterThanOrEqual(revisionOf(before.s, d))
  const parties = new Set(partiesOf(s))
  expect(p.notices.every(x => parties.has(x.desk))).toBe(true)
}

/** Calls, alarms and reminders that still ask somebody for something, by desk and purpose. */
const standing = ({ s }: Played): readonly string[] => {
  if (s.status !== 'open') return []
  const alarms = s.alarms.flatMap(a => waitingFor(a).map(d => `${d} ping.alarm.${a.n}`))
  const reminders = s.holds
    .filter(h => !h.ended)
    .flatMap(h => h.calls.map(c => `ping.hold.${h.n}.${c}.${toRfc3339(h.limit)}`))
  const reminded = reminders.flatMap(r => partiesOf(s).map(d => `${d} ${r}`))
  return [...alarms, ...callsOf(s.clocks), ...reminded]
}

describe('any order of acts and of time', () => {
  it('given it, then what is owed is asked for, what is done is taken back, and nothing is lost', () => {
    inAnyOrder({
      ...{ seed: 7, length: { minLength: 10, maxLength: 30 }, steps, acts, start, begun },
      ...{ officerAt, attempt, ticked, erased, isErased: matter.isErased, standing, checked },
      timersOf: p => timersOf(p.s, directory.workingTime),
      // A desk that begins to watch is told of later reminders alone.
      mustHear: (before, desk) => partiesOf(before.s).some(d => d === desk),
      outlives: x => x.includes(' ping.hold.') || x.startsWith('hold:'),
      counted: p => ({
        alarmed: p.s.alarms.length,
        reminded: p.s.holds.reduce((n, h) => n + h.calls.length, 0),
        ended: Number(p.s.status === 'closed'),
      }),
      least: { made: 300, refused: 300, alarmed: 100, reminded: 50, back: 100, ended: 4 },
    })
  })
})
