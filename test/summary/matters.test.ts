import { describe, expect, it } from 'vitest'
import type { ContactPointId } from '../../src/kit/ids.ts'
import { days, hours, instant, minutes, toRfc3339 } from '../../src/kit/time.ts'
import { sideOf } from '../../src/summary/figures.ts'
import { createFold } from '../../src/summary/fold.ts'
import { type Made, textOf } from './year.ts'

const hk = 'hkc.cyber' as ContactPointId
const kr = 'kcs.cyber' as ContactPointId
const it3 = 'gdf.cyber' as ContactPointId
/** Monday, 2026-11-16, 23:30 in Korea, 22:30 in Hong Kong: night at either. */
const night = Date.parse('2026-11-16T14:30:00Z')
const said = (at: number): string => toRfc3339(instant(at))

const happened = (subject: string, at: number, type: string, event: object): Made => ({
  ...{ at, subject, type, event: { type, ...event } },
})

const clock = (name: string, desk: string, since: number, ms: number) => ({
  ...{ name, desk, other: hk, since: said(since), due: said(since + ms) },
  steps: [{ afterMinutes: 0, tell: ['duty'] }],
})

const sent = (subject: string, at: number, to: readonly string[]): Made =>
  happened(subject, at, 'notification.sent', {
    ...{ from: hk, kind: 'controlled-delivery', category: 'drugs', actions: [] },
    ...{ urgency: 'moving-goods', tlp: 'amber', oral: false, externals: 0 },
    addressees: to.map(desk => ({ desk, role: 'arrival' })),
    clocks: to.map(desk => clock(`ack:${desk}`, desk, at, minutes(15))),
  })

const acked = (subject: string, at: number, desk: string): Made =>
  happened(subject, at, 'notification.acknowledged', { desk, clocks: [] })

const foldOf = (made: readonly Made[]) => {
  const fold = createFold({
    pairs: [[hk, kr]],
    zone: desk => (desk === hk ? 'Asia/Hong_Kong' : 'Asia/Seoul'),
  })
  const begin = happened('HK-2026-000001', night - days(1), 'referral.noted', { side: 'sender' })
  for (const [seq, m] of [begin, ...made].entries()) fold.take(textOf(m, seq))
  fold.reach(instant(night + days(30)))
  return fold
}

const weekOf = (made: readonly Made[], week: `${string}-W${string}` = '2026-W47') => {
  const figures = foldOf(made).week(hk, kr, week)
  if (!figures) throw new Error(`no figures of ${week}`)
  return figures
}

describe('notifications in the figures of two desks', () => {
  it('given one to two desks, then what the third does counts for neither', () => {
    const n = 'HK-N-2026-000001'
    const noon = night + hours(12)
    const f = weekOf([
      sent(n, noon, [kr, it3]),
      acked(n, noon + minutes(1), it3),
      acked(n, noon + minutes(14), kr),
      acked(n, noon + minutes(20), kr),
    ])
    expect(sideOf(f, hk).notifications).toMatchObject({ sent: 1, received: 0, unanswered: 0 })
    expect(sideOf(f, kr).notifications).toEqual({
      ...{ sent: 0, received: 1, unanswered: 1 },
      ack: { n: 1, limited: 1, within: 1, medianMs: minutes(14), worstMs: minutes(14) },
    })
    expect([sideOf(f, kr).missedNights, sideOf(f, hk).missedNights]).toEqual([0, 0])
  })

  it('given nights, then one is missed after an hour without a word, and once whatever comes later', () => {
    const [a, b, c] = ['HK-N-2026-000001', 'HK-N-2026-000002', 'HK-N-2026-000003']
    const sunday = Date.parse('2026-11-22T14:30:00Z')
    const made = [
      sent(a, night, [kr]),
      acked(a, night + hours(1), kr),
      sent(b, night + hours(2), [kr]),
      acked(b, night + hours(3) + 1, kr),
      // Its hour ends in the next week.
      sent(c, sunday, [kr]),
    ]
    const fold = foldOf(made)
    const missed = (['2026-W47', '2026-W48', '2026-W49'] as const).map(w => {
      const f = fold.week(hk, kr, w)
      return f && sideOf(f, kr).missedNights
    })
    expect(missed).toEqual([1, 1, 0])
  })

  it('given calls of the clock, then they count by the step, for whoever owed it', () => {
    const n = 'HK-N-2026-000001'
    const call = (step: number): Made =>
      happened(n, night + minutes(15 + step), 'notification.escalated', {
        ...{ deadline: `ack:${kr}`, desk: kr, other: hk, step, due: said(night + minutes(15)) },
        ...{ planned: said(night), tell: ['duty'], missed: [], called: [], calledOther: [] },
      })
    const f = weekOf([sent(n, night, [kr]), call(0), call(1), call(9)])
    expect([sideOf(f, kr).escalations, sideOf(f, hk).escalations]).toEqual([
      [1, 1, 0, 0, 0, 1],
      [0, 0, 0, 0, 0, 0],
    ])
  })
})

