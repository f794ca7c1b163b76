import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Side } from '../../src/kit/codes.ts'
import { minutes, plus } from '../../src/kit/time.ts'
import { passed, timersOf } from '../../src/referral/deadlines.ts'
import type { ReferralEvent } from '../../src/referral/events.ts'
import { evolve } from '../../src/referral/evolve.ts'
import type { Happened, Referral } from '../../src/referral/referral.ts'
import { directory, onSide } from './desks.ts'
import { acts, holds } from './holds.ts'
import { attempt, drafted, id, start } from './sample.ts'

const times = directory.workingTime
const sides = ['sender', 'receiver'] as const
const allowedTo = (side: Side, on: Referral): readonly string[] =>
  acts.filter(name => attempt({ name, by: onSide(side, 'supervisor'), on }).ok)

type Move =
  /** One of the acts that are allowed, whichever they are; else a random one would seldom be. */
  | { readonly kind: 'next'; readonly pick: number }
  | { readonly kind: 'wait'; readonly minutes: number }

const moves: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('next' as const), pick: fc.noBias(fc.nat(9999)) }),
  },
  fc.record({
    kind: fc.constant('wait' as const),
    minutes: fc.constantFrom(1, 14, 15, 45, 480, 9000, 90_000),
  }),
)

const allowedNow = (r: Referral, pick: number) => {
  const open = sides.flatMap(side => allowedTo(side, r).map(name => ({ side, name })))
  return open[pick % Math.max(open.length, 1)]
}

/** The log that the moves leave; waiting lets the clock act. */
const replay = (first: Referral, all: readonly Move[]): readonly Happened[] => {
  const log: Happened[] = []
  let now = start
  let r = first
  let reachedSteps = 0
  const note = (event: ReferralEvent, by: Happened['by']) => {
    const happened = { event, at: now, by }
    log.push(happened)
    r = evolve(r, id, happened)
  }
  for (const move of all) {
    if (move.kind === 'wait') {
      now = plus(now, minutes(move.minutes))
      for (const { deadline } of timersOf(r, times)) {
        const event = passed(r, deadline, now, times)
        if (!event) continue
        reachedSteps += 1 + event.missed.length + (event.missedRounds ?? 0)
        note(event, 'clock')
      }
    } else {
      const act = allowedNow(r, move.pick)
      const by = act && onSide(act.side, 'supervisor')
      const decided = act && by && attempt({ name: act.name, by, on: r, now })
      if (!decided?.ok) continue
      for (const event of decided.value.events) note(event, by?.id ?? 'clock')
    }
    holds(r)
    expect(r.escalations).toBe(reachedSteps)
  }
  expect(log.reduce((state, h) => evolve(state, id, h), first)).toEqual(r)
  return log
}

describe('evolve over sequences', () => {
  it('given any sequence of acts and waiting, then the state keeps its rules at every step', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.array(moves, { minLength: 10, maxLength: 30 }), all => {
        for (const { event } of replay(drafted(), all)) seen.add(event.type)
      }),
      { numRuns: 80, seed: 7 },
    )
    expect(seen.size).toBeGreaterThanOrEqual(12)
  })
})
