import { describe, expect, it } from 'vitest'
import type { Side, State } from '../../src/kit/codes.ts'
import { type Instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { bundlePurpose, effects, type Notice } from '../../src/referral/effects.ts'
import type { Escalated, ReferralEvent } from '../../src/referral/events.ts'
import { evolve } from '../../src/referral/evolve.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { hkc, kcs, onSide } from './desks.ts'
import { filledOf, red } from './fill.ts'
import { afterActs, afterOf, attempt, drafted, id, inState, start } from './sample.ts'

const by = onSide('sender').id

const told = (
  on: Referral | undefined,
  event: ReferralEvent,
  at: Instant = start,
): readonly string[] => {
  const h = { event, at, by }
  return effects(on, evolve(on, id, h), h).map(short)
}
const short = ({ to, purpose, recipe }: Notice): string =>
  [
    purpose.split('.')[0],
    to.kind === 'pair' ? 'pair' : to.kind === 'desk' ? to.desk : `channel ${to.id}`,
    recipe.card,
    ...('viewer' in recipe ? [recipe.viewer] : 'to' in recipe ? [recipe.to] : []),
  ].join(' ')

const cards = [
  'card pair referral both',
  `card ${hkc} referral sender`,
  `card ${kcs} referral receiver`,
]
const line = 'reply pair happened'

const dueAt = plus(start, minutes(15))

const escalation = (
  tell: Escalated['tell'],
  deadline: Escalated['deadline'] = 'ack',
  owner: Side = 'receiver',
): Escalated => ({
  type: 'referral.escalated',
  deadline,
  owner,
  step: 0,
  due: toRfc3339(dueAt),
  tell,
  missed: [],
})

const eventOf = (name: string, side: Side, on?: Referral) => {
  const decided = attempt({ name, by: onSide(side, 'supervisor'), on })
  const event = decided.ok ? decided.value.events.at(-1) : undefined
  if (!event) throw new Error(`${name} made no event: ${JSON.stringify(decided)}`)
  return event
}

/** In words that the tables below use; with something pending where the act needs it. */
const pending: Readonly<Record<string, readonly (readonly [string, Side])[]>> = {
  'approve-extension': [['extend', 'receiver']],
  'reject-extension': [['extend', 'receiver']],
  'confirm-duplicate': [['duplicate', 'receiver']],
  'deny-duplicate': [['duplicate', 'receiver']],
  'propose-consent': [['ask-consent', 'receiver']],
  'decide-consent': [
    ['ask-consent', 'receiver'],
    ['propose-consent', 'sender'],
  ],
}

const everybody: readonly (readonly [string, Side, State])[] = [
  ['send', 'sender', 'draft'],
  ['acknowledge', 'receiver', 'sent'],
  ['accept', 'receiver', 'acknowledged'],
  ['request-info', 'receiver', 'sent'],
  ['supply-info', 'sender', 'info_requested'],
  ['forward', 'receiver', 'accepted'],
  ['return', 'receiver', 'forwarded'],
  ['interim', 'receiver', 'accepted'],
  ['decline', 'receiver', 'sent'],
  ['answer', 'receiver', 'accepted'],
  ['extend', 'receiver', 'accepted'],
  ['approve-extension', 'sender', 'accepted'],
  ['reject-extension', 'sender', 'accepted'],
  ['withdraw', 'sender', 'sent'],
  ['close', 'sender', 'answered'],
  ['close', 'sender', 'declined'],
  ['reopen', 'receiver', 'closed'],
  ['duplicate', 'sender', 'accepted'],
  ['confirm-duplicate', 'sender', 'accepted'],
  ['deny-duplicate', 'sender', 'accepted'],
  ['ask-consent', 'receiver', 'accepted'],
  ['decide-consent', 'sender', 'accepted'],
]

const prior = (name: string, state: State): Referral =>
  afterActs(inState(state), pending[name] ?? [])

describe('who is told', () => {
  it('given a draft, its form and its approval, then only the desk that writes it', () => {
    const own = [`card ${hkc} referral sender`]
    expect(told(undefined, eventOf('create', 'sender'))).toEqual(own)
    expect(told(drafted(), filledOf(drafted()))).toEqual(own)
    expect(told(drafted({}, 'officer', red), { type: 'referral.approved' })).toEqual(own)
  })

  it('given a draft that is withdrawn, then the other side never hears of it', () => {
    expect(told(drafted(), eventOf('withdraw', 'sender', drafted()))).toEqual([
      `card ${hkc} referral sender`,
    ])
  })

  it('given each act after sending, then all see the card anew and a line under it', () => {
    for (const [name, side, state] of everybody) {
      const on = prior(name, state)
      const event = eventOf(name, side, on)
      expect(told(on, event), `${name} from ${state}`).toEqual([...cards, line])
    }
    expect(everybody).toHaveLength(22)
  })

  it('given a note, a colleague or a proposal, then the line is for the eyes of that desk alone', () => {
    const acts = ['note', 'assign', 'hand-over', 'propose-consent'] as const
    for (const name of acts)
      for (const side of ['sender', 'receiver'] as const) {
        const other = side === 'sender' ? 'receiver' : 'sender'
        const on = afterActs(
          inState('accepted'),
          name === 'propose-consent' ? [['ask-consent', other]] : [],
        )
        const desk = side === 'sender' ? hkc : kcs
        const event = eventOf(name, side, on)
        expect(told(on, event), `${name} by ${side}`).toEqual([...cards, `reply ${desk} happened`])
      }
    expect(acts).toHaveLength(4)
  })

  it('given a note on a draft or on one withdrawn as such, then the other side sees nothing', () => {
    for (const on of [drafted(), afterActs(drafted(), [['withdraw', 'sender']])])
      expect(told(on, eventOf('note', 'sender', on))).toEqual([
        `card ${hkc} referral sender`,
        `reply ${hkc} happened`,
      ])
  })

  it('given an erasure, then the cards change and no line is written', () => {
    expect(told(inState('closed'), { type: 'referral.erased' })).toEqual(cards)
  })

  it('given a step of the clock, then those it tells are called at their own desk, and nobody else', () => {
    const sides = [
      ['receiver', kcs, hkc],
      ['sender', hkc, kcs],
    ] as const
    let seen = 0
    for (const [owner, own, others] of sides) {
      const here = `ping ${own} escalation owner`
      const there = `ping ${others} escalation other`
      const steps = [
        [['duty'], [here]],
        [['supervisor'], [here]],
        [['head', 'duty'], [here]],
        [['backup'], [here]],
        [['other-head'], [there]],
        [['channel:watch'], ['ping channel watch escalation channel']],
        [
          ['duty', 'channel:watch'],
          [here, 'ping channel watch escalation channel'],
        ],
        [['other-desk'], [there]],
        [
          ['supervisor', 'other-desk'],
          [here, there],
        ],
        [
          ['duty', 'supervisor', 'head', 'other-desk'],
          [here, there],
        ],
      ] as const
      for (const deadline of ['ack', 'reply', 'info', 'consent', 'evidence'] as const)
        for (const [tell, pings] of steps) {
          const event = escalation([...tell], deadline, owner)
          const calls = told(inState('sent'), event, dueAt).filter(n => n.startsWith('ping'))
          expect(calls, tell.join()).toEqual(pings)
          seen++
        }
    }
    expect(seen).toBe(100)
  })

  it('given a reminder before the due time, then it calls and tells the other side nothing', () => {
    const before = plus(dueAt, -1)
    const call = `ping ${kcs} escalation owner`
    for (const deadline of ['ack', 'reply'] as const)
      expect(told(inState('sent'), escalation(['duty'], deadline), before), deadline).toEqual([
        call,
      ])
    for (const deadline of ['evidence', 'preservation'] as const)
      expect(told(inState('sent'), escalation(['duty'], deadline), before), deadline).toEqual([
        line,
        call,
      ])
  })

  it('given steps at the due time and after, then a line each, and cards where they show more', () => {
    let on = inState('sent')
    const seen = [0, 1, 2, 3].map(step => {
      // The first two are made ahead by plan; they waited, and are late like the others.
      const event = { ...escalation(['head']), step }
      const all = told(on, event, dueAt).filter(n => !n.startsWith('ping'))
      on = evolve(on, id, { event, at: dueAt, by: 'clock' })
      return all
    })
    expect(seen).toEqual([[line], [line], [...cards, line], [line]])
  })

  it('given a call, when its deadline is met, then that very call is taken back at each desk', () => {
    const h = { event: escalation(['supervisor', 'other-desk']), at: start, by: 'clock' as const }
    const called = evolve(inState('sent'), id, h)
    const pings = (all: readonly Notice[]) => all.filter(n => n.purpose.startsWith('ping'))
    const made = pings(effects(inState('sent'), called, h))
    const met = { event: eventOf('acknowledge', 'receiver', called), at: start, by }
    const back = pings(effects(called, evolve(called, id, met), met))
    expect(back).toEqual(made)
    const due = h.event.due
    expect(back.map(n => n.purpose)).toEqual([`ping.ack.0.3.${due}`, `ping.ack.0.3.${due}`])
    expect(told(called, escalation(['head'], 'reply')).filter(n => n.startsWith('ping'))).toEqual([
      `ping ${kcs} escalation owner`,
    ])
  })

  it('given a reminder that runs again, then it is a message of its own and the last is taken back', () => {
    const chase = (r: Referral, dueAt: number) => {
      const d = r.deadlines.find(x => x.name === 'chase')
      if (!d) throw new Error('nothing is chased')
      const at = plus(d.due, dueAt)
      const event = { ...escalation(['duty'], 'chase'), step: d.reached, due: toRfc3339(d.due) }
      const h = { event, at, by: 'clock' as const }
      const after = evolve(r, id, h)
      const purposes = effects(r, after, h).map(n => n.purpose)
      return { after, event, pings: purposes.filter(p => p.startsWith('ping')) }
    }
    const name = ({ event }: { event: Escalated }) => `ping.chase.${event.step}.6.${event.due}`
    const first = chase(inState('forwarded'), 0)
    const second = chase(first.after, 0)
    const third = chase(second.after, 0)
    expect(first.pings).toEqual([name(first)])
    expect(second.pings).toEqual([name(first), name(second)])
    expect(third.pings).toEqual([name(second), name(third)])
    expect(new Set([first, second, third].map(name)).size).toBe(3)
  })

  it('given more time for the reply, then the call for the old date is taken back', () => {
    const accepted = inState('accepted')
    const due = toRfc3339(accepted.deadlines.find(d => d.name === 'reply')?.due ?? start)
    const event = { ...escalation(['duty'], 'reply'), due }
    const late = evolve(accepted, id, { event, at: start, by: 'clock' })
    const asked = afterActs(late, [['extend', 'receiver']])
    const approved = told(asked, eventOf('approve-extension', 'sender', asked))
    expect(approved).toEqual([...cards, `ping ${kcs} escalation owner`, line])
  })

  it('given several calls told in one message, then each is no ping, and taking back changes that one', () => {
    const first = { ...escalation(['supervisor', 'other-desk']) }
    const { deadline, step, due } = first
    const items = [
      { subject: 'HK-2026-000007', deadline, step, due },
      { subject: id, deadline, step, due },
    ]
    const event = { ...first, bundle: items }
    const h = { event, at: start, by: 'clock' as const }
    expect(told(inState('sent'), event)).toEqual([])
    expect(told(inState('sent'), event, dueAt)).toEqual([line])
    const called = evolve(inState('sent'), id, h)
    const met = { event: eventOf('acknowledge', 'receiver', called), at: start, by }
    const back = effects(called, evolve(called, id, met), met)
    const purpose = `ping.bundle.HK-2026-000007.ack.0.${due}`
    expect(bundlePurpose(items)).toBe(purpose)
    expect(back.filter(n => n.purpose.startsWith('ping'))).toEqual([
      {
        to: { kind: 'desk', desk: kcs },
        purpose,
        recipe: { card: 'bundle', to: 'owner', desk: kcs, items },
        subject: kcs,
      },
      {
        to: { kind: 'desk', desk: hkc },
        purpose,
        recipe: { card: 'bundle', to: 'other', desk: hkc, items },
        subject: hkc,
      },
    ])
  })

  it('given an act, then its line calls the side that must act now, and nobody when it is over', () => {
    const called = everybody.flatMap(([name, side, state]) => {
      const on = prior(name, state)
      const h = { event: eventOf(name, side, on), at: start, by }
      const recipes = effects(on, evolve(on, id, h), h).map(n => n.recipe)
      const found = recipes.find(x => x.card === 'happened')
      return found?.calls ? [`${name} from ${state}: ${found.calls}`] : []
    })
    expect(called).toEqual([
      'send from draft: receiver',
      'request-info from sent: sender',
      'supply-info from info_requested: receiver',
      'decline from sent: sender',
      'answer from accepted: sender',
      'extend from accepted: sender',
      'reopen from closed: receiver',
      'duplicate from accepted: receiver',
      'ask-consent from accepted: sender',
    ])
  })

  it('given silence asked for, then the line says so and the call that was made stays', () => {
    const due = toRfc3339(inState('accepted').deadlines.find(d => d.name === 'reply')?.due ?? start)
    const event = { ...escalation(['duty'], 'reply'), due }
    const late = evolve(inState('accepted'), id, { event, at: start, by: 'clock' })
    expect(told(late, eventOf('snooze', 'receiver', late))).toEqual([...cards, line])
  })

  it('given every state, then nothing reaches the receiver unless it was sent', () => {
    const reaches = (r: Referral, event: ReferralEvent): boolean =>
      told(r, event).some(n => n.includes('pair') || n.includes(kcs))
    const draft = drafted()
    const taken = afterOf({ name: 'withdraw', by: onSide('sender'), on: draft })
    const unsent = [draft, taken].flatMap(r =>
      (
        [{ type: 'referral.withdrawn' }, filledOf(drafted()), { type: 'referral.erased' }] as const
      ).map(event => reaches(r, event)),
    )
    expect(unsent).toEqual(unsent.map(() => false))
    expect(unsent).toHaveLength(6)
    expect(reaches(inState('sent'), { type: 'referral.withdrawn' })).toBe(true)
  })
})