describe('the end of a week', () => {
  it('given an entry at its very end, then it is of the next week, and not in the size of the log', () => {
    const [a, b] = ['HK-N-2026-000001', 'HK-N-2026-000002']
    const end = Date.parse('2026-11-22T15:00:00Z')
    const made = [sent(a, end - 1, [kr]), sent(b, end, [kr])]
    const weeks = [weekOf(made), weekOf(made, '2026-W48')]
    expect(weeks.map(f => [sideOf(f, kr).notifications.received, f.size])).toEqual([
      [1, 2],
      [1, 3],
    ])
  })

  it('given a look at the week so far after its end, then nothing beyond it is counted as of it', () => {
    const fold = foldOf([])
    const begin = happened('HK-2026-000001', night, 'referral.noted', { side: 'sender' })
    const young = createFold({ pairs: [[hk, kr]], zone: () => 'UTC' })
    young.take(textOf(begin, 0))
    expect(young.sofar(hk, kr, instant(night + days(30)))?.to).toBe('2026-11-23T00:00:00.000Z')
    expect(fold.week(hk, it3, '2026-W47')).toBeUndefined()
    expect(young.week(hk, kr, '2026-W47')).toBeUndefined()
  })
})

describe('how the system did', () => {
  const stopped = (from: number, to: number): Made =>
    happened('', to, 'clock.resumed', { from: said(from), to: said(to) })
  const jumped = (at: number): Made =>
    happened('', at, 'clock.jumped', { from: said(at), jumpMs: 1000 })

  it('given stops and jumps, then each week has its part of them', () => {
    // The week ends on Sunday, 23:00 in Hong Kong.
    const end = Date.parse('2026-11-22T15:00:00Z')
    const made = [
      stopped(night, night + hours(2)),
      jumped(night + hours(3)),
      stopped(end - hours(3), end + days(8)),
    ]
    const weeks = (['2026-W47', '2026-W48', '2026-W49', '2026-W50'] as const).map(w =>
      weekOf(made, w),
    )
    expect(weeks.map(f => f.stops)).toEqual([
      { count: 2, ms: hours(5), longestMs: hours(3), jumps: 1 },
      { count: 1, ms: days(7), longestMs: days(7), jumps: 0 },
      { count: 1, ms: days(1), longestMs: days(1), jumps: 0 },
      { count: 0, ms: 0, longestMs: 0, jumps: 0 },
    ])
    // Of the entry that told of the stop, too: so many entries say all of it.
    expect(weeks.slice(0, 2).map(f => f.size)).toEqual([4, 4])
  })
})

describe('holds on goods in the figures of two desks', () => {
  const s = 'KR-S-2026-000001'
  const shipped = (watchers: readonly string[]): Made =>
    happened(s, night, 'shipment.begun', {
      ...{ leg: 1, departs: said(night), arrives: said(night + days(3)), containers: 1, desk: kr },
      ...{ custodian: hk, watchers, tlp: 'amber', clocks: [] },
    })
  const held = (desk: string, hold: number): Made =>
    happened(s, night + hours(hold), 'shipment.held', {
      ...{ desk, hold, leg: 1, since: said(night), limit: said(night + days(10)), reminders: [] },
    })
  const ended = (desk: string, hold: number, how: string): Made =>
    happened(s, night + days(2), 'shipment.hold_ended', { desk, hold, how })

  it('given holds of these desks, then what became of them is counted, and limits ahead are named', () => {
    const made = [
      shipped([kr, hk, it3]),
      held(hk, 1),
      held(hk, 2),
      held(it3, 3),
      ended(hk, 1, 'released'),
    ]
    const f = weekOf(made)
    expect(f.holds).toEqual({ begun: 2, ended: 1, withoutResult: 1, medianHours: 48 })
    expect(f.ahead).toEqual({
      count: 1,
      first: [{ ref: s, clock: 'hold', owner: hk, tlp: 'amber', due: said(night + days(10)) }],
    })
    expect(weekOf(made, '2026-W48').holds).toEqual({ begun: 0, ended: 0, withoutResult: 0 })
  })
})
