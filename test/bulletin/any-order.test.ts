import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addresseeAt,
  partiesOf,
  revisionOf,
  unreadBy,
  versionsOf,
} from '../../src/bulletin/bulletin.ts'
import { minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { type Acts, callsOf, inAnyOrder, stepsOf } from '../matter/any-order.ts'
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
  type Played,
  spec,
  start,
  ticked,
} from './sample.ts'

const day = (n: number): string => toRfc3339(plus(start, minutes(1440 * n))).slice(0, 10)
const languages = ['en', 'ko', 'zh-HK', 'zh-CN']

const acts: Acts = {
  'b-version': which => ({ title: 'T', body: `B${which}`, language: languages[which - 1] ?? '' }),
  'b-read': () => ({}),
  'b-revise': which => ({
    title: which > 1 ? `T${which}` : '',
    body: 'B',
    language: languages[which - 1] ?? '',
    ...(which > 3 ? { tlp: 'red' } : {}),
  }),
  'b-review': which => ({ review: day(which * 40) }),
  'b-withdraw': which => ({ reason: which > 3 ? 'Over.' : '' }),
}

const steps = stepsOf({
  acts: [...Object.keys(acts), 'b-read', 'b-read', 'b-review'],
  desks: [hkc, kcs, gdf],
  which: { min: 1, max: 4 },
  within: 600,
  leaps: fc.constantFrom(60, 1440, 14_400, 40_000),
  weights: [3, 2],
})

const checked = (before: Played, { state, notices }: Played): void => {
  const isOpen = state.status === 'open'
  const reading = unreadBy(state).map(d => `read:${state.revision}.${d}`)
  const review = isOpen ? [`review:${state.reviews.length + 1}`] : []
  expect(state.clocks.map(c => c.name).toSorted()).toEqual([...reading, ...review].toSorted())
  expect(
    spec
      .timersOf(state, directory.workingTime)
      .map(t => t.deadline)
      .toSorted(),
  ).toEqual(state.clocks.map(c => c.name).toSorted())
  const own = versionsOf(state).map(v => v.language)
  expect(own.length).toBeGreaterThan(0)
  expect(new Set(own).size).toBe(own.length)
  // What somebody read stays read until there is another text.
  for (const a of before.state.addressees)
    if (a.read && state.revision === before.state.revision)
      expect(addresseeAt(state, a.desk)?.read).toEqual(a.read)
  for (const d of [hkc, kcs, gdf])
    expect(revisionOf(state, d)).toBeGreaterThanOrEqual(revisionOf(before.state, d))
  expect(notices.every(n => partiesOf(state).includes(n.desk))).toBe(true)
}

describe('any order of acts on a bulletin, and of time', () => {
  it('given it, then what is unread is called for, and no call outlives what it called for', () => {
    inAnyOrder({
      ...{ seed: 13, length: { minLength: 8, maxLength: 24 }, steps, acts, start, begun },
      ...{ officerAt, attempt, ticked, erased, isErased: matter.isErased, checked },
      timersOf: p => spec.timersOf(p.state, directory.workingTime),
      standing: p => callsOf(p.state.clocks),
      counted: p => ({
        revisions: p.state.revision - 1,
        over: Number(p.state.status === 'withdrawn'),
      }),
      least: {
        made: 300,
        refused: 300,
        asked: 200,
        back: 50,
        revisions: 25,
        'b-read': 100,
        over: 10,
      },
    })
  })
})
