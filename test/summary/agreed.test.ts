import { describe, expect, it } from 'vitest'
import type { ContactPointId } from '../../src/kit/ids.ts'
import { days, fromRfc3339, instant, toRfc3339 } from '../../src/kit/time.ts'
import { sideOf } from '../../src/summary/figures.ts'
import { createFold } from '../../src/summary/fold.ts'
import { rowsOf } from '../../src/summary/rows.ts'
import { createSavedReader } from '../../src/summary/saved.ts'
import { boundsOf, type Week } from '../../src/summary/week.ts'
import { createChance } from './chance.ts'
import { type Made, textOf, yearBegins } from './year.ts'

const hk = 'hkc.cyber' as ContactPointId
const kr = 'kcs.cyber' as ContactPointId
const third = 'gdf.cyber' as ContactPointId
const desks = [hk, kr, third] as const
const zone = (desk: ContactPointId): string => (desk === hk ? 'Asia/Hong_Kong' : 'Asia/Seoul')
const parts = { pairs: [[hk, kr]] as const, zone }
const said = (at: number): string => toRfc3339(instant(at))
const day = (at: number): string => said(at).slice(0, 10)
const text = { language: 'en', ref: { item: 'i', commit: 'c', bytes: 1 } }

const happened = (subject: string, at: number, type: string, event: object): Made => ({
  ...{ at, subject, type, event: { type, ...event } },
})

type Chance = ReturnType<typeof createChance>

/** What becomes of an action item in the weeks after. */
const itemLife = (n: number, chance: Chance): readonly Made[] => {
  const id = `HK-A-2026-${String(n).padStart(6, '0')}`
  let at = yearBegins + chance.below(days(250))
  const [desk, other] = chance.odds(0.8) ? [hk, kr] : [hk, third]
  const owner = chance.odds(0.5) ? desk : other
  const due = () => said(at + days(1 + chance.below(40)))
  const made = [
    happened(id, at, 'action.begun', {
      ...{ desk, other, owner, due: due(), tlp: 'amber', clocks: [], text },
    }),
  ]
  for (let isOpen = true; made.length < 6; ) {
    at += days(1) + chance.below(days(20))
    if (chance.odds(0.2)) break
    if (isOpen && chance.odds(0.1)) {
      made.push(happened(id, at, 'action.withdrawn', { desk, text }))
      break
    }
    if (isOpen && chance.odds(0.4))
      made.push(
        happened(id, at, 'action.carried', {
          ...{ desk, meeting: day(at + days(30)), due: due(), clocks: [], text },
        }),
      )
    else {
      made.push(
        isOpen
          ? happened(id, at, 'action.done', { desk: owner, text })
          : happened(id, at, 'action.reopened', { desk, due: due(), clocks: [], text }),
      )
      isOpen = !isOpen
    }
  }
  return made
}

const noticeLife = (n: number, chance: Chance): readonly Made[] => {
  const id = `HK-B-2026-${String(n).padStart(6, '0')}`
  let at = yearBegins + chance.below(days(250))
  const desk = chance.of(hk, kr, third)
  const addressees = desks.filter(d => d !== desk && chance.odds(0.8))
  const [review, reviewBy] = [day(at + days(90)), said(at + days(90))]
  const made = [
    happened(id, at, 'bulletin.begun', {
      ...{ desk, kind: 'technical', tlp: 'amber', addressees },
      ...{ review, reviewBy, clocks: [], text },
    }),
  ]
  for (let revision = 1; made.length < 6; ) {
    at += chance.below(days(15))
    if (chance.odds(0.2)) break
    if (chance.odds(0.15)) {
      made.push(happened(id, at, 'bulletin.withdrawn', { text }))
      break
    }
    if (chance.odds(0.3)) {
      revision += 1
      made.push(happened(id, at, 'bulletin.revised', { revision, tlp: 'amber', clocks: [], text }))
    } else {
      const [reader = hk] = addressees.filter(() => chance.odds(0.6))
      made.push(happened(id, at, 'bulletin.read', { desk: reader, revision }))
    }
  }
  return made
}

