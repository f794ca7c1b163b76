import { nthReferralId } from '../../src/kit/ids.ts'
import { minutes, plus } from '../../src/kit/time.ts'
import { escalationCard } from '../../src/referral/cards/escalation.ts'
import type { ReferralFacts } from '../../src/referral/cards/facts.ts'
import { happenedCard } from '../../src/referral/cards/happened.ts'
import { doneCard, listCard, viewCard } from '../../src/referral/cards/private.ts'
import { referralCard } from '../../src/referral/cards/referral.ts'
import { commands } from '../../src/referral/commands/index.ts'
import type { Escalated, ReferralEvent } from '../../src/referral/events.ts'
import { evolve } from '../../src/referral/evolve.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { onSide } from '../referral/desks.ts'
import { afterOf, drilled, id, inState, start } from '../referral/sample.ts'
import type { Shown } from './cards.ts'
import { reached } from './matters.ts'

const later = (n: number) => plus(start, minutes(n))

/** A step as the clock takes it, so many minutes after the sending. */
const told = (r: Referral, step: number, at: number): readonly [Referral, Escalated] => {
  const event = reached(r, 'ack', step)
  return [evolve(r, id, { event, at: later(at), by: 'clock' }), event]
}

const open = drilled()
const [reminded, reminder] = told(open, 0, 7)
const [called, call] = told(reminded, 2, 15)
const [raised, raise] = told(called, 4, 45)
const beyond: Referral = {
  ...raised,
  ...(raised.drillRun ? { drillRun: { ...raised.drillRun, more: 3 } } : {}),
}

const acknowledged = (on: Referral, at: number) =>
  afterOf({ name: 'acknowledge', by: onSide('receiver', 'duty'), on, now: later(at) })
const withdrawn = (on: Referral) =>
  afterOf({
    name: 'withdraw',
    by: onSide('sender', 'supervisor'),
    on,
    raw: { explanation: 'Enough.', language: 'en' },
    now: later(90),
  })

const inTime = acknowledged(open, 4)
const late = acknowledged(beyond, 70)
const unanswered = withdrawn(raised)
const withoutLimit = acknowledged({ ...open, drillRun: { calls: [], more: 0 } }, 4)

const factsOf = (referral: Referral): ReferralFacts => ({ referral, contents: new Map() })
const shown = (referral: Referral): ReferralFacts => ({
  ...factsOf(referral),
  shownAt: plus(start, 2500),
})

const states: readonly (readonly [string, ReferralFacts])[] = [
  ['just sent', factsOf(open)],
  ['called', factsOf(called)],
  ['acknowledged in time', factsOf(inTime)],
  ['acknowledged in time, shown', shown(inTime)],
  ['acknowledged too late', shown(late)],
  ['withdrawn, unanswered', factsOf(unanswered)],
  ['acknowledged, without a limit', factsOf(withoutLimit)],
]

const line = (
  referral: Referral,
  event: ReferralEvent,
  side: 'sender' | 'receiver' | 'clock',
  minute = 70,
) =>
  happenedCard(
    shown(referral),
    { event, at: later(minute), by: side === 'clock' ? 'clock' : onSide(side).id },
    commands,
  )

const reach = { mentions: [onSide('receiver', 'duty').id] }
const reachOther = { mentions: [onSide('sender', 'duty').id], phone: '+82 00 0000 0002' }

/** Every card of an exercise, in every case that changes what it says of one. */
export const drillCards: readonly Shown[] = [
  ...states.map(([title, facts]) => ({
    title: `referral, ${title}`,
    card: referralCard(facts, 'both', commands),
  })),
  {
    title: 'view, just sent, for receiver',
    card: viewCard(factsOf(open), onSide('receiver'), commands),
  },
  { title: 'view, ended, for sender', card: viewCard(shown(late), onSide('sender'), commands) },
  { title: 'done', card: doneCard(factsOf(inTime).referral) },
  {
    title: 'list, beside a real one',
    card: listCard([
      open,
      { ...inState('sent'), id: nthReferralId('HK', 2026, 43) },
      { ...called, id: nthReferralId('HK', 2026, 44) },
    ]),
  },
  {
    title: 'happened, sent',
    card: line(open, { type: 'referral.sent', clocks: [] }, 'sender'),
  },
  { title: 'happened, a step taken', card: line(called, call, 'clock', 15) },
  { title: 'happened, a reminder', card: line(reminded, reminder, 'clock', 7) },
  {
    title: 'happened, acknowledged',
    card: line(late, { type: 'referral.acknowledged', clocks: [] }, 'receiver'),
  },
  { title: 'happened, ended', card: line(late, { type: 'referral.drill_ended' }, 'receiver') },
  {
    title: 'happened, withdrawn',
    card: line(unanswered, { type: 'referral.withdrawn' }, 'sender'),
  },
  {
    title: 'escalation, reminded',
    card: escalationCard(reminded, reminder, 'owner', reach, commands),
  },
  {
    title: 'escalation, called',
    card: escalationCard(called, call, 'owner', reach, commands),
  },
  {
    title: 'escalation, the sending desk told',
    card: escalationCard(raised, raise, 'other', reachOther, commands),
  },
  {
    title: 'escalation, over',
    card: escalationCard(inTime, call, 'owner', reach, commands),
  },
]
