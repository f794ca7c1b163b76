import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { localAt, weekdays } from '../../src/kit/zone.ts'
import type { DutyRoster } from '../../src/roster/duty.ts'
import { nextPost, type PostTime } from '../../src/roster/post.ts'
import { dutyTimers } from '../../src/roster/timers.ts'
import { weekOf } from '../../src/summary/week.ts'
import { at, folded, officers, opened, zones } from './duty.ts'

const rome = 'Europe/Rome'
const set = (day: PostTime['day'], time: string) => ({
  ...{ type: 'duty.summary_scheduled' as const, day, at: time },
})
const never = { taken: 0, later: [0, 0, 0, 0, 0], missed: 0, clean: true }

/** Posted at that moment, and set before that to another time. */
const posted = (when: string, post?: PostTime): DutyRoster => ({
  ...opened([], '2026-01-01T00:00:00.000Z'),
  watched: at(when),
  ...(post ? { post } : {}),
})

const due = (roster: DutyRoster, zone: string): string => toRfc3339(nextPost(roster, zone))

describe('when the next weekly summary is due', () => {
  it('given a desk that set nothing, then on Monday at nine by its own clock, as before', () => {
    expect(due(posted('2026-11-24T05:00:00.000Z'), 'Asia/Seoul')).toBe('2026-11-30T00:00:00.000Z')
    expect(due(posted('2026-11-24T05:00:00.000Z'), rome)).toBe('2026-11-30T08:00:00.000Z')
    // Opened on a Monday before nine: on that day.
    expect(due(posted('2026-11-29T23:00:00.000Z'), 'Asia/Seoul')).toBe('2026-11-30T00:00:00.000Z')
  })

  it('given summer time, then at the same time of day, which is another moment', () => {
    expect(due(posted('2026-03-23T08:00:00.000Z'), rome)).toBe('2026-03-30T07:00:00.000Z')
    expect(due(posted('2026-10-19T07:00:00.000Z'), rome)).toBe('2026-10-26T08:00:00.000Z')
  })

  it('given a time that the clock leaps over, then it moves on by the leap; one that comes twice, the first', () => {
    const sunday = { day: 'sun', at: '02:30' } as const
    expect(due(posted('2026-03-22T01:30:00.000Z', sunday), rome)).toBe('2026-03-29T01:30:00.000Z')
    expect(localAt(at('2026-03-29T01:30:00.000Z'), rome).time).toBe('03:30')
    expect(due(posted('2026-10-18T00:30:00.000Z', sunday), rome)).toBe('2026-10-25T00:30:00.000Z')
    // Having gone out the first time, it does not again an hour later.
    expect(due(posted('2026-10-25T00:30:00.000Z', sunday), rome)).toBe('2026-11-01T01:30:00.000Z')
  })

  it('given another day after this week was posted, then the next week is', () => {
    const monday = '2026-11-30T00:00:00.000Z'
    const wednesday = { day: 'wed', at: '09:00' } as const
    expect(due(posted(monday, wednesday), 'Asia/Seoul')).toBe('2026-12-09T00:00:00.000Z')
    const sunday = { day: 'sun', at: '21:00' } as const
    expect(due(posted(monday, sunday), 'Asia/Seoul')).toBe('2026-12-13T12:00:00.000Z')
    // Not posted yet, and its new time is past: at once.
    const last = '2026-11-25T00:00:00.000Z'
    const back = { day: 'mon', at: '09:00' } as const
    expect(due(posted(last, back), 'Asia/Seoul')).toBe(monday)
  })

  it('given any zone, times and downtimes, then each week has one post at most, and none waits for ever', () => {
    const sundays = Array.from({ length: 7 }, () => 'sun' as const)
    const time = fc
      // Clocks change on a Sunday night; many times are of one.
      .tuple(
        fc.constantFrom(...weekdays, ...sundays),
        fc.oneof(fc.nat(23), fc.constant(2)),
        fc.nat(59),
      )
      .map(([day, h, m]) => ({
        day,
        at: `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`,
      }))
    const step = fc.record({
      set: fc.option(time, { nil: undefined }),
      late: fc.oneof(fc.constant(0), fc.nat(30 * 24 * 60)),
    })
    let moved = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        time,
        fc.array(step, { minLength: 4, maxLength: 20 }),
        (zone, first, steps) => {
          let roster = posted('2026-02-20T12:00:00.000Z', first)
          let last: Instant | undefined
          for (const { set: post, late } of steps) {
            if (post) roster = { ...roster, post }
            const next = nextPost(roster, zone)
            expect(next > roster.watched).toBe(true)
            expect(next - roster.watched <= minutes(15 * 24 * 60)).toBe(true)
            const now = plus(next, minutes(late))
            if (last !== undefined)
              expect(weekOf(localAt(now, zone).date) > weekOf(localAt(last, zone).date)).toBe(true)
            if (localAt(next, zone).time !== roster.post?.at) moved += 1
            last = now
            roster = { ...roster, watched: now }
          }
        },
      ),
      { seed: 7, numRuns: 400 },
    )
    // Some of those times were leapt over by a clock.
    expect(moved).toBeGreaterThan(0)
  })

  it('given a log, then the time is folded from it, its timer is armed, and one of before has the usual', () => {
    const facts = { zone: 'Asia/Seoul', officers }
    const watch = (r: DutyRoster) =>
      dutyTimers(r, facts).flatMap(t => (t.deadline === 'watch' ? [toRfc3339(t.due)] : []))
    const before = opened()
    const after = folded(before, ['2026-11-03T00:00:00.000Z', set('fri', '16:30'), 's'])
    expect([before.post, after.post]).toEqual([undefined, { day: 'fri', at: '16:30' }])
    expect(watch(before)).toEqual(['2026-11-09T00:00:00.000Z'])
    expect(watch(after)).toEqual(['2026-11-13T07:30:00.000Z'])
    const later = folded(after, [
      '2026-11-13T07:30:00.000Z',
      {
        ...{ type: 'duty.watched' as const, from: '2026-11-02T00:00:00.000Z' },
        ...{ to: '2026-11-13T07:30:00.000Z', ...never },
      },
    ])
    expect(watch(later)).toEqual(['2026-11-20T07:30:00.000Z'])
    expect(later.post).toEqual(after.post)
  })
})
