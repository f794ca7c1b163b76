import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timersOf } from '../../src/notification/clocks.ts'
import { partiesOf, revisionOf } from '../../src/notification/notification.ts'
import { type Acts, callsOf, inAnyOrder, stepsOf } from '../matter/any-order.ts'
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

const acts: Acts = {
  'n-acknowledge': () => ({}),
  'n-answer': which => ({ result: which === 0 ? 'seized' : 'not-arrived' }),
  'n-told': which =>
    which === 0 ? { external: '1', way: 'telephone' } : { external: '2', way: 'email' },
  'n-confirm': () => ({
    ...{ category: 'drugs', what: 'a', where: 'b', contact: 'c', action: 'info-only' },
  }),
  'n-supplement': which =>
    which === 0 ? { supplement: 'more' } : { arrival: '2026-11-25 12:00 +08:00' },
  'n-ask-holder': () => ({ holder: 'a', address: 'b' }),
  'n-verified': () => ({ verdict: 'unsure', on: '2026-11-24' }),
  'n-close': () => ({ outcome: 'success', closing: 'x' }),
}

const desks = [hkc, kcs, gdf] as const
const steps = stepsOf({
  ...{ acts: Object.keys(acts), desks, which: { min: 0, max: 1 }, within: 40, weights: [4, 2] },
  leaps: fc.integer({ min: 1, max: 300 }),
})

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

describe('any order of acts and of time', () => {
  it('given it, then a clock runs exactly while something is owed, and no call outlives its clock', () => {
    inAnyOrder({
      ...{ seed: 7, length: { minLength: 5, maxLength: 25 }, steps, acts, start },
      ...{ officerAt, attempt, ticked, erased, isErased: matter.isErased, checked },
      begun: () => sent({ hub: gdf, external: 'A; 1 / B; 2', oral: 'yes' }),
      timersOf: p => timersOf(p.n, directory.workingTime),
      standing: p => callsOf(p.n.clocks),
      bare: (p, bare) => expect(bare.n.addressees).toEqual(p.n.addressees),
      counted: p => ({ ended: Number(p.n.status !== 'open') }),
      least: { made: 300, refused: 300, asked: 100, back: 50, ended: 20 },
    })
  })
})