const yearOf = (seed: number): readonly Made[] => {
  const chance = createChance(seed)
  const lives = Array.from({ length: 90 }, (_, i) => [
    ...itemLife(i + 1, chance),
    ...noticeLife(i + 1, chance),
  ])
  return lives.flat().toSorted((a, b) => a.at - b.at)
}

type Told = Record<string, unknown>

/** The same by hand: each subject's entries up to a moment, read backwards; nothing of it is the program's. */
const recounted = (made: readonly Made[], to: number, desk: string) => {
  const [open, overdue, unread] = [new Set(), new Set(), new Set()]
  for (const [id, of] of Map.groupBy(
    made.filter(m => m.at < to),
    m => m.subject,
  )) {
    const events = of.map(m => m.event as Told & { readonly type: string })
    const [first] = events
    const last = (type: RegExp) => events.findLast(e => type.test(e.type))
    const ends = last(/(done|withdrawn|reopened)$/)?.type ?? ''
    const isOver = /(done|withdrawn)$/.test(ends)
    const between = new Set([hk, kr] as string[])
    if (!first || isOver) continue
    if (first.type === 'action.begun' && first['owner'] === desk) {
      if (!between.has(`${first['desk']}`) || !between.has(`${first['other']}`)) continue
      open.add(id)
      if (`${last(/(begun|carried|reopened)$/)?.['due']}` <= said(to)) overdue.add(id)
    }
    if (first.type === 'bulletin.begun' && between.has(`${first['desk']}`)) {
      const since = events.findLastIndex(e => e.type === 'bulletin.revised')
      const read = events.some(
        (e, i) => i > since && e.type === 'bulletin.read' && e['desk'] === desk,
      )
      if ((first['addressees'] as string[]).includes(desk) && !read) unread.add(id)
    }
  }
  return { open: open.size, overdue: overdue.size, unread: unread.size }
}

const weeks = Array.from({ length: 40 }, (_, i): Week => `2026-W${String(i + 2).padStart(2, '0')}`)

describe('action items and bulletins in the figures of two desks', () => {
  it('given a year of them, then each week says what each side owed at its end, as counted by hand', () => {
    const made = yearOf(3)
    const whole = createFold(parts)
    const half = createFold(parts)
    for (const [seq, m] of made.entries()) {
      whole.take(textOf(m, seq))
      if (seq < made.length / 2) half.take(textOf(m, seq))
    }
    const reader = createSavedReader()
    for (const line of half.save()) reader.take(line)
    const restored = createFold(parts, reader.saved())
    for (const [seq, m] of made.entries()) if (seq >= restored.size()) restored.take(textOf(m, seq))
    let [seen, overdue, unread] = [0, 0, 0]
    for (const fold of [whole, restored]) fold.reach(instant(yearBegins + days(400)))
    for (const week of weeks) {
      const figures = whole.week(hk, kr, week)
      if (!figures) throw new Error(`no figures of ${week}`)
      expect(restored.week(hk, kr, week)).toEqual(figures)
      const { to } = boundsOf(week, [hk, kr].map(zone))
      expect(fromRfc3339(figures.to)).toBe(to)
      for (const desk of [hk, kr]) {
        const side = sideOf(figures, desk)
        const counted = recounted(made, to, desk)
        const { open = 0, overdue: late = 0 } = side.actions ?? {}
        expect([week, open, late, side.unread ?? 0]).toEqual([
          ...[week, counted.open, counted.overdue, counted.unread],
        ])
        seen += open
        overdue += late
        unread += side.unread ?? 0
      }
    }
    expect(seen).toBeGreaterThan(500)
    expect(overdue).toBeGreaterThan(100)
    expect(unread).toBeGreaterThan(200)
  })

  it('given a week with none, then its figures are as they were before there were any', () => {
    const fold = createFold(parts)
    const begin = happened('HK-2026-000001', yearBegins, 'referral.noted', { side: 'sender' })
    fold.take(textOf(begin, 0))
    fold.reach(instant(yearBegins + days(40)))
    const figures = fold.week(hk, kr, '2026-W03')
    if (!figures) throw new Error('no figures')
    expect(JSON.stringify(figures)).not.toMatch(/"(actions|unread)"/)
    expect(rowsOf(figures).some(r => /action items|bulletins/.test(r[1]))).toBe(false)
  })
})
