import { describe, expect, it } from 'vitest'
import { minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { effects, type Notice } from '../../src/referral/effects.ts'
import type { Escalated, ReferralEvent } from '../../src/referral/events.ts'
import { evolve, type Referral } from '../../src/referral/referral.ts'
import { hkc, kcs, onSide } from './desks.ts'
import { afterOf, attempt, drafted, id, inState, start } from './sample.ts'

const by = onSide('sender').id

const told = (on: Referral | undefined, event: ReferralEvent): readonly string[] => {
  const h = { event, at: start, by }
  return effects(on, evolve(on, id, h), h).map(short)
}
const short = ({ to, purpose, recipe }: Notice): string =>
  [
    purpose.split('.')[0],
    to.kind === 'pair' ? 'pair' : to.desk,
    recipe.card,
    ...('viewer' in recipe ? [recipe.viewer] : 'to' in recipe ? [recipe.to] : []),
  ].join(' ')

const cards = [
  'card pair referral both',
  `card ${hkc} referral sender`,
  `card ${kcs} referral receiver`,
]
const line = 'reply pair happened'

const escalation = (tell: Escalated['tell'], deadline: 'ack' | 'reply' = 'ack'): Escalated => ({
  type: 'referral.escalated',
  deadline,
  step: 0,
  due: toRfc3339(plus(start, minutes(15))),
  tell,
  missed: [],
})

const eventOf = (name: string, side: 'sender' | 'receiver', on?: Referral): ReferralEvent => {
  const decided = attempt({ name, by: onSide(side), on })
  const event = decided.ok ? decided.value.events[0] : undefined
  if (!event) throw new Error(`${name} made no event`)
  return event
}

describe('who is told', () => {
  it('given a draft, then only the desk that writes it', () => {
    expect(told(undefined, eventOf('create', 'sender'))).toEqual([`card ${hkc} referral sender`])
  })

  it('given a draft that is withdrawn, then the other side never hears of it', () => {
    expect(told(drafted(), eventOf('withdraw', 'sender', drafted()))).toEqual([
      `card ${hkc} referral sender`,
    ])
  })

  it('given each act after sending, then all see the card anew and a line under it', () => {
    const acts = [
      ['send', 'sender', 'draft'],
      ['acknowledge', 'receiver', 'sent'],
      ['accept', 'receiver', 'acknowledged'],
      ['decline', 'receiver', 'sent'],
      ['decline', 'receiver', 'accepted'],
      ['answer', 'receiver', 'accepted'],
      ['withdraw', 'sender', 'sent'],
      ['withdraw', 'sender', 'accepted'],
      ['close', 'sender', 'answered'],
      ['close', 'sender', 'declined'],
    ] as const
    for (const [name, side, state] of acts) {
      const on = inState(state)
      expect(told(on, eventOf(name, side, on)), `${name} from ${state}`).toEqual([...cards, line])
    }
    expect(acts).toHaveLength(10)
  })

  it('given a step of the clock, then those it tells are called at their own desk, and nobody else', () => {
    const sent = inState('sent')
    const owner = `ping ${kcs} escalation owner`
    const sender = `ping ${hkc} escalation sender`
    const steps = [
      [['duty'], [owner]],
      [['supervisor'], [owner]],
      [['head', 'duty'], [owner]],
      [['sending-desk'], [sender]],
      [
        ['supervisor', 'sending-desk'],
        [owner, sender],
      ],
      [
        ['duty', 'supervisor', 'head', 'sending-desk'],
        [owner, sender],
      ],
    ] as const
    for (const deadline of ['ack', 'reply'] as const)
      for (const [tell, pings] of steps)
        expect(told(sent, escalation([...tell], deadline)), tell.join()).toEqual([
          ...cards,
          line,
          ...pings,
        ])
  })

  it('given a call, when its deadline is met, then that very call is taken back at each desk', () => {
    const h = { event: escalation(['supervisor', 'sending-desk']), at: start, by: 'clock' as const }
    const called = evolve(inState('sent'), id, h)
    const made = effects(inState('sent'), called, h).filter(n => n.purpose.startsWith('ping'))
    const met = { event: eventOf('acknowledge', 'receiver', called), at: start, by }
    const back = effects(called, evolve(called, id, met), met).filter(n =>
      n.purpose.startsWith('ping'),
    )
    expect(back).toEqual(made)
    expect(back.map(n => n.purpose)).toEqual(['ping.ack.0.2', 'ping.ack.0.2'])
    expect(told(called, escalation(['head'], 'reply')).filter(n => n.startsWith('ping'))).toEqual([
      `ping ${kcs} escalation owner`,
    ])
  })

  it('given every state, then nothing reaches the receiver unless it was sent', () => {
    const reaches = (r: Referral, event: ReferralEvent): boolean =>
      told(r, event).some(n => n.includes('pair') || n.includes(kcs))
    const draft = drafted()
    const taken = afterOf({ name: 'withdraw', by: onSide('sender'), on: draft })
    expect([draft, taken].map(r => reaches(r, { type: 'referral.withdrawn' }))).toEqual([
      false,
      false,
    ])
    expect(reaches(inState('sent'), { type: 'referral.withdrawn' })).toBe(true)
  })
})
