import { describe, expect, it } from 'vitest'
import { overDefaults, type PolicyStep } from '../../src/escalation/policy.ts'
import type { DeadlineName } from '../../src/kit/codes.ts'
import { days, hours, type Instant, instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { basisOf, type ClockBasis, startClock } from '../../src/referral/clocks.ts'
import { directory, hkc, kcs, onSide } from '../referral/desks.ts'
import { given, inState, start } from '../referral/sample.ts'

const sent = inState('sent')
const steps = (...of: readonly (readonly [string, number])[]): PolicyStep[] =>
  of.map(([unit, n]) =>
    unit === '%' ? { atPercent: n, tell: ['duty'] } : { afterMinutes: n, tell: ['duty'] },
  )

const basisWith = (name: DeadlineName, minutesOf: number, of: PolicyStep[]): ClockBasis => ({
  ...basisOf(given(onSide('sender')), sent, 'urgent'),
  policy: overDefaults({
    urgent: { [name]: { within: { minutes: minutesOf }, steps: of, againMinutes: 60 } },
  }),
})

const afterOf = (basis: ClockBasis, name: DeadlineName, due?: Instant) =>
  startClock(basis, name, due === undefined ? {} : { due })[0]?.steps.map(s => [
    s.afterMinutes,
    s.atPercent,
  ])

describe('a clock that starts', () => {
  it('given minutes, then it is due so long after now and says by what rule', () => {
    const [clock] = startClock(basisOf(given(onSide('sender')), sent, 'urgent'), 'reply')
    expect(clock).toMatchObject({
      name: 'reply',
      owner: 'receiver',
      due: toRfc3339(plus(start, days(3))),
      since: toRfc3339(start),
      rule: { minutes: 4320 },
      againMinutes: 480,
      snoozeMinutes: 1440,
    })
  })

  it('given working days, then it is due at the end of work of its owner, holidays left out', () => {
    // Wednesday 2026-12-23, 15:00 in Korea; Christmas Day is a holiday on both sides.
    const now = instant(Date.parse('2026-12-23T06:00:00Z'))
    const basis = basisOf(given(onSide('sender'), now), sent, 'information')
    const times = (desk: typeof kcs) => directory.workingTime(desk).afterDays(now, 3)
    const due = (owner: 'sender' | 'receiver') => startClock(basis, 'ack', { owner })[0]?.due
    expect(due('receiver')).toBe(toRfc3339(times(kcs)))
    expect(due('sender')).toBe(toRfc3339(times(hkc)))
    expect(times(kcs)).not.toBe(times(hkc))
    expect(startClock(basis, 'ack')[0]?.rule).toEqual({ workingDays: 3 })
  })

  it('given shares of the time, then they become whole minutes before the end, one at least', () => {
    const shares = steps(['%', 50], ['%', 80], ['+', 0], ['+', 15])
    expect(afterOf(basisWith('ack', 15, shares), 'ack')).toEqual([
      [-8, 50],
      [-3, 80],
      [0, undefined],
      [15, undefined],
    ])
    expect(afterOf(basisWith('ack', 1000, steps(['%', 99], ['+', 0])), 'ack')).toEqual([
      [-10, 99],
      [0, undefined],
    ])
    const late = steps(['%', 50], ['%', 99], ['+', 0])
    expect(afterOf(basisWith('ack', 2, late), 'ack')).toEqual([
      [-1, 50],
      [-1, 99],
      [0, undefined],
    ])
  })

  it('given a share that would fall on now or before it, then it is left out', () => {
    expect(afterOf(basisWith('ack', 1, steps(['%', 50], ['+', 0])), 'ack')).toEqual([
      [0, undefined],
    ])
  })

  it('given warnings already past, then of what presses none is taken', () => {
    const early = steps(['+', -120], ['+', -60], ['+', -30], ['+', 0])
    expect(afterOf(basisWith('ack', 60, early), 'ack')).toEqual([
      [-30, undefined],
      [0, undefined],
    ])
    // Nothing else would call: the one that is left is taken at once rather than not at all.
    expect(afterOf(basisWith('ack', 60, steps(['+', -120], ['+', -60])), 'ack')).toEqual([
      [-60, undefined],
    ])
  })

  it('given warnings already past of a loss, then the last of them is taken at once', () => {
    const basis = basisOf(given(onSide('sender')), sent, 'urgent')
    const warned = (ms: number) => afterOf(basis, 'evidence', plus(start, ms))?.map(([m]) => m)
    expect(warned(days(90))).toEqual([-43_200, -20_160, -10_080, -2880, 0])
    expect(warned(days(5))).toEqual([-7200, -2880, 0])
    expect(warned(days(1))).toEqual([-1440, 0])
    expect(warned(hours(1) + 1)).toEqual([-61, 0])
    expect(warned(days(2) + minutes(0.5))).toEqual([-2881, -2880, 0])
  })

  it('given a clock that does not run at a priority, then none starts', () => {
    const basis = basisOf(given(onSide('sender')), sent, 'information')
    expect(startClock(basis, 'reply')).toEqual([])
  })
})
