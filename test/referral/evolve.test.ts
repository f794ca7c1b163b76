import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Side, type State, states } from '../../src/kit/codes.ts'
import { instant, minutes, plus } from '../../src/kit/time.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { isEscalated, isOverdue, passed, timersOf } from '../../src/referral/deadlines.ts'
import { type ReferralEvent, referralEventSchema } from '../../src/referral/events.ts'
import {
  evolve,
  type Happened,
  isOpen,
  type Referral,
  referralSchema,
  sideOf,
  whoseTurn,
} from '../../src/referral/referral.ts'
import { gdf, hkc, kcs, onSide } from './desks.ts'
import { afterOf, attempt, drafted, goodValues, id, inState, start } from './sample.ts'

const running: Readonly<Record<State, readonly string[]>> = {
  draft: [],
  sent: ['ack', 'reply'],
  acknowledged: ['reply'],
  accepted: ['reply'],
  answered: [],
  declined: [],
  withdrawn: [],
  closed: [],
}

const turns: Readonly<Record<State, Side | 'nobody'>> = {
  draft: 'sender',
  sent: 'receiver',
  acknowledged: 'receiver',
  accepted: 'receiver',
  answered: 'sender',
  declined: 'sender',
  withdrawn: 'nobody',
  closed: 'nobody',
}

const acts = commands.filter(c => c.by !== 'new').map(c => c.name)
const allowedTo = (side: Side, on: Referral): readonly string[] =>
  acts.filter(name => attempt({ name, by: onSide(side), on }).ok)

/** What holds of a referral in every state, however it came there. */
const holds = (r: Referral, officersActs: number, reached: number) => {
  expect(r.revision).toBe(officersActs)
  expect(r.deadlines.map(d => d.name)).toEqual(running[r.state])
  expect(r.escalations).toBe(reached)
  expect(isOverdue(r)).toBe(r.deadlines.some(d => d.reached > 0))
  expect(isEscalated(r)).toBe(r.deadlines.some(d => d.reached > 1))
  expect(whoseTurn(r)).toBe(turns[r.state])
  expect(isOpen(r)).toBe(whoseTurn(r) !== 'nobody')
  for (const side of sides) {
    const allowed = allowedTo(side, r)
    if (whoseTurn(r) === side) expect(allowed.length, `${side} in ${r.state}`).toBeGreaterThan(0)
    else expect(allowed.filter(c => c !== 'withdraw')).toEqual([])
  }
  if (!isOpen(r)) expect([...allowedTo('sender', r), ...allowedTo('receiver', r)]).toEqual([])
  expect(referralSchema.parse(JSON.parse(JSON.stringify(r)))).toEqual(r)
  for (const timer of timersOf(r)) expect(timer.due).toBeGreaterThan(start)
}

const sides = ['sender', 'receiver'] as const

type Move =
  /** One of the acts that are allowed, whichever they are; else a random one would seldom be. */
  | { readonly kind: 'next'; readonly pick: number }
  | { readonly kind: 'act'; readonly name: string; readonly side: Side }
  | { readonly kind: 'wait'; readonly minutes: number }

const moves: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('next' as const), pick: fc.noBias(fc.nat(59)) }),
  },
  fc.record({
    kind: fc.constant('act' as const),
    name: fc.constantFrom(...acts),
    side: fc.constantFrom<Side>('sender', 'receiver'),
  }),
  fc.record({
    kind: fc.constant('wait' as const),
    minutes: fc.constantFrom(1, 14, 15, 45, 480, 9000),
  }),
)

const act = (name: string, side: Side): Move => ({ kind: 'act', name, side })

/** Tried in every run, so that each kind of event is always among those seen. */
const paths: readonly Move[][] = [
  [
    act('send', 'sender'),
    { kind: 'wait', minutes: 15 },
    act('acknowledge', 'receiver'),
    act('accept', 'receiver'),
    { kind: 'wait', minutes: 9000 },
    act('answer', 'receiver'),
    act('close', 'sender'),
  ],
  [act('send', 'sender'), act('decline', 'receiver'), act('close', 'sender')],
  [act('withdraw', 'sender')],
]

const allowedNow = (r: Referral, pick: number) => {
  const open = sides.flatMap(side => allowedTo(side, r).map(name => ({ side, name })))
  return open[pick % Math.max(open.length, 1)]
}

/** The log that the moves leave: refused acts leave nothing, waiting lets the clock act. */
const replay = (all: readonly Move[], check: typeof holds): readonly Happened[] => {
  const log: Happened[] = []
  let now = start
  let r = drafted()
  let officersActs = 1
  let reached = 0
  const note = (event: ReferralEvent, by: Happened['by']) => {
    const happened = { event, at: now, by }
    log.push(happened)
    r = evolve(r, id, happened)
    check(r, officersActs, reached)
  }
  for (const move of all)
    if (move.kind === 'wait') {
      now = plus(now, minutes(move.minutes))
      for (const { deadline } of timersOf(r)) {
        const event = passed(r, deadline, now)
        if (!event) continue
        reached += 1 + event.missed.length
        note(event, 'clock')
      }
    } else {
      const act = move.kind === 'act' ? move : allowedNow(r, move.pick)
      const decided = act && attempt({ name: act.name, by: onSide(act.side), on: r, now })
      if (!act || !decided?.ok) continue
      officersActs++
      for (const event of decided.value.events) note(event, onSide(act.side).id)
    }
  expect(log.reduce((state, h) => evolve(state, id, h), drafted())).toEqual(r)
  return log
}

