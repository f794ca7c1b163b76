import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Side, type State, states } from '../../src/kit/codes.ts'
import { minutes, plus } from '../../src/kit/time.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { isEscalated, isOverdue, passed, timersOf } from '../../src/referral/deadlines.ts'
import type { ReferralEvent } from '../../src/referral/events.ts'
import { evolve } from '../../src/referral/evolve.ts'
import {
  type Happened,
  isOpen,
  type Referral,
  referralSchema,
  whoseTurn,
} from '../../src/referral/referral.ts'
import { directory, onSide } from './desks.ts'
import { reached } from './reached.ts'
import { attempt, drafted, id, start } from './sample.ts'

/** What may run in a state; `consent` and `preservation` outlive most. */
const mayRun: Readonly<Record<State, readonly string[]>> = {
  draft: [],
  sent: ['ack', 'reply', 'evidence'],
  acknowledged: ['decision', 'reply', 'evidence', 'consent'],
  accepted: ['reply', 'evidence', 'consent', 'preservation'],
  info_requested: ['info', 'decision', 'reply', 'evidence', 'consent', 'preservation'],
  forwarded: ['chase', 'reply', 'evidence', 'consent', 'preservation'],
  answered: ['feedback', 'evidence', 'consent', 'preservation'],
  declined: ['feedback', 'consent'],
  withdrawn: [],
  closed: ['consent', 'preservation'],
}

const turns: Readonly<Record<State, Side | 'nobody'>> = {
  draft: 'sender',
  sent: 'receiver',
  acknowledged: 'receiver',
  accepted: 'receiver',
  info_requested: 'sender',
  forwarded: 'receiver',
  answered: 'sender',
  declined: 'sender',
  withdrawn: 'nobody',
  closed: 'nobody',
}

const times = directory.workingTime
const sides = ['sender', 'receiver'] as const
/** Long forms are left out: they'd be filled in thousands of times. */
const acts = commands
  .filter(c => c.by !== 'new' && c.begins !== true && c.name !== 'amend' && c.name !== 'fill')
  .map(c => c.name)
const allowedTo = (side: Side, on: Referral): readonly string[] =>
  acts.filter(name => attempt({ name, by: onSide(side, 'supervisor'), on }).ok)

const mayAct = (side: Side, on: Referral): boolean =>
  acts.some(name => attempt({ name, by: onSide(side, 'supervisor'), on }).ok)

const pressing = ['ack', 'decision', 'reply', 'info', 'consent']

/** What holds of a referral in every state, however it came there. */
const holds = (r: Referral) => {
  const extra = r.deadlines.map(d => d.name).filter(name => !mayRun[r.state].includes(name))
  expect(extra, r.state).toEqual([])
  // Two reminders, the call at the due time, the backup; then supervisor and the other desk.
  const pressed = r.deadlines.filter(d => pressing.includes(d.name))
  expect(isOverdue(r)).toBe(pressed.some(d => d.reached > 2))
  expect(isEscalated(r)).toBe(pressed.some(d => d.reached > 4))
  expect(whoseTurn(r)).toBe(turns[r.state])
  expect(isOpen(r)).toBe(whoseTurn(r) !== 'nobody')
  for (const side of sides)
    if (whoseTurn(r) === side) expect(mayAct(side, r), `${side} in ${r.state}`).toBe(true)
  expect(timersOf(r, times).every(t => r.deadlines.some(d => d.name === t.deadline))).toBe(true)
  expect(referralSchema.parse(JSON.parse(JSON.stringify(r)))).toEqual(r)
}

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
      { numRuns: 80 },
    )
    expect(seen.size).toBeGreaterThanOrEqual(12)
  })

  it('given what is reached, then every sixtieth of each state keeps the same rules', () => {
    const every = Map.groupBy(reached(), r => r.state)
    const found = [...every.values()].flatMap(rs => rs.filter((_, n) => n % 60 === 0))
    for (const r of found) holds(r)
    expect(found.length).toBeGreaterThan(20)
    expect([...new Set(found.map(r => r.state))].toSorted()).toEqual([...states].toSorted())
    expect(found.filter(r => r.marking?.tlp === 'red').length).toBeGreaterThan(0)
  })
})
