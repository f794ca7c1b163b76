import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, minutes, plus } from '../../src/kit/time.ts'
import { timersOf } from '../../src/notification/clocks.ts'
import { partiesOf, revisionOf } from '../../src/notification/notification.ts'
import type { Raw } from '../../src/referral/command.ts'
import {
  attempt,
  directory,
  erased,
  gdf,
  hkc,
  kcs,
  matter,
  officerAt,
  type Played,
  sent,
  start,
  ticked,
} from './sample.ts'

const acts: Readonly<Record<string, readonly Raw[]>> = {
  'n-acknowledge': [{}],
  'n-answer': [{ result: 'seized' }, { result: 'not-arrived' }],
  'n-told': [
    { external: '1', way: 'telephone' },
    { external: '2', way: 'email' },
  ],
  'n-confirm': [{ category: 'drugs', what: 'a', where: 'b', contact: 'c', action: 'info-only' }],
  'n-supplement': [{ supplement: 'more' }, { arrival: '2026-11-25 12:00 +08:00' }],
  'n-ask-holder': [{ holder: 'a', address: 'b' }],
  'n-verified': [{ verdict: 'unsure', on: '2026-11-24' }],
  'n-close': [{ outcome: 'success', closing: 'x' }],
}

const desks = [hkc, kcs, gdf] as const
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constantFrom(...Object.keys(acts)),
      desk: fc.constantFrom(...desks),
      which: fc.nat(1),
      wait: fc.nat(40),
    }),
  },
  { weight: 2, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 300 }) }) },
)

/** All that is due is taken, as a sweep does it. */
const swept = (p: Played, now: Instant): Played =>
  timersOf(p.n, directory.workingTime)
    .filter(t => t.due <= now)
    .reduce((on, t) => {
      const next = ticked(on, t.deadline, now)
      return next ? { ...next, notices: [...(on === p ? [] : on.notices), ...next.notices] } : on
    }, p)

const checked = (before: Played, p: Played): void => {
  const { n } = p
  const clocks = n.clocks.map(c => c.name)
  expect(new Set(clocks).size).toBe(clocks.length)
  for (const a of n.addressees) {
    // Open, and not acknowledged: its clock runs. Acknowledged or over: it doesn't.
    expect(clocks.includes(`ack:${a.desk}`)).toBe(n.status === 'open' && !a.acknowledged)
    if (a.answers.length > 0) expect(a.acknowledged).toBeDefined()
    const was = before.n.addressees.find(x => x.desk === a.desk)
    if (was?.acknowledged) expect(a.acknowledged).toEqual(was.acknowledged)
    expect(a.answers.slice(0, was?.answers.length)).toEqual(was?.answers)
  }
  n.externals.forEach((e, i) => {
    expect(clocks.includes(`told:${i + 1}`)).toBe(n.status === 'open' && !e.told)
  })
  expect(clocks.includes('written')).toBe(n.status === 'open' && n.oral && !n.confirmed)
  if (n.status !== 'open') expect([clocks, timersOf(n, directory.workingTime)]).toEqual([[], []])
  for (const d of desks) expect(revisionOf(n, d)).toBeGreaterThanOrEqual(revisionOf(before.n, d))
  // Nobody is told who is no party, and who is called is called in place.
  const parties = new Set(partiesOf(n))
  expect(p.notices.every(x => parties.has(x.desk))).toBe(true)
}

const isOther = (t: string): boolean => t.startsWith('other')

/** Where a call of a clock that runs hangs. */
const standing = (p: Played): readonly string[] =>
  p.n.clocks.flatMap(c =>
    c.calls.flatMap(({ step, due, tell }) => {
      const purpose = `ping.${c.name}.${step}.${due}`
      return [
        ...(tell.some(t => !isOther(t)) ? [`${c.desk} ${purpose}`] : []),
        ...(tell.some(isOther) ? [`${c.other} ${purpose}`] : []),
      ]
    }),
  )

/** What was said of calls last: that each holds, or that it is over. */
const noted = (up: ReadonlySet<string>, p: Played): ReadonlySet<string> => {
  const running = new Set(standing(p))
  const said = p.notices
    .filter(x => x.purpose.startsWith('ping.') && x.purpose !== 'ping.supervisor')
    .map(x => `${x.desk} ${x.purpose}`)
  return new Set([...up].filter(u => !said.includes(u)).concat(said.filter(x => running.has(x))))
}

describe('any order of acts and of time', () => {
  it('given it, then a clock runs exactly while something is owed, and no call outlives its clock', () => {
    let [made, refused, called, back, ended] = [0, 0, 0, 0, 0]
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), steps => {
        let now = start
        let p = sent({ hub: gdf, external: 'A; 1 / B; 2', oral: 'yes' })
        let up: ReadonlySet<string> = new Set()
        for (const s of steps) {
          now = plus(now, minutes(s.wait))
          const before = p
          if ('act' in s) {
            const raws = acts[s.act] ?? []
            const raw = raws[s.which % raws.length] ?? {}
            const by = officerAt(s.desk)
            const done = attempt({ name: s.act, by, on: p, raw, now })
            made += Number(done.ok)
            refused += Number(!done.ok)
            p = done.ok ? done.value : p
          } else p = swept(p, now)
          checked(before, p)
          if (p === before) continue
          up = noted(up, p)
          expect([...up].toSorted()).toEqual(standing(p).toSorted())
          called += standing(p).filter(x => !standing(before).includes(x)).length
          back += standing(before).filter(x => !standing(p).includes(x)).length
        }
        ended += Number(p.n.status !== 'open')
        const gone = erased(p, now)
        expect(timersOf(gone.n, directory.workingTime)).toEqual([])
        expect([...noted(up, gone)]).toEqual([])
        expect([matter.isErased(gone.json), gone.n.addressees]).toEqual([true, p.n.addressees])
      }),
      { seed: 7, numRuns: 150 },
    )
    expect(made).toBeGreaterThan(300)
    expect(refused).toBeGreaterThan(300)
    expect(called).toBeGreaterThan(100)
    expect(back).toBeGreaterThan(50)
    expect(ended).toBeGreaterThan(20)
  })
})
