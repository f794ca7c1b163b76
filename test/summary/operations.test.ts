import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContactPointId } from '../../src/kit/ids.ts'
import { days, hours, instant, toRfc3339 } from '../../src/kit/time.ts'
import type { Figures } from '../../src/summary/figures.ts'
import { createFold, type Fold } from '../../src/summary/fold.ts'
import { csvOf } from '../../src/summary/rows.ts'
import { createSavedReader } from '../../src/summary/saved.ts'
import type { Week } from '../../src/summary/week.ts'
import { type Made, textOf } from './year.ts'

const [hk, kr, it3] = ['hkc.cyber', 'kcs.cyber', 'gdf.cyber'] as const
/** Monday, 2026-11-16, 14:30 in UTC. */
const start = Date.parse('2026-11-16T14:30:00Z')
const said = (at: number): string => toRfc3339(instant(at))
const weeks: readonly Week[] = ['2026-W47', '2026-W48', '2026-W49', '2026-W50']
const parts = {
  pairs: [[hk, kr]] as unknown as readonly (readonly [ContactPointId, ContactPointId])[],
  zone: () => 'UTC',
}

const happened = (subject: string, at: number, type: string, event: object): Made => ({
  ...{ at, subject, type, event: { type, ...event } },
})

const crocodile = 'HK-O-2026-000001'
const begun = (subject: string, at: number, invited: readonly string[] = [kr]): Made =>
  happened(subject, at, 'operation.begun', {
    ...{ desk: hk, from: said(at), to: said(at + days(90)), categories: ['tobacco'] },
    ...{ invited, tlp: 'amber', clocks: [] },
  })
const joined = (subject: string, at: number, desk: string = kr): Made =>
  happened(subject, at, 'operation.joined', { desk })

const sticks = (amount: number, basis = 'own') => ({
  ...{ kind: 'cigarettes', unit: 'stick', basis, amount },
})
const tagged = (
  subject: string,
  at: number,
  referral: string,
  sums: readonly object[] = [],
): Made => happened(subject, at, 'operation.tagged', { desk: kr, referral, sums })
const untagged = (subject: string, at: number, referral: string): Made =>
  happened(subject, at, 'operation.untagged', { desk: kr, referral })
const ended = (subject: string, at: number): Made =>
  happened(subject, at, 'operation.closed', {
    desk: hk,
    tagged: 0,
    sums: [],
    outside: [],
    released: [],
  })

/** A referral between a third desk and one of these: figures of the pair know nothing of it. */
const drafted = (ref: string, at: number): Made =>
  happened(ref, at, 'referral.drafted', {
    ...{ from: it3, to: hk, category: 'tobacco', priority: 'routine', drill: false },
  })
const closed = (ref: string, at: number, amount: number, basis = 'own'): Made =>
  happened(ref, at, 'referral.closed', {
    outcome: 'success',
    measures: [{ kind: 'cigarettes', unit: 'stick', basis, value: `${amount}` }],
  })

const giving = (fold: Fold, made: readonly Made[]): Fold => {
  for (const [seq, m] of made.entries()) {
    const text = textOf(m, seq)
    // Of a referral that was let go nothing is needed here but its end.
    if (fold.offer(text) !== undefined) fold.offer(text, [])
  }
  fold.reach(instant(start + days(60)))
  return fold
}

const figuresOf = (made: readonly Made[]): readonly Figures[] => {
  const fold = giving(createFold(parts), made)
  return weeks.flatMap(w => fold.week(hk as ContactPointId, kr as ContactPointId, w) ?? [])
}

const [a, b] = ['IT-2026-000001', 'IT-2026-000002'] as const
const base = [
  drafted(a, start),
  drafted(b, start),
  begun(crocodile, start),
  joined(crocodile, start + 1),
]

