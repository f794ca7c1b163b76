import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../src/escalation/policy.ts'
import { type DeadlineName, type Priority, priorities, roles } from '../../src/kit/codes.ts'
import { hours, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { Raw } from '../../src/referral/command.ts'
import { decide } from '../../src/referral/decide.ts'
import type { ReferralEvent } from '../../src/referral/events.ts'
import { formFor, knownOf } from '../../src/referral/forms/form.ts'
import { wordsOf } from '../../src/referral/inputs.ts'
import type { Referral } from '../../src/referral/referral.ts'
import type { Officer } from '../../src/roster/directory.ts'
import { gdf, officerAt, onSide } from './desks.ts'
import { plain, red, whole } from './fill.ts'
import {
  afterActs,
  afterOf,
  attempt,
  commandNamed,
  drafted,
  folded,
  given,
  goodValues,
  inState,
  start,
} from './sample.ts'

const sender = onSide('sender')
const later = plus(start, minutes(30))

/** What presses in each state that may be amended. */
const pressing = {
  sent: ['ack', 'reply'],
  acknowledged: ['decision', 'reply'],
  accepted: ['reply'],
  info_requested: ['info'],
  forwarded: ['reply', 'chase'],
  answered: [],
} as const satisfies Readonly<Record<string, readonly DeadlineName[]>>
const states = [
  'sent',
  'acknowledged',
  'accepted',
  'info_requested',
  'forwarded',
  'answered',
] as const

/** The form as it is, with what is changed, and whatever is then asked for. */
const formOf = (on: Referral, change: Raw): Raw =>
  whole(on, { ...knownOf(on), priority: on.priority, ...change })

/** As the bot does it: with the words that the vault has. */
const amend = (on: Referral, change: Raw, by: Officer = sender) => {
  const said = wordsOf(formFor(on.category, on.actions).inputs, formOf(on, {}))
  const asked = { command: commandNamed('amend'), referral: on }
  return decide(asked, { ...given(by, later), said }, formOf(on, change))
}

const refusal = (on: Referral, change: Raw, by?: Officer) => {
  const decided = amend(on, change, by)
  return decided.ok ? 'allowed' : decided.error
}

const amended = (on: Referral, change: Raw, by: Officer = sender) => {
  const decided = amend(on, change, by)
  if (!decided.ok) throw new Error(JSON.stringify(decided.error))
  const [event] = decided.value.events
  if (event?.type !== 'referral.amended') throw new Error('not amended')
  return { event, after: folded(on, decided.value.events, { by, at: later }) }
}

describe('the priority of an amendment', () => {
  it.each([
    ['sent', { ack: 15, reply: 480 }],
    ['acknowledged', { decision: 60, reply: 480 }],
    ['accepted', { reply: 480 }],
    ['info_requested', { info: 120 }],
    ['forwarded', { reply: 480, chase: 720 }],
    ['answered', {}],
  ] as const)(
    'given %s, when it becomes immediate, then %o minutes run from now',
    (state, within) => {
      const on = inState(state, { priority: 'routine' })
      const { event, after } = amended(on, { priority: 'immediate' })
      const begun = Object.entries(within).map(
        ([name, m]) => [name, plus(later, minutes(m))] as const,
      )
      expect(event.clocks.map(c => [c.name, c.due])).toEqual(
        begun.map(([name, due]) => [name, toRfc3339(due)]),
      )
      for (const [name, due] of begun)
        expect(after.deadlines.find(d => d.name === name)).toMatchObject({
          due,
          original: due,
          reached: 0,
          calls: [],
        })
      const others = (r: Referral) => r.deadlines.filter(d => !(d.name in within))
      expect(others(after)).toEqual(others(on))
      expect([after.priority, after.state]).toEqual(['immediate', state])
    },
  )

  it('given any two priorities in any state, then only a raised one starts clocks', () => {
    const seen = { raised: 0, not: 0, clocks: 0 }
    const pairs = priorities.flatMap((from, i) => priorities.map((to, j) => ({ from, to, i, j })))
    for (const state of states)
      for (const { from, to, i, j } of pairs) {
        const on = inState(state, { priority: from })
        const { event, after } = amended(on, { priority: to })
        const names: readonly DeadlineName[] = j < i ? pressing[state] : []
        const run = names.filter(name => defaultPolicy[to][name])
        expect(
          event.clocks.map(c => c.name),
          `${state}: ${from} to ${to}`,
        ).toEqual(run)
        if (j >= i) expect(after.deadlines).toEqual(on.deadlines)
        expect([after.priority, event.priority]).toEqual([to, from === to ? undefined : to])
        seen[j < i ? 'raised' : 'not']++
        seen.clocks += run.length
      }
    expect(seen).toEqual({ raised: 36, not: 60, clocks: 48 })
  })

  it('given a question, when it becomes immediate, then the reply stands still and keeps its time', () => {
    const asked = inState('info_requested', { priority: 'routine' })
    const { after } = amended(asked, { priority: 'immediate' })
    const now = plus(start, hours(5))
    const [was, is] = [asked, after].map(on =>
      afterOf({ name: 'supply-info', by: sender, on, now }).deadlines.find(d => d.name === 'reply'),
    )
    expect(is).toEqual(was)
    expect(is).not.toHaveProperty('pausedAt')
    expect(is?.original).toBe(asked.deadlines.find(d => d.name === 'reply')?.original)
  })
})

const delivery = `${plain['actions']},controlled-delivery`
const leave = ['approve', 'sender', 'supervisor'] as const
const needed = { kind: 'NeedsApproval' }

describe('what needs two officers', () => {
  it.each(states)('given %s, when it becomes red, then it is, and may be amended on', state => {
    const { after } = amended(inState(state), red)
    expect([after.marking?.tlp, after.approved]).toEqual(['red', undefined])
    const again = amended(after, { ...plain, tlp: 'green' })
    expect(again.after.marking?.tlp).toBe('green')
    expect(again.event.changes['tlp']).toEqual({ from: 'red', to: 'green' })
  })

  it.each(states)(
    'given %s, when a controlled delivery is added, then it needs approval',
    state => {
      expect(refusal(inState(state), { actions: delivery })).toEqual(needed)
    },
  )

  it('given leave for a red marking, then it is none for a controlled delivery', () => {
    const sent = afterActs(drafted({}, 'officer', red), [leave, ['send', 'sender']])
    expect(sent.approved).toBeDefined()
    expect(refusal(sent, { actions: delivery })).toEqual(needed)
  })

  it('given a controlled delivery that was approved, then the rest may be amended', () => {
    const draft = drafted({}, 'officer', { ...plain, actions: delivery })
    expect(attempt({ name: 'send', by: sender, on: draft })).toEqual({ ok: false, error: needed })
    const sent = afterActs(draft, [leave, ['send', 'sender']])
    const { after } = amended(sent, { priority: 'routine', pap: 'red' })
    expect(after.actions).toEqual(['controlled-delivery', 'intel-check'])
    expect(amended(after, { actions: 'intel-check' }).after.actions).toEqual(['intel-check'])
  })
})

const looser: Raw = { tlp: 'clear', pap: 'clear', court: 'yes', handling: 'h0' }

describe('who loosens a marking', () => {
  it.each(states)('given %s, then officers of the sender may, and nobody else', state => {
    const on = inState(state)
    const said = (by: Officer) => {
      const r = refusal(on, looser, by)
      return r === 'allowed' ? r : r.kind
    }
    const outcomes = (by: (role: (typeof roles)[number]) => Officer) => roles.map(r => said(by(r)))
    const may = outcomes(role => onSide('sender', role))
    expect(may).toEqual([...Array.from({ length: 4 }, () => 'allowed'), 'WrongRole', 'WrongRole'])
    const wrong = outcomes(role => onSide('receiver', role))
    expect(wrong).toEqual(Array.from({ length: 6 }, () => 'WrongSide'))
    const unknown = outcomes(role => officerAt(gdf, role))
    expect(unknown).toEqual(Array.from({ length: 6 }, () => 'UnknownReferral'))
    expect(amended(on, looser).after.marking).toEqual({ ...looser, handling: ['h0'] })
  })

  it('given the receiver and no change at all, then it may not either', () => {
    expect(refusal(inState('accepted'), {}, onSide('receiver'))).toEqual({
      kind: 'WrongSide',
      needed: 'sender',
    })
  })
})

describe('what the log says of an amendment', () => {
  it('given codes, a figure and words changed, then words are named and not told', () => {
    const on = inState('accepted', { priority: 'routine' })
    const { event, after } = amended(on, {
      priority: 'urgent',
      tlp: 'green',
      actions: 'intel-check,info-only',
      downloaders: '1,200',
      purpose: 'Another purpose',
      'case-authority': 'Prosecutor 7',
    })
    expect(event.changes).toEqual({
      priority: { from: 'routine', to: 'urgent' },
      tlp: { from: 'amber-strict', to: 'green' },
      actions: { from: 'intel-check', to: 'intel-check,info-only' },
      downloaders: { from: '', to: '1200' },
      purpose: { from: '', to: '' },
      'case-authority': { from: '', to: '' },
    })
    expect(JSON.stringify(event)).not.toMatch(/Another|Prosecutor|Something/)
    const back = amended(after, { downloaders: '' })
    expect(back.event.changes['downloaders']).toEqual({ from: '1200', to: '' })
  })

  it.each(states)('given %s and nothing changed, then nothing is said to be', state => {
    const { event } = amended(inState(state), {})
    expect([event.changes, event.clocks, event.priority]).toEqual([{}, [], undefined])
  })
})

const asking = ['acknowledged', 'accepted', 'forwarded'] as const
const pending = (state: (typeof asking)[number], priority: Priority = 'routine') =>
  afterOf({ name: 'extend', by: onSide('receiver'), on: inState(state, { priority }) })

describe('an extension that is asked for', () => {
  const over = asking.flatMap(state => [
    ...(state === 'acknowledged' ? [] : [{ state, name: 'answer', side: 'receiver' as const }]),
    { state, name: 'decline', side: 'receiver' as const },
    { state, name: 'withdraw', side: 'sender' as const },
  ])

  it.each(over)(
    'given $state, after $name, then nothing is asked any more',
    ({ state, name, side }) => {
      const on = pending(state)
      expect(on.extension).toBeDefined()
      const after = afterOf({ name, by: onSide(side), on })
      expect(after).not.toHaveProperty('extension')
      const decided = attempt({ name: 'approve-extension', by: sender, on: after })
      expect(decided).toMatchObject({ error: { kind: 'WrongState', state: after.state } })
    },
  )

  it.each(asking)(
    'given %s, after a confirmed duplicate, then it is not there when reopened',
    state => {
      const after = afterActs(pending(state), [
        ['duplicate', 'sender'],
        ['confirm-duplicate', 'receiver'],
        ['reopen', 'sender'],
      ])
      expect(after.state).toBe('accepted')
      expect(after).not.toHaveProperty('extension')
      expect(attempt({ name: 'approve-extension', by: sender, on: after })).toEqual({
        ok: false,
        error: { kind: 'NothingAsked' },
      })
    },
  )

  it('given that it is still asked for in an answered one, when closed, then it is gone', () => {
    const closed: ReferralEvent = { type: 'referral.closed', outcome: 'success', measures: [] }
    const { extension } = pending('accepted')
    if (!extension) throw new Error('not asked')
    const on = { ...inState('answered'), extension }
    expect(folded(on, [closed], { by: sender })).not.toHaveProperty('extension')
  })

  it.each(asking)('given %s, when amended or noted on, then it is asked for still', state => {
    const on = pending(state)
    expect(amended(on, { tlp: 'green' }).after.extension).toEqual(on.extension)
    const noted = afterOf({ name: 'note', by: sender, on, raw: goodValues['note'] ?? {} })
    expect(noted.extension).toEqual(on.extension)
  })
})
