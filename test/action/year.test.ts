import { describe, expect, it } from 'vitest'
import { agendaOf } from '../../src/action/agenda.ts'
import { packOf } from '../../src/action/pack.ts'
import { yearOf } from '../../src/action/year.ts'
import { days, instant } from '../../src/kit/time.ts'
import { localAt } from '../../src/kit/zone.ts'
import type { Figures } from '../../src/summary/figures.ts'
import { createFold } from '../../src/summary/fold.ts'
import { weeksOf } from '../../src/summary/week.ts'
import { createGiving } from '../summary/giving.ts'
import { yearOf as lives, textOf, yearBegins } from '../summary/year.ts'
import { begun, carried, directory, done, erased, gdf, hkc, kcs, start } from './sample.ts'

const fold = createFold({
  pairs: [[hkc, kcs]],
  zone: desk => directory.contactPoint(desk).zone.zone,
})
createGiving(lives(150, 5).map(textOf)).giveAll(fold)
fold.reach(instant(yearBegins + days(500)))
const weeks: readonly Figures[] = weeksOf(2026).flatMap(w => fold.week(hkc, kcs, w) ?? [])

type Loose = { readonly [name: string]: unknown }

/** The number at a path of each week, added up by hand. */
const total = (...path: readonly string[]): number =>
  weeks.reduce((n, f) => {
    const found = path.reduce<unknown>((at, name) => (at as Loose)[name], f)
    return n + Number(found ?? 0)
  }, 0)
const priorities = ['immediate', 'urgent', 'routine', 'information']
const over = (desk: string, ...path: readonly string[]): number =>
  priorities.reduce((n, p) => n + total('sides', desk, 'priorities', p, ...path), 0)

describe('the year in figures', () => {
  it('given its weeks, then what may be summed is, and nothing else is there', () => {
    const year = yearOf(2026, weeks)
    expect(year).toMatchObject({ year: 2026, weeks: weeks.length, desks: [hkc, kcs] })
    expect([year?.first, year?.last]).toEqual([weeks[0]?.week, weeks.at(-1)?.week])
    expect(weeks.length).toBeGreaterThan(50)
    for (const desk of [hkc, kcs])
      expect(year?.sides[desk]).toEqual({
        ...{ sent: over(desk, 'sent'), received: over(desk, 'received') },
        closed: over(desk, 'closed'),
        ack: { limited: over(desk, 'ack', 'limited'), within: over(desk, 'ack', 'within') },
        reply: { limited: over(desk, 'reply', 'limited'), within: over(desk, 'reply', 'within') },
        notifications: { sent: 0, received: 0, limited: 0, within: 0 },
        missedNights: total('sides', desk, 'missedNights'),
      })
    expect(over(hkc, 'sent') + over(kcs, 'sent')).toBeGreaterThan(100)
    expect(year?.outcomes.success).toBe(total('outcomes', 'success'))
    // No median of medians, and nothing that is counted at the end of a week.
    expect(JSON.stringify(year)).not.toMatch(/median|worst|open|overdue|owed/i)
  })

  it('given measures of several weeks, then like is added to like, and money of one currency alone', () => {
    const year = yearOf(2026, weeks)
    const all = weeks.flatMap(f => f.measures)
    const keyOf = (m: (typeof all)[number]) => [m.kind, m.unit, m.currency, m.basis].join()
    const sums = new Map<string, number>()
    for (const m of all) sums.set(keyOf(m), (sums.get(keyOf(m)) ?? 0) + m.amount)
    expect(new Map(year?.measures.map(m => [keyOf(m), m.amount]))).toEqual(sums)
    expect(sums.size).toBeGreaterThan(2)
  })

  it('given no week, then there are no figures', () => {
    expect(yearOf(2025, [])).toBeUndefined()
    expect([weeksOf(2026).length, weeksOf(2025).length]).toEqual([53, 52])
  })
})

describe('an agenda', () => {
  const dayOf = (at: typeof start): string => localAt(at, 'Asia/Hong_Kong').date
  const named = (p: ReturnType<typeof begun>, n: number) => ({
    ...p.state,
    id: `HK-A-2026-00000${n}` as typeof p.state.id,
  })

  it('given items, then open ones stand first begun first, and done ones since the last meeting', () => {
    const old = begun({ agreed: '2026-11-10' }, instant(start - days(8)))
    const items = [
      named(begun(), 3),
      named(begun({}, instant(start - days(2))), 2),
      // Done before the meeting of 19 November.
      named(done(old, instant(start - days(6))), 1),
      named(done(begun(), start), 4),
      named(carried(), 5),
    ]
    const agenda = agendaOf(items, [hkc, kcs], start, dayOf)
    expect(agenda.since).toBe('2026-11-19')
    expect(agenda.open.map(a => a.id.at(-1))).toEqual(['2', '3', '5'])
    expect(agenda.done.map(a => a.id.at(-1))).toEqual(['4'])
    // The meeting that one is carried to is still to come; then it is the last.
    const next = instant(Date.parse('2027-03-11T00:00:00Z'))
    const later = agendaOf(items, [hkc, kcs], next, dayOf)
    expect([later.since, later.done.length, later.overdue]).toEqual(['2027-03-10', 0, 2])
    expect(agendaOf(items, [hkc, gdf], start, dayOf)).toEqual({ open: [], done: [], overdue: 0 })
  })

  it('given its pack, then it has references, codes and days, and no word of an officer', () => {
    const agenda = agendaOf(
      [named(carried(), 1), named(erased(begun(), start), 2)],
      [kcs, hkc],
      start,
      dayOf,
    )
    const pack = packOf(agenda, { desks: [hkc, kcs], year: 2026, now: start })
    expect(pack.open[0]).toMatchObject({ carried: 1, meeting: '2027-03-10', overdue: false })
    expect(pack.open).toHaveLength(2)
    expect(JSON.stringify(pack)).not.toMatch(/sites|47th|complete/)
  })
})
