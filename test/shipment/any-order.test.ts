import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { Raw } from '../../src/referral/command.ts'
import { timersOf } from '../../src/shipment/clocks.ts'
import { hasActed } from '../../src/shipment/met.ts'
import { partiesOf, revisionOf, waitingFor } from '../../src/shipment/shipment.ts'
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

/** Each act with values that fit now and then. Ending it seldom does, or hardly one would get anywhere. */
const acts: Readonly<Record<string, (which: number) => Raw>> = {
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
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constantFrom(
        ...Object.keys(acts),
        's-leg',
        's-goods',
        's-hold',
        's-seen',
        's-feedback',
      ),
      desk: fc.constantFrom(...desks, hkc, hkc),
      which: fc.integer({ min: 1, max: 4 }),
      wait: fc.nat(40),
    }),
  },
  { weight: 2, arbitrary: fc.record({ wait: fc.constantFrom(5, 60, 4000, 14_000) }) },
)

/** All that is due is taken, as a sweep does it. */
const swept = (p: Played, now: Instant): Played =>
  timersOf(p.s, directory.workingTime)
    .filter(t => t.due <= now)
    .reduce((on, t) => {
      const next = ticked(on, t.deadline, now)
      return next ? { ...next, notices: [...(on === p ? [] : on.notices), ...next.notices] } : on
    }, p)

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
  const calls = s.clocks.flatMap(c =>
    c.calls.flatMap(({ step, due, tell }) => {
      const purpose = `ping.${c.name}.${step}.${due}`
      return [
        ...(tell.some(t => !t.startsWith('other')) ? [`${c.desk} ${purpose}`] : []),
        ...(tell.some(t => t.startsWith('other')) ? [`${c.other} ${purpose}`] : []),
      ]
    }),
  )
  return [...alarms, ...calls, ...reminders.flatMap(r => partiesOf(s).map(d => `${d} ${r}`))]
}

describe('any order of acts and of time', () => {
  it('given it, then what is owed is asked for, what is done is taken back, and nothing is lost', () => {
    let [made, refused, alarmed, reminded, back, ended] = [0, 0, 0, 0, 0, 0]
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 30 }), steps => {
        let now = start
        let p = begun()
        for (const x of steps) {
          now = plus(now, minutes(x.wait))
          const before = p
          if ('act' in x) {
            const raw = acts[x.act]?.(x.which) ?? {}
            const done = attempt({ name: x.act, by: officerAt(x.desk), on: p, raw, now })
            made += Number(done.ok)
            refused += Number(!done.ok)
            p = done.ok ? done.value : p
          } else p = swept(p, now)
          checked(before, p)
          if (p === before) continue
          const said = p.notices.map(n => `${n.desk} ${n.purpose}`)
          // A desk that begins to watch is told of later reminders alone.
          const watched = partiesOf(before.s)
          const fresh = standing(p).filter(
            u => !standing(before).includes(u) && watched.some(d => u.startsWith(`${d} `)),
          )
          const gone = standing(before).filter(u => !standing(p).includes(u))
          expect(fresh.filter(u => !said.includes(u))).toEqual([])
          expect(gone.filter(u => !said.includes(u))).toEqual([])
          back += gone.length
        }
        alarmed += p.s.alarms.length
        reminded += p.s.holds.reduce((n, h) => n + h.calls.length, 0)
        ended += Number(p.s.status === 'closed')
        const gone = erased(p, now)
        const asked = standing(gone).filter(u => !u.includes(' ping.hold.'))
        const said = gone.notices.map(n => `${n.desk} ${n.purpose}`)
        expect([asked, matter.isErased(gone.json)]).toEqual([[], true])
        expect(standing(p).filter(u => !standing(gone).includes(u) && !said.includes(u))).toEqual(
          [],
        )
        const timers = timersOf(gone.s, directory.workingTime)
        expect(timers.filter(t => !t.deadline.startsWith('hold:'))).toEqual([])
      }),
      { seed: 7, numRuns: 150 },
    )
    expect(made).toBeGreaterThan(300)
    expect(refused).toBeGreaterThan(300)
    expect(alarmed).toBeGreaterThan(100)
    expect(reminded).toBeGreaterThan(50)
    expect(back).toBeGreaterThan(100)
    expect(ended).toBeGreaterThan(4)
  })
})
