import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLoss, type Step } from '../../src/escalation/policy.ts'
import { type DeadlineName, type Priority, priorities } from '../../src/kit/codes.ts'
import { days, hours, type Instant, instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { passed, timersOf } from '../../src/referral/deadlines.ts'
import type { Snoozed } from '../../src/referral/events.ts'
import { evolve } from '../../src/referral/evolve.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { paused, type RunningDeadline, resumed } from '../../src/referral/running.ts'
import { directory } from '../referral/desks.ts'
import { id, inState, start } from '../referral/sample.ts'

const times = directory.workingTime
const accepted = inState('accepted')

interface Clock {
  readonly name: DeadlineName
  readonly priority: Priority
  readonly first: number
  readonly gaps: readonly number[]
  readonly again: number
  readonly dueIn: number
}

/** What happens next, after so many milliseconds. */
type Move = readonly ['look' | 'pause' | 'resume' | 'snooze', number]

const clocks: fc.Arbitrary<Clock> = fc.record({
  name: fc.constantFrom('ack', 'reply', 'chase', 'evidence'),
  priority: fc.constantFrom(...priorities),
  first: fc.integer({ min: -3000, max: 100 }),
  gaps: fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 5 }),
  again: fc.integer({ min: 10, max: 5000 }),
  dueIn: fc.integer({ min: 1, max: days(10) }),
})

const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.tuple(
    fc.constantFrom('look', 'look', 'look', 'pause', 'resume', 'snooze'),
    fc.oneof(fc.integer({ min: 0, max: hours(3) }), fc.integer({ min: 0, max: days(40) })),
  ),
  { minLength: 5, maxLength: 25 },
)

const stepsOf = ({ first, gaps }: Clock) =>
  [0, ...gaps].map((_, i) => ({
    afterMinutes: first + gaps.slice(0, i).reduce((a, b) => a + b, 0),
    tell: ['duty' as const],
  }))

const running = (c: Clock): Referral => {
  const due = plus(start, c.dueIn)
  const clock: RunningDeadline = {
    name: c.name,
    owner: 'receiver',
    due,
    original: due,
    since: start,
    steps: stepsOf(c),
    ...(isLoss(c.name) ? {} : { againMinutes: c.again, snoozeMinutes: 100_000 }),
    reached: 0,
    calls: [],
  }
  return { ...accepted, priority: c.priority, deadlines: [clock] }
}

const only = (r: Referral): RunningDeadline => {
  const [d] = r.deadlines
  if (!d) throw new Error('the clock is gone')
  return d
}

/** The moment of a call by the policy alone, counted one round after the other. */
const bare = (d: RunningDeadline, step: number): Instant => {
  let at = d.due + minutes(d.steps[Math.min(step, d.steps.length - 1)]?.afterMinutes ?? 0)
  for (let n = d.steps.length; n <= step; n++) at += minutes(d.againMinutes ?? 0)
  return instant(at)
}

const moved = (r: Referral, [what, ms]: Move, now: Instant): Referral => {
  switch (what) {
    case 'look':
      return r
    case 'pause':
      return { ...r, deadlines: paused(r.deadlines, now, only(r).name) }
    case 'resume':
      return { ...r, deadlines: resumed(r.deadlines, now) }
    case 'snooze': {
      if (isLoss(only(r).name)) return r
      const until = toRfc3339(plus(now, ms / 4))
      const event: Snoozed = {
        type: 'referral.snoozed',
        side: 'receiver',
        until,
        reason: 'working-on-it',
        deadlines: [only(r).name],
      }
      return evolve(r, id, { event, at: now, by: 'clock' })
    }
  }
}

/** All that must hold of a call when it is made. */
const checkCall = (r: Referral, now: Instant): Referral => {
  const before = only(r)
  const event = passed(r, before.name, now, times)
  if (!event) return r
  const planned = Date.parse(event.planned ?? '')
  expect(planned).toBeLessThanOrEqual(now)
  expect(planned).toBeGreaterThanOrEqual(bare(before, event.step))
  expect(planned).toBeGreaterThanOrEqual(before.snoozedUntil ?? planned)
  if (r.priority !== 'immediate') expect(planned % minutes(1)).toBe(0)
  const atEase = r.priority === 'routine' || r.priority === 'information'
  if (atEase && !isLoss(before.name)) expect(times(r.to).next(instant(planned))).toBe(planned)
  const leapt = event.missed.length + (event.missedRounds ?? 0)
  // What waited for the hours was not missed; else each that was leapt over is named.
  const waited = event.because?.kind === 'hours'
  expect(leapt).toBe(waited ? 0 : event.step - before.reached)
  expect(event.missed).toEqual(event.missed.map((_, i) => before.reached + i))
  const after = evolve(r, id, { event, at: now, by: 'clock' })
  expect(only(after).reached).toBe(event.step + 1)
  expect(after.escalations).toBe(r.escalations + leapt + 1)
  expect(passed(after, before.name, now, times)).toBeUndefined()
  return after
}

