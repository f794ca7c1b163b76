import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../src/escalation/policy.ts'
import { roles, states } from '../../src/kit/codes.ts'
import { minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { commands } from '../../src/referral/commands/index.ts'
import type { Escalated } from '../../src/referral/events.ts'
import { evolve } from '../../src/referral/evolve.ts'
import {
  counts,
  isOpen,
  type Referral,
  referralSchema,
  whoseTurn,
} from '../../src/referral/referral.ts'
import { gdf, hkc, kcs, officerAt, onSide } from './desks.ts'
import { afterOf, attempt, drilled, id, inState, start } from './sample.ts'

const sides = ['sender', 'receiver'] as const
const later = (n: number) => plus(start, minutes(n))

/** The refusal, or `allowed`. */
const outcome = (t: Parameters<typeof attempt>[0]): string => {
  const decided = attempt(t)
  return decided.ok ? 'allowed' : decided.error.kind
}

const begins = (raw: Readonly<Record<string, string>>) =>
  attempt({ name: 'drill', by: onSide('sender', 'head'), raw })

const step = (on: Referral, n: number): Escalated => ({
  type: 'referral.escalated',
  deadline: 'ack',
  owner: 'receiver',
  step: n,
  due: toRfc3339(on.deadlines[0]?.due ?? start),
  tell: ['duty'],
  missed: [],
})

const called = (on: Referral, times: number): Referral =>
  Array.from({ length: times }, (_, n) => n).reduce(
    (r, n) => evolve(r, id, { event: step(on, n), at: later(15 + n), by: 'clock' }),
    on,
  )

const acknowledged = (on: Referral, at = later(4)) =>
  afterOf({ name: 'acknowledge', by: onSide('receiver'), on, now: at })

const withdrawn = (on: Referral) =>
  afterOf({
    name: 'withdraw',
    by: onSide('sender'),
    on,
    raw: { explanation: 'Enough.', language: 'en' },
    now: later(30),
  })

describe('beginning an exercise', () => {
  it('given each role, then a supervisor, a head or an administrator may, and nobody else', () => {
    const may = roles.filter(
      role => outcome({ name: 'drill', by: officerAt(hkc, role) }) === 'allowed',
    )
    expect(may.toSorted()).toEqual(['admin', 'head', 'supervisor'])
    expect(roles.length).toBeGreaterThan(may.length)
  })

  it('given a desk alone, then it is sent at once at the highest priority, as an exercise', () => {
    const decided = begins({ to: 'KCS.CYBER' })
    expect(decided).toMatchObject({
      ok: true,
      value: {
        events: [
          {
            type: 'referral.drafted',
            from: hkc,
            to: kcs,
            category: 'other',
            priority: 'immediate',
            drill: true,
          },
          { type: 'referral.sent', clocks: [{ name: 'ack', owner: 'receiver' }] },
        ],
        words: {},
      },
    })
    const r = drilled()
    expect([r.state, r.drill, whoseTurn(r), isOpen(r), r.texts]).toEqual([
      'sent',
      true,
      'receiver',
      true,
      [],
    ])
  })

  it('given each priority that may be drilled, then only its clock of acknowledgement runs', () => {
    const priorities = ['immediate', 'urgent'] as const
    for (const priority of priorities) {
      const { deadlines, drillRun } = drilled({ priority })
      const within = defaultPolicy[priority].ack?.within
      const limit = within && 'minutes' in within ? within.minutes : 0
      expect(limit).toBeGreaterThan(0)
      expect(deadlines.map(d => [d.name, d.due])).toEqual([['ack', later(limit)]])
      expect(drillRun).toEqual({ due: later(limit), calls: [], more: 0 })
    }
    expect(priorities).toHaveLength(2)
  })

  it('given what is no other desk or no such priority, then it is refused, naming the input', () => {
    const tried = [{ to: hkc }, { to: 'nowhere' }, {}, { to: kcs, priority: 'routine' }]
    expect(tried.map(raw => begins(raw))).toEqual(
      (
        [
          ['to', 'OwnDesk'],
          ['to', 'NotAChoice'],
          ['to', 'Missing'],
          ['priority', 'NotAChoice'],
        ] as const
      ).map(([input, reason]) => ({
        ok: false,
        error: { kind: 'BadInput', problems: [{ input, reason }] },
      })),
    )
  })
})

describe('what may be done with an exercise', () => {
  const mayWhileOpen = {
    sender: ['withdraw', 'assign', 'hand-over', 'note'],
    receiver: ['acknowledge', 'assign', 'hand-over', 'note'],
  }
  const others = commands.filter(c => c.by !== 'new')

  const allowed = (on: Referral) =>
    Object.fromEntries(
      sides.map(side => [
        side,
        others
          .filter(c => outcome({ name: c.name, by: onSide(side, 'supervisor'), on }) === 'allowed')
          .map(c => c.name),
      ]),
    )

  it('given an open one, when every command is tried by both sides, then only these may be', () => {
    expect(allowed(drilled())).toEqual(mayWhileOpen)
    expect(others.length).toBeGreaterThan(30)
  })

  it('given an ended one, when every command is tried, then it can be noted on and no more', () => {
    const ended = [acknowledged(drilled()), withdrawn(drilled())]
    expect(ended.map(allowed)).toEqual(ended.map(() => ({ sender: ['note'], receiver: ['note'] })))
  })

  it('given a command of a real matter, then the refusal says that it is only an exercise', () => {
    const known = ['acknowledge', 'withdraw', 'note', 'assign', 'hand-over']
    let seen = 0
    for (const on of [drilled(), acknowledged(drilled()), withdrawn(drilled())])
      for (const c of others.filter(o => !known.includes(o.name))) {
        const by = onSide(c.by === 'receiver' ? 'receiver' : 'sender', 'supervisor')
        expect(outcome({ name: c.name, by, on }), `${c.name} in ${on.state}`).toBe('OnlyADrill')
        seen++
      }
    expect(seen).toBe(3 * (others.length - known.length))
    expect(outcome({ name: 'answer', by: onSide('receiver'), on: inState('sent') })).toBe(
      'WrongState',
    )
  })

  it('given side and role, then they count before that: a third desk does not even see it', () => {
    const on = drilled()
    expect([
      outcome({ name: 'answer', by: officerAt(gdf), on }),
      outcome({ name: 'acknowledge', by: onSide('sender'), on }),
      outcome({ name: 'withdraw', by: onSide('receiver'), on }),
      outcome({ name: 'acknowledge', by: onSide('receiver', 'auditor'), on }),
      outcome({ name: 'acknowledge', by: onSide('receiver'), on: acknowledged(on) }),
    ]).toEqual(['UnknownReferral', 'WrongSide', 'WrongSide', 'WrongRole', 'AlreadyAcknowledged'])
  })
})

describe('the end of an exercise', () => {
  it('given its acknowledgement, then it is over at once and no clock of a real matter starts', () => {
    const by = onSide('receiver')
    const decided = attempt({ name: 'acknowledge', by, on: drilled(), now: later(4) })
    expect(decided).toMatchObject({
      ok: true,
      value: {
        events: [{ type: 'referral.acknowledged', clocks: [] }, { type: 'referral.drill_ended' }],
      },
    })
    const over = acknowledged(drilled())
    expect([over.state, over.deadlines, isOpen(over)]).toEqual(['closed', [], false])
    expect(over.acts.acknowledged).toEqual({ by: by.id, at: later(4) })
    const real = attempt({ name: 'acknowledge', by, on: inState('sent') })
    expect(real.ok && real.value.events.map(e => e.type)).toEqual(['referral.acknowledged'])
  })

  it('given that its sender withdraws it, then it is over unanswered', () => {
    const over = withdrawn(drilled())
    expect([over.state, over.deadlines, over.acts.acknowledged]).toEqual([
      'withdrawn',
      [],
      undefined,
    ])
  })

  it('given steps before, then they are known after its deadline is gone; of many, six', () => {
    const over = [0, 2, 9].map(n => acknowledged(called(drilled(), n), later(40)))
    expect(over.map(r => r.drillRun?.calls.map(c => [c.event.step, c.at]))).toEqual(
      [0, 2, 6].map(n => Array.from({ length: n }, (_, i) => [i, later(15 + i)])),
    )
    expect(over.map(r => r.drillRun?.more)).toEqual([0, 0, 3])
    expect(called(inState('sent'), 1).drillRun).toBeUndefined()
  })

  it('given any of its states, then its snapshot is read back as it was', () => {
    const all = [
      drilled(),
      called(drilled(), 8),
      acknowledged(called(drilled(), 1)),
      withdrawn(drilled()),
    ]
    expect(all.map(r => referralSchema.parse(JSON.parse(JSON.stringify(r))))).toEqual(all)
    expect(all).toHaveLength(4)
  })
})

describe('an exercise beside real matters', () => {
  it('given it and a real referral in each state, then only the real ones count', () => {
    const real = states.map(state => inState(state))
    expect(real.every(counts)).toBe(true)
    expect(real.length).toBe(10)
    expect([drilled(), acknowledged(drilled()), withdrawn(drilled())].filter(counts)).toEqual([])
  })
})
