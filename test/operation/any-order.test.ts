import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MatterId } from '../../src/kit/ids.ts'
import type { CountedReferrals } from '../../src/matter/counted.ts'
import { timersOf } from '../../src/operation/clocks.ts'
import { participantsOf, partiesOf, revisionOf } from '../../src/operation/operation.ts'
import { tallyOf } from '../../src/operation/tally.ts'
import { type Acts, inAnyOrder, stepsOf } from '../matter/any-order.ts'
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

/** Ending it seldom fits, or hardly one would get anywhere. */
const acts: Acts = {
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
const steps = stepsOf({
  acts: [...Object.keys(acts), 'o-join', 'o-join', 'o-tag', 'o-tag', 'o-sitrep'],
  desks: [...desks, hkc],
  which: { min: 0, max: 4 },
  within: 400,
  leaps: fc.constantFrom(60, 4000, 14_000, 60_000),
  weights: [4, 1],
})

/** Calls that still ask somebody for something, by desk and purpose. */
const standing = ({ o }: Played): readonly string[] =>
  o.clocks.flatMap(c => c.calls.map(e => `${c.desk} ping.${c.name}.${e.step}.${e.due}`))

const total = (referrals: CountedReferrals, among: readonly string[]): number =>
  among.flatMap(ref => referrals.get(ref)?.measures ?? []).reduce((n, m) => n + m.amount, 0)

const checked = (before: Played, p: Played): void => {
  // Who declined a step ago is still among whom that step told, though nothing changed since.
  if (p === before) return
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
    inAnyOrder({
      ...{ seed: 7, length: { minLength: 10, maxLength: 30 }, steps, acts, start, begun },
      ...{ officerAt, ticked, erased, isErased: matter.isErased, standing, checked },
      attempt: t => attempt({ ...t, claimed: elsewhere }),
      timersOf: p => timersOf(p.o, directory.workingTime),
      bare: (p, bare) => {
        expect(bare.o.texts).toEqual([])
        expect(tallyOf(bare.o, results)).toEqual(tallyOf(p.o, results))
      },
      counted: p => ({
        tagged: p.o.tags.length,
        told: p.o.reports.length,
        ended: Number(p.o.status === 'closed'),
      }),
      least: { made: 300, refused: 300, tagged: 50, told: 100, asked: 50, back: 30, ended: 4 },
    })
  })
})
