import {
  agencyOf,
  at,
  type Card,
  card,
  officer,
  type Params,
  type Quote,
  type Term,
  words,
} from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import type { Target } from '../../escalation/policy.ts'
import { absurd } from '../../kit/result.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import type { Escalated, ReferralEvent, TextRef } from '../events.ts'
import type { Happened, Referral } from '../referral.ts'
import { notification, type ReferralFacts } from './facts.ts'

const told: Readonly<Record<Target, MessageKey>> = {
  duty: 'told.duty',
  supervisor: 'told.supervisor',
  head: 'told.head',
  'sending-desk': 'told.sending_desk',
}

const toldTerm = (targets: readonly Target[]): Term =>
  targets.map(t => words(told[t])).reduce((first, second) => words('told.two', { first, second }))

const late = (e: Escalated): Term =>
  words(e.deadline === 'ack' ? 'referral.late_ack' : 'referral.late_reply', {
    due: at(fromRfc3339(e.due)),
    told: toldTerm(e.tell),
  })

const sentence = (r: Referral, { event, at: when, by }: Happened): Term => {
  const who: Params =
    by === 'clock' ? {} : { officer: officer(by), time: at(when), agency: agencyOf(r.to) }
  switch (event.type) {
    case 'referral.drafted':
      return words('card.ask_send')
    case 'referral.sent':
      return words('referral.sent', who)
    case 'referral.acknowledged':
      return words('referral.acknowledged', who)
    case 'referral.accepted':
      return words('referral.accepted', who)
    case 'referral.declined':
      return words('referral.declined', { ...who, reason: words(`decline.${event.reason}`) })
    case 'referral.answered':
      return words('referral.answered', who)
    case 'referral.withdrawn':
      return words('referral.withdrawn', who)
    case 'referral.closed':
      return words('referral.closed', { ...who, outcome: words(`outcome.${event.outcome}`) })
    case 'referral.escalated':
      return late(event)
    default:
      return absurd(event)
  }
}

const textOf = (event: ReferralEvent): TextRef | undefined =>
  'text' in event && event.type !== 'referral.drafted' ? event.text : undefined

const quoteLabels: Readonly<Record<string, MessageKey>> = {
  explanation: 'form.explanation',
  result: 'form.result',
  note: 'form.note',
  reference: 'form.their_ref',
}

/** A line in the thread under the card: what happened, who and when, and the officer's words. */
export const happenedCard = (facts: ReferralFacts, h: Happened): Card => {
  const text = textOf(h.event)
  const content = text && facts.contents.get(text.ref.item)
  const quotes: readonly Quote[] = Object.entries(content ?? {}).flatMap(([name, words]) => {
    const label = quoteLabels[name]
    const stored = facts.referral.texts.find(t => t.ref.item === text?.ref.item)
    return label && stored ? [{ label, language: stored.language, text: words }] : []
  })
  return card({
    name: 'happened',
    headline: sentence(facts.referral, h),
    notification: notification(facts.referral),
    quotes,
  })
}
