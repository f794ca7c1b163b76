import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MatterId } from '../../src/kit/ids.ts'
import { type Instant, minutes, plus } from '../../src/kit/time.ts'
import type { CountedReferrals } from '../../src/matter/counted.ts'
import { timersOf } from '../../src/operation/clocks.ts'
import { participantsOf, partiesOf, revisionOf } from '../../src/operation/operation.ts'
import { tallyOf } from '../../src/operation/tally.ts'
import type { Raw } from '../../src/referral/command.ts'
import {
  attempt,
  begun,
  directory,
  erased,
  gdf,
  hkc,
  kcs,
  matter,
  officerAt,
  outside,
  type Played,
  refs,
  results,
  start,
  ticked,
} from './sample.ts'

const elsewhere = new Map([[String(refs[1]), 'KR-O-2026-000009' as MatterId]])

/** Each act with values that fit now and then. Ending it seldom does, or hardly one would get anywhere. */
const acts: Readonly<Record<string, (which: number) => Raw>> = {
  'o-invite': which => ({ invited: which % 2 === 0 ? kcs : gdf }),
  'o-join': () => ({}),
  'o-decline': which => (which > 3 ? { reason: 'No ships.' } : {}),
  'o-tag': which => ({ referral: refs[which] ?? '' }),
  'o-untag': which => ({ referral: refs[which] ?? '', reason: 'Not of it.' }),
  'o-proxy': which => ({ ...outside, ...(which > 2 ? { administration: '', number: '1' } : {}) }),
  'o-sitrep': () => ({ situation: 'So far.' }),
  'o-close': which => (which > 3 ? { situation: 'Thank you.' } : {}),
}

const desks = [hkc, kcs, gdf] as const
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constantFrom(...Object.keys(acts), 'o-join', 'o-join', 'o-tag', 'o-tag', 'o-sitrep'),
      desk: fc.constantFrom(...desks, hkc),
      which: fc.integer({ min: 0, max: 4 }),
      wait: fc.nat(400),
    }),
  },
  { weight: 1, arbitrary: fc.record({ wait: fc.constantFrom(60, 4000, 14_000, 60_000) }) },
)

/** All that is due is taken, as a sweep does it. */
const swept = (p: Played, now: Instant): Played =>
  timersOf(p.o, directory.workingTime)
    .filter(t => t.due <= now)
    .reduce((on, t) => {
      const next = ticked(on, t.deadline, now)
      return next ? { ...next, notices: [...(on === p ? [] : on.notices), ...next.notices] } : on
    }, p)

/** Calls that still ask somebody for something, by desk and purpose. */
const standing = ({ o }: Played): readonly string[] =>
  o.clocks.flatMap(c => c.calls.map(e => `${c.desk} ping.${c.name}.${e.step}.${e.due}`))

const total = (referrals: CountedReferrals, among: readonly string[]): number =>
  among.flatMap(ref => referrals.get(ref)?.measures ?? []).reduce((n, m) => n + m.amount, 0)

const checked = (before: Played, p: Played): void => {
  const { o } = p
  const counted = o.tags.map(t => t.ref)
  // No result is counted twice, and none is lost.
  expect(new Set(counted).size).toBe(counted.length)
  expect(counted).not.toContain(refs[1])
  const { sums, outside: others } = tallyOf(o, results)
  expect(sums.reduce((n, m) => n + m.amount, 0)).toBe(total(results, counted))
  expect(new Set(sums.map(m => `${m.kind} ${m.unit} ${m.currency} ${m.basis}`)).size).toBe(
    sums.length,
  )
  expect(others.map(x => x.proxy)).toEqual(o.proxies.map((_, i) => i + 1))
  // What was told stays told.
  expect(o.reports.slice(0, before.o.reports.length)).toEqual(before.o.reports)
  expect(o.reports.map(r => r.n)).toEqual(o.reports.map((_, i) => i + 1))
  for (const d of desks) expect(revisionOf(o, d)).toBeGreaterThanOrEqual(revisionOf(before.o, d))
  const timers = timersOf(o, directory.workingTime).map(t => t.deadline)
  expect(timers).toEqual(o.clocks.map(c => c.name))
  expect(timers.includes('end')).toBe(o.status === 'open')
  expect(timers.length).toBeLessThanOrEqual(o.status === 'open' ? 2 : 0)
  // Who declined hears that it did, and nothing after.
  const may = new Set([...partiesOf(o), ...partiesOf(before.o)])
  expect(p.notices.every(n => may.has(n.desk))).toBe(true)
  const lines = p.notices.filter(n => n.purpose !== 'card').map(n => n.desk)
  expect(lines.every(d => participantsOf(o).includes(d))).toBe(true)
}

describe('any order of acts and of time', () => {
  it('given it, then nothing counts twice, reports stay as told, and what is owed is asked for', () => {
    let [made, refused, tagged, told, asked, back, ended] = [0, 0, 0, 0, 0, 0, 0]
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 30 }), steps => {
        let now = start
        let p = begun()
        for (const x of steps) {
          now = plus(now, minutes(x.wait))
          const before = p
          if ('act' in x) {
            const raw = acts[x.act]?.(x.which) ?? {}
            const by = officerAt(x.desk)
            const done = attempt({ name: x.act, by, on: p, raw, now, claimed: elsewhere })
            made += Number(done.ok)
            refused += Number(!done.ok)
            p = done.ok ? done.value : p
          } else p = swept(p, now)
          if (p === before) continue
          checked(before, p)
          const said = p.notices.map(n => `${n.desk} ${n.purpose}`)
          const fresh = standing(p).filter(u => !standing(before).includes(u))
          const gone = standing(before).filter(u => !standing(p).includes(u))
          expect([...fresh, ...gone].filter(u => !said.includes(u))).toEqual([])
          asked += fresh.length
          back += gone.length
        }
        tagged += p.o.tags.length
        told += p.o.reports.length
        ended += Number(p.o.status === 'closed')
        const gone = erased(p, now)
        expect([standing(gone), gone.o.texts, matter.isErased(gone.json)]).toEqual([[], [], true])
        expect(tallyOf(gone.o, results)).toEqual(tallyOf(p.o, results))
      }),
      { seed: 7, numRuns: 150 },
    )
    expect(made).toBeGreaterThan(300)
    expect(refused).toBeGreaterThan(300)
    expect(tagged).toBeGreaterThan(50)
    expect(told).toBeGreaterThan(100)
    expect(asked).toBeGreaterThan(50)
    expect(back).toBeGreaterThan(30)
    expect(ended).toBeGreaterThan(4)
  })
})
