import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { digestOf } from '../../src/bot/figures-digest.ts'
import { toHex, utf8 } from '../../src/kit/bytes.ts'
import type { ContactPointId } from '../../src/kit/ids.ts'
import { days, instant, toRfc3339 } from '../../src/kit/time.ts'
import { type Figures, sideOf } from '../../src/summary/figures.ts'
import { createFold, type Fold } from '../../src/summary/fold.ts'
import { createSavedReader, savedVersion } from '../../src/summary/saved.ts'
import { type Week, weekAfter } from '../../src/summary/week.ts'
import { busyYear } from './busy-year.ts'
import { createChance } from './chance.ts'
import { createGiving } from './giving.ts'
import { textOf, yearBegins } from './year.ts'

const [hk, kr, it3] = ['hkc.cyber', 'kcs.cyber', 'gdf.cyber'].map(d => d as ContactPointId) as [
  ContactPointId,
  ContactPointId,
  ContactPointId,
]
const pairs = [
  [hk, kr],
  [hk, it3],
] as const
const zones: Readonly<Record<string, string>> = {
  [hk]: 'Asia/Hong_Kong',
  [kr]: 'Asia/Seoul',
  [it3]: 'Europe/Rome',
}
const parts = { pairs, zone: (desk: ContactPointId) => zones[desk] ?? 'UTC' }
const end = instant(Date.UTC(2027, 3, 1))
const seed = Number(process.env['LIAISON_SEED'] ?? 47)

const weeksOf = (fold: Fold): readonly Figures[] => {
  fold.reach(end)
  const found: Figures[] = []
  for (const [a, b] of pairs)
    for (let week: Week = '2026-W01'; week < '2027-W13'; week = weekAfter(week)) {
      const figures = fold.week(a, b, week)
      if (figures) found.push(figures)
    }
  return found
}

/** As after a start that found what the run before it had kept. */
const restarted = (fold: Fold): Fold => {
  const reader = createSavedReader()
  for (const line of [...fold.save()]) reader.take(line)
  return createFold(parts, reader.saved())
}

describe('figures that are kept over a restart', () => {
  it('given any history and restarts anywhere in it, then every week comes to the same, to the digest', () => {
    let recalled = 0
    let weeks = 0
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (history, cuts) => {
        const texts = busyYear(60, history)
        const chance = createChance(cuts)
        const whole = createGiving(texts)
        const giving = createGiving(texts)
        const expected = weeksOf(whole.giveAll(createFold(parts)))
        let fold = createFold(parts)
        for (const seq of texts.keys()) {
          if (chance.odds(0.02)) {
            const { at, type } = JSON.parse(texts[seq] ?? '') as { at: string; type: string }
            // That nothing ran is in the log before anybody asks for a week that ended in it.
            if (type !== 'clock.resumed' && chance.odds(0.3)) fold.reach(instant(Date.parse(at)))
            fold = restarted(fold)
          }
          giving.give(fold, seq)
        }
        const digests = (all: readonly Figures[]) => all.map(f => digestOf(f, digest))
        const found = weeksOf(fold)
        expect(digests(found)).toEqual(digests(expected))
        expect(fold.sofar(hk, it3, end)).toEqual(restarted(fold).sofar(hk, it3, end))
        recalled += giving.recalled()
        weeks += found.length
      }),
      { seed, numRuns: 20 },
    )
    // What was let go of was needed again: else nothing of that would be shown here.
    expect(recalled).toBeGreaterThan(10)
    expect(weeks).toBeGreaterThan(20 * 100)
  })

  it('given matters of every kind, then a restart after any entry changes nothing', () => {
    const start = yearBegins + days(40)
    const said = (at: number): string => toRfc3339(instant(at))
    const words = { text: { language: 'en', ref: { item: 'i', commit: 'c', bytes: 1 } } }
    const sums = [{ kind: 'cigarettes', unit: 'stick', basis: 'own', amount: 400 }]
    const told: readonly (readonly [string, string, object])[] = [
      [
        'HK-O-2026-000001',
        'operation.begun',
        {
          ...{ desk: hk, from: said(start), to: said(start + days(90)), categories: ['tobacco'] },
          ...{ invited: [kr], tlp: 'amber', clocks: [] },
        },
      ],
      ['HK-O-2026-000001', 'operation.joined', { desk: kr }],
      ['HK-O-2026-000001', 'operation.tagged', { desk: kr, referral: 'HK-2026-000009', sums }],
      [
        'HK-A-2026-000001',
        'action.begun',
        {
          ...{ desk: hk, other: kr, owner: kr, due: said(start + days(9)), tlp: 'amber' },
          ...{ clocks: [], ...words },
        },
      ],
      [
        'KR-B-2026-000001',
        'bulletin.begun',
        {
          ...{ desk: kr, kind: 'technical', tlp: 'amber', addressees: [hk], review: '2026-06-01' },
          ...{ reviewBy: said(start + days(90)), clocks: [], ...words },
        },
      ],
    ]
    const texts = told.map(([subject, type, event], i) =>
      textOf({ at: start + days(4 * i), subject, type, event: { type, ...event } }, i),
    )
    const whole = weeksOf(createGiving(texts).giveAll(createFold(parts)))
    const giving = createGiving(texts)
    let fold = createFold(parts)
    for (const seq of texts.keys()) {
      giving.give(fold, seq)
      fold = restarted(fold)
    }
    expect(weeksOf(fold)).toEqual(whole)
    const last = whole.findLast(f => f.desks.includes(kr))
    expect(last?.operations).toMatchObject([{ ref: 'HK-O-2026-000001', tagged: 1 }])
    expect(last && [sideOf(last, kr).actions, sideOf(last, hk).unread]).toEqual([
      { open: 1, overdue: 1 },
      1,
    ])
  })

  it('given a year, then what is held grows with what is open, and not with all that ever was', () => {
    const linesAfter = (share: number): number => {
      const texts = busyYear(400, seed)
      const fold = createFold(parts)
      const giving = createGiving(texts)
      for (const seq of texts.keys()) if (seq < texts.length * share) giving.give(fold, seq)
      const { referrals } = [...fold.save()]
        .reduce((reader, line) => {
          reader.take(line)
          return reader
        }, createSavedReader())
        .saved()
      const open = referrals.filter(r => !['closed', 'withdrawn'].includes(r.state.state))
      return referrals.length - open.length
    }
    // Over for less than a week or two, with a clock ahead at most.
    expect(linesAfter(0.5)).toBeLessThan(40)
    expect(linesAfter(1)).toBeLessThan(40)
  })

  it('given figures that are counted otherwise than before, then what was kept before is of another version', () => {
    const texts = busyYear(60, 5)
    const said = JSON.stringify(weeksOf(createGiving(texts).giveAll(createFold(parts))))
    const kept = [...createGiving(texts.slice(0, 300)).giveAll(createFold(parts)).save()].join('\n')
    // Whoever changes what is counted, or how it is kept, raises the version and puts the new digests here.
    expect([
      savedVersion,
      toHex(digest(utf8(said))),
      toHex(digest(utf8(kept))),
    ]).toMatchInlineSnapshot(`
      [
        3,
        "f5550f60f146a50efa1028617bd10cae032f0dbb9d26cab98aef923c59febfb4",
        "5f1deae99d6e5469155754459993567b69ffa91b72271064a9da76e407037b92",
      ]
    `)
  })
})
