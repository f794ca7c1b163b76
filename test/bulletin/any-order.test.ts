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
  type Played,
  spec,
  start,
  swept,
} from './sample.ts'

const day = (n: number): string => toRfc3339(plus(start, minutes(1440 * n))).slice(0, 10)
const languages = ['en', 'ko', 'zh-HK', 'zh-CN']

/** Each act with values that fit now and then; `which` from 1 to 4. */
const acts: Readonly<Record<string, (which: number) => Raw>> = {
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

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom(...Object.keys(acts), 'b-read', 'b-read', 'b-review'),
      desk: fc.constantFrom(hkc, kcs, gdf),
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
    let [made, refused, calls, back, revisions, reads, over] = [0, 0, 0, 0, 0, 0, 0]
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
            reads += Number(tried.ok && x.act === 'b-read')
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
        revisions += p.state.revision - 1
        over += Number(p.state.status === 'withdrawn')
        const bare = erased(p, now)
        expect([standing(bare), matter.isErased(bare.json)]).toEqual([[], true])
        expect(standing(p).filter(u => !said(bare).includes(u))).toEqual([])
        expect(spec.timersOf(bare.state, directory.workingTime)).toEqual([])
      }),
      { seed: 13, numRuns: 150 },
    )
    expect(made).toBeGreaterThan(300)
    expect(refused).toBeGreaterThan(300)
    expect(calls).toBeGreaterThan(200)
    expect(back).toBeGreaterThan(50)
    expect(revisions).toBeGreaterThan(25)
    expect(reads).toBeGreaterThan(100)
    expect(over).toBeGreaterThan(10)
  })
})