const ref = { item: 'abc', commit: 'def', bytes: 3 }
const text = { language: 'ko', ref }

/** One event of every kind, out of any order. */
const anyEvent: readonly ReferralEvent[] = [
  {
    type: 'referral.drafted',
    from: hkc,
    to: kcs,
    category: 'tobacco',
    priority: 'urgent',
    observedAt: '2003-04-01T00:00:00.000Z',
    text,
  },
  {
    type: 'referral.sent',
    clocks: [
      {
        name: 'ack',
        due: '2026-11-23T07:00:00.000Z',
        steps: [{ afterMinutes: 0, tell: ['duty'] }],
      },
    ],
  },
  { type: 'referral.acknowledged' },
  { type: 'referral.accepted', text },
  { type: 'referral.declined', reason: 'data-gone', text },
  { type: 'referral.answered', text },
  { type: 'referral.withdrawn', text },
  { type: 'referral.closed', outcome: 'partial', text },
  {
    type: 'referral.escalated',
    deadline: 'reply',
    step: 1,
    due: '2026-11-23T07:00:00.000Z',
    tell: ['head'],
    missed: [0],
  },
]

describe('evolve', () => {
  it('given any sequence of acts and waiting, then the state keeps its rules at every step', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(fc.array(moves, { minLength: 10, maxLength: 25 }), all => {
        for (const { event } of replay(all, holds))
          seen.set(event.type, (seen.get(event.type) ?? 0) + 1)
      }),
      { numRuns: 250, examples: paths.map(p => [p]) },
    )
    expect(seen.size).toBe(8)
  })

  it('given each state reached the short way, then it keeps the same rules', () => {
    const seen = states.map(state => {
      const r = inState(state)
      holds(r, Object.keys(r.acts).length, 0)
      return r.state
    })
    expect(seen).toEqual(states)
  })

  it('given events of every kind in any order, then it never fails and the last act is the state', () => {
    const log = fc.array(fc.constantFrom(...anyEvent), { maxLength: 15 })
    const kinds = new Set<string>()
    fc.assert(
      fc.property(log, events => {
        const r = events.reduce((state, event, i) => {
          kinds.add(event.type)
          return evolve(state, id, { event, at: instant(start + i), by: onSide('sender').id })
        }, drafted())
        const last = events.findLast(e => e.type !== 'referral.escalated')?.type.slice(9)
        expect(r.state).toBe(last === undefined || last === 'drafted' ? 'draft' : last)
        expect(referralSchema.parse(JSON.parse(JSON.stringify(r)))).toEqual(r)
      }),
      { numRuns: 300 },
    )
    expect(kinds.size).toBe(9)
  })

  it('given each kind of event, then its schema reads back what was written, and nothing more', () => {
    for (const event of anyEvent) {
      expect(referralEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
      expect(referralEventSchema.safeParse({ ...event, more: 1 }).success).toBe(false)
    }
    expect(new Set(anyEvent.map(e => e.type)).size).toBe(9)
  })

  it('given a time in another form than the log has, then the event is not read', () => {
    const escalated = anyEvent.at(-1)
    const times = ['2026-11-23T07:00:00Z', '2026-11-23T15:00:00.000+08:00', 'soon', '']
    expect(times.map(due => referralEventSchema.safeParse({ ...escalated, due }).success)).toEqual(
      times.map(() => false),
    )
  })

  it('given a first event that is no draft, then it is a bug and says so', () => {
    const others = anyEvent.filter(e => e.type !== 'referral.drafted')
    for (const event of others)
      expect(() => evolve(undefined, id, { event, at: start, by: 'clock' })).toThrow('its draft')
    expect(others).toHaveLength(8)
  })

  it('given texts of officers, then each is named by its part, in order', () => {
    const r = anyEvent.reduce<Referral | undefined>(
      (state, event) => evolve(state, id, { event, at: start, by: onSide('sender').id }),
      undefined,
    )
    expect(r?.texts.map(t => t.part)).toEqual([
      'referral',
      'acceptance',
      'decline',
      'answer',
      'withdrawal',
      'closing',
    ])
    expect(r?.texts.map(t => t.ref)).toEqual(Array.from({ length: 6 }, () => ref))
  })

  it('given an act, then who and when are kept with the state it led to', () => {
    const r = inState('closed')
    expect(r.acts).toEqual({
      draft: { by: onSide('sender').id, at: start },
      sent: { by: onSide('sender').id, at: plus(start, minutes(1)) },
      acknowledged: { by: onSide('receiver').id, at: plus(start, minutes(2)) },
      accepted: { by: onSide('receiver').id, at: plus(start, minutes(3)) },
      answered: { by: onSide('receiver').id, at: plus(start, minutes(4)) },
      closed: { by: onSide('sender').id, at: plus(start, minutes(5)) },
    })
    expect(r.outcome).toBe('success')
    expect(afterOf({ name: 'close', by: onSide('sender'), on: inState('declined') }).reason).toBe(
      goodValues['decline']?.['reason'],
    )
  })

  it('given an act that no officer did, then nobody is named for it', () => {
    const event = { type: 'referral.acknowledged' } as const
    const r = evolve(inState('sent'), id, { event, at: start, by: 'clock' })
    expect(r.acts).toEqual(inState('sent').acts)
  })

  it('given a desk, then it is sender, receiver or neither', () => {
    const r = inState('sent')
    expect([hkc, kcs, gdf].map(desk => sideOf(r, desk))).toEqual(['sender', 'receiver', undefined])
  })
})