describe('operations in the figures of two desks', () => {
  it('given results that come, go and come again, then each week has the sum and its change', () => {
    const made = [
      ...base,
      tagged(crocodile, start + hours(1), a),
      closed(a, start + days(1), 1000),
      closed(b, start + days(2), 8000, 'third'),
      tagged(crocodile, start + days(8), b, [sticks(8000, 'third')]),
      // Closed once more, it stands in place of what it came to before, and isn't added to it.
      closed(a, start + days(9), 1500),
      untagged(crocodile, start + days(15), b),
    ]
    const found = figuresOf(made).map(f => f.operations[0])
    expect(found.map(o => [o?.tagged, o?.participants, o?.ended])).toEqual([
      ...[1, 2, 1, 1].map(n => [n, 2, false]),
    ])
    expect(found.map(o => o?.sums.map(s => [s.basis, s.amount, s.change]))).toEqual([
      [['own', 1000, 1000]],
      [
        ['own', 1500, 500],
        ['third', 8000, 8000],
      ],
      [
        ['own', 1500, 0],
        ['third', 0, -8000],
      ],
      [['own', 1500, 0]],
    ])
    const rows = csvOf(figuresOf(made).map(figures => ({ figures, digest: 'd' }))).split('\n')
    const of = `hkc.cyber+kcs.cyber,,operation ${crocodile}`
    expect(rows).toContain(`2026-W48,${of},cigarettes stick own change,500`)
    expect(rows).toContain(`2026-W49,${of},cigarettes stick third change,-8000`)
  })

  it('given one that ends, then it is in the figures of that week, and in none after it', () => {
    const made = [...base, ended(crocodile, start + days(8)), closed(a, start + days(9), 5)]
    expect(figuresOf(made).map(f => f.operations.map(o => o.ended))).toEqual([
      [false],
      [true],
      [],
      [],
    ])
  })

  it('given one in which only one of them takes part, then it is in no figures of theirs', () => {
    const other = 'HK-O-2026-000002'
    const made = [...base, begun(other, start, [kr, it3]), joined(other, start + 2, it3)]
    expect(figuresOf(made).map(f => f.operations.map(o => o.ref))).toEqual(
      weeks.map(() => [crocodile]),
    )
  })

  it('given what it is called, then the figures do not have it', () => {
    expect(Object.keys(figuresOf(base)[0]?.operations[0] ?? {}).toSorted()).toEqual(
      ['ended', 'outside', 'participants', 'ref', 'sums', 'tagged'].toSorted(),
    )
  })

  it('given any history, then each week is what its entries up to its end come to, also after restarts', () => {
    const refs = [1, 2, 3, 4].map(n => `IT-2026-00000${n}`)
    const step = fc.record({
      what: fc.constantFrom('tag', 'tag', 'untag', 'close', 'close', 'close'),
      ref: fc.constantFrom(...refs),
      amount: fc.integer({ min: 1, max: 9 }),
      basis: fc.constantFrom('own', 'third'),
      wait: fc.integer({ min: 1, max: 80 }),
    })
    let [more, less] = [0, 0]
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(40), (steps, cut) => {
        const made: Made[] = [
          ...refs.map(r => drafted(r, start)),
          begun(crocodile, start),
          joined(crocodile, start + 1),
        ]
        const last = new Map<string, ReturnType<typeof sticks>>()
        const tags = new Set<string>()
        /** By the naive way: what is tagged at the end of each week, each by its last closing. */
        const naive = new Map<Week, ReadonlyMap<string, number>>()
        const note = (week: Week) => {
          const sums = new Map<string, number>()
          for (const ref of tags) {
            const m = last.get(ref)
            if (m) sums.set(m.basis, (sums.get(m.basis) ?? 0) + m.amount)
          }
          naive.set(week, sums)
        }
        let at = start
        let i = 0
        const endOf = (n: number) => Date.parse('2026-11-23T00:00:00Z') + days(7 * n)
        for (const s of steps) {
          at += hours(s.wait)
          while (at >= endOf(i) && weeks[i]) note(weeks[i++] as Week)
          if (s.what === 'tag' && !tags.has(s.ref)) {
            const m = last.get(s.ref)
            made.push(tagged(crocodile, at, s.ref, m ? [m] : []))
            tags.add(s.ref)
          } else if (s.what === 'untag' && tags.delete(s.ref)) {
            made.push(untagged(crocodile, at, s.ref))
          } else if (s.what === 'close') {
            made.push(closed(s.ref, at, s.amount, s.basis))
            last.set(s.ref, sticks(s.amount, s.basis))
          }
        }
        while (weeks[i]) note(weeks[i++] as Week)

        let fold = createFold(parts)
        for (const [seq, m] of made.entries()) {
          const text = textOf(m, seq)
          if (fold.offer(text) !== undefined) fold.offer(text, [])
          if (seq !== cut) continue
          const reader = createSavedReader()
          for (const line of [...fold.save()]) reader.take(line)
          fold = createFold(parts, reader.saved())
        }
        fold.reach(instant(start + days(60)))
        let before: ReadonlyMap<string, number> = new Map()
        for (const week of weeks) {
          const f = fold.week(hk as ContactPointId, kr as ContactPointId, week)
          const now = naive.get(week) ?? new Map()
          const sums = f?.operations[0]?.sums ?? []
          expect(new Map(sums.filter(s => s.amount > 0).map(s => [s.basis, s.amount]))).toEqual(now)
          for (const s of sums) {
            expect(s.change).toBe((now.get(s.basis) ?? 0) - (before.get(s.basis) ?? 0))
            more += Number(s.change > 0)
            less += Number(s.change < 0)
          }
          before = now
        }
      }),
      { seed: 11, numRuns: 200 },
    )
    expect([more > 100, less > 20]).toEqual([true, true])
  })
})