/** Silent only while it stands still, or once what it warned of is lost. */
const checkArmed = (r: Referral, now: Instant): void => {
  const d = only(r)
  const armed = timersOf(r, times)
  const over = isLoss(d.name) && d.reached === d.steps.length
  expect(armed).toHaveLength(d.pausedAt !== undefined || over ? 0 : 1)
  for (const timer of armed) expect(timer.due).toBeGreaterThan(now)
}

describe('the calls of a clock', () => {
  it('given any clock, pauses, silences and downtimes, then each is made once, in order, and none early', () => {
    let calls = 0
    let leaps = 0
    const property = fc.property(clocks, moves, (clock, happens) => {
      let r = running(clock)
      let now = start
      for (const move of happens) {
        now = plus(now, move[1])
        const before = r.escalations
        r = checkCall(r, now)
        checkArmed(r, now)
        if (r.escalations > before) calls++
        if (r.escalations > before + 1) leaps++
        r = moved(r, move, now)
      }
    })
    fc.assert(property, { numRuns: 300, seed: 20_261_124 })
    expect(calls).toBeGreaterThan(500)
    expect(leaps).toBeGreaterThan(100)
  })

  it('given any clock that is looked at when it is armed, then no step is ever missed but by plan', () => {
    let calls = 0
    const property = fc.property(clocks, clock => {
      let r = running(clock)
      for (let n = 0; n < 12; n++) {
        const [timer] = timersOf(r, times)
        if (!timer) break
        const event = passed(r, clock.name, timer.due, times)
        expect(event?.planned).toBe(toRfc3339(timer.due))
        // Only those that share its moment, since they waited for it together.
        const shared = event !== undefined && event.step > only(r).reached
        const atEase = r.priority === 'routine' || r.priority === 'information'
        const waits = atEase || timer.due === start
        if (shared) expect(waits).toBe(true)
        r = checkCall(r, timer.due)
        calls++
      }
      expect(timersOf(r, times)).toHaveLength(isLoss(clock.name) ? 0 : 1)
    })
    fc.assert(property, { numRuns: 200 })
    expect(calls).toBeGreaterThan(1000)
  })

  it('given any policy of what can wait, then nobody beyond the owner is called before its own had their time', () => {
    const tells: fc.Arbitrary<Step['tell']> = fc.constantFrom(
      ['duty'],
      ['backup'],
      ['duty', 'backup'],
      ['supervisor', 'other-desk'],
      ['head', 'other-head'],
      ['duty', 'supervisor'],
    )
    const isOwn = (step: Step | undefined): boolean =>
      step?.tell.every(t => t === 'duty' || t === 'backup') ?? false
    const all = fc.array(tells, { minLength: 6, maxLength: 6 })
    const pauses = fc.array(fc.integer({ min: 0, max: hours(30) }), { maxLength: 4 })
    let distances = 0
    let atOnce = 0
    const property = fc.property(
      clocks.filter(c => !isLoss(c.name)),
      fc.constantFrom<Priority>('routine', 'information'),
      all,
      pauses,
      (clock, priority, told, paused_) => {
        const before = running({ ...clock, priority })
        const steps = only(before).steps.map((s, i) => ({ ...s, tell: told[i] ?? s.tell }))
        let r: Referral = { ...before, deadlines: [{ ...only(before), steps }] }
        const made: Instant[] = []
        while (made.length < steps.length + 2) {
          const [timer] = timersOf(r, times)
          if (!timer) throw new Error('it fell silent')
          const { step = 0 } = passed(r, clock.name, timer.due, times) ?? {}
          while (made.length <= step) made.push(timer.due)
          r = checkCall(r, timer.due)
          const pause = paused_[made.length]
          if (pause === undefined) continue
          const stopped = { ...r, deadlines: paused(r.deadlines, timer.due, clock.name) }
          r = { ...r, deadlines: resumed(stopped.deadlines, plus(timer.due, pause)) }
        }
        steps.forEach((step, n) => {
          const own = steps.slice(0, n).findLastIndex(isOwn)
          const [at, first, first_] = [made[n], made[own], steps[own]]
          if (isOwn(step) || !first_ || at === undefined || first === undefined) return
          const apart = minutes(step.afterMinutes - first_.afterMinutes)
          expect(at - first).toBeGreaterThanOrEqual(apart)
          distances++
          if (at - first === apart) atOnce++
        })
      },
    )
    fc.assert(property, { numRuns: 400, seed: 20_261_124 })
    expect(distances).toBeGreaterThan(150)
    // Some wait no longer than that: the rule asks for the distance, not for another day.
    expect(atOnce).toBeGreaterThan(20)
  })

  it('given a night and a weekend, then Monday calls the officers, and Tuesday those beyond them', () => {
    // Due on Saturday 2026-11-28 at 03:00 in Seoul.
    const due = instant(Date.parse('2026-11-27T18:00:00Z'))
    const before = running({
      name: 'ack',
      priority: 'routine',
      first: 0,
      gaps: [60, 1380],
      again: 1440,
      dueIn: due - start,
    })
    const tells: readonly Step['tell'][] = [['duty'], ['backup'], ['supervisor', 'other-desk']]
    const steps = only(before).steps.map((s, i) => ({ ...s, tell: tells[i] ?? s.tell }))
    let r: Referral = { ...before, deadlines: [{ ...only(before), steps }] }
    const made = Array.from({ length: 4 }, () => {
      const [timer] = timersOf(r, times)
      const event = timer && passed(r, 'ack', timer.due, times)
      r = checkCall(r, timer?.due ?? start)
      return [event?.planned, event?.step, event?.because?.kind, event?.tell]
    })
    expect(made).toEqual([
      ['2026-11-30T00:00:00.000Z', 1, 'hours', ['duty', 'backup']],
      ['2026-12-01T00:00:00.000Z', 2, undefined, ['supervisor', 'other-desk']],
      ['2026-12-02T00:00:00.000Z', 3, undefined, ['supervisor', 'other-desk']],
      ['2026-12-03T00:00:00.000Z', 4, undefined, ['supervisor', 'other-desk']],
    ])
  })

  it('given a warning at the weekend of a loss before Monday, then it does not wait for the hours', () => {
    // 2026-11-28 is a Saturday; the records are gone on Sunday at noon in Seoul.
    const gone = instant(Date.parse('2026-11-29T03:00:00Z'))
    const dueIn = gone - start
    const warned = running({
      name: 'evidence',
      priority: 'routine',
      first: -1440,
      gaps: [1440],
      again: 10,
      dueIn,
    })
    expect(timersOf(warned, times)).toEqual([
      { deadline: 'evidence', step: 0, due: instant(gone - days(1)) },
    ])
    const asked = running({
      name: 'reply',
      priority: 'routine',
      first: -1440,
      gaps: [1440],
      again: 10,
      dueIn,
    })
    const monday = instant(Date.parse('2026-11-30T00:00:00Z'))
    expect(timersOf(asked, times)).toEqual([{ deadline: 'reply', step: 0, due: monday }])
    expect(passed(asked, 'reply', monday, times)).toMatchObject({
      step: 1,
      missed: [],
      because: { kind: 'hours' },
    })
    expect(passed(asked, 'reply', monday, times)).not.toHaveProperty('missedRounds')
  })

  it('given a downtime over some calls, then it is named where it kept them, and the hours elsewhere', () => {
    const r = running({
      name: 'ack',
      priority: 'urgent',
      first: 0,
      gaps: [60, 120],
      again: 480,
      dueIn: hours(1),
    })
    const now = plus(start, hours(5))
    const down = { kind: 'down', from: plus(start, minutes(30)), to: now } as const
    const because = { kind: 'down', from: toRfc3339(down.from), to: toRfc3339(now) }
    expect(passed(r, 'ack', now, times, down)).toMatchObject({ step: 2, missed: [0, 1], because })
    // Nothing was leapt over: there is nothing to explain.
    const first = passed(r, 'ack', plus(start, hours(1)), times, down)
    expect([first?.step, first?.missed, first?.because]).toEqual([0, [], undefined])
    // It was over before the first of them was due.
    const earlier = { kind: 'clock', from: start, to: plus(start, minutes(30)) } as const
    expect(passed(r, 'ack', now, times, earlier)?.because).toBeUndefined()
  })
})
