import {
  agencyOf,
  at,
  type Card,
  data,
  officer,
  type Params,
  type Term,
  words,
} from '../../card/card.ts'
import { labelOf as labelOfDecline } from '../../codes/decline.ts'
import { labelOf as labelOfOutcome } from '../../codes/outcome.ts'
import { labelOf as labelOfSnooze } from '../../codes/snooze.ts'
import type { OfficerId } from '../../kit/ids.ts'
import { absurd } from '../../kit/result.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import type { Command } from '../command.ts'
import type { ReferralEvent } from '../events.ts'
import { deskOf, type Happened, otherSide, type Referral } from '../referral.ts'
import { drillReport } from './drill.ts'
import { cardAbout, type ReferralFacts } from './facts.ts'
import { labelsBy, listed } from './labels.ts'
import { lateTerm } from './late.ts'
import { type HandOver, handOvers, type Receipt, receiptText } from './receipt.ts'
import { wordsOfEvent } from './said.ts'

const until = (moment: string): Term => at(fromRfc3339(moment))

const sentence = (r: Referral, h: Happened, commands: readonly Command[]): Term => {
  const { event, at: when, by } = h
  const who: Params =
    by === 'clock' ? {} : { officer: officer(by), time: at(when), agency: agencyOf(r.to) }
  switch (event.type) {
    case 'referral.drafted':
    case 'referral.filled':
    case 'referral.approved':
      return words('card.ask_send')
    case 'referral.sent':
      return words('referral.sent', who)
    case 'referral.acknowledged':
      return words('referral.acknowledged', who)
    case 'referral.accepted':
      return words('referral.accepted', who)
    case 'referral.info_requested':
      return words('referral.info_requested', who)
    case 'referral.info_supplied':
      return words('referral.info_supplied', who)
    case 'referral.forwarded':
      return words('referral.forwarded', who)
    case 'referral.returned':
      return words('referral.returned', who)
    case 'referral.interim':
      return words('referral.interim', who)
    case 'referral.extension_asked':
      return words('referral.extension_asked', { ...who, until: until(event.until) })
    case 'referral.extension_approved':
      return words('referral.extension_approved', { ...who, until: until(event.until) })
    case 'referral.extension_rejected':
      return words('referral.extension_rejected', who)
    case 'referral.amended': {
      const labels = labelsBy(commands, r)
      const changed = Object.keys(event.changes).map(name => {
        const label = labels.get(name)
        return label ? words(label) : data(name)
      })
      return words('referral.amended', { ...who, what: listed(changed) ?? words('ui.details') })
    }
    case 'referral.declined':
      return words('referral.declined', { ...who, reason: words(labelOfDecline(event.reason)) })
    case 'referral.answered':
      return words('referral.answered', who)
    case 'referral.withdrawn':
      return words('referral.withdrawn', who)
    case 'referral.closed':
      return words('referral.closed', { ...who, outcome: words(labelOfOutcome(event.outcome)) })
    case 'referral.reopened':
      return words('referral.reopened', who)
    case 'referral.duplicate_proposed': {
      const agency = agencyOf(deskOf(r, otherSide(event.by)))
      return words('referral.duplicate_proposed', { ...who, agency, of: data(event.of) })
    }
    case 'referral.duplicate_confirmed':
      return words('referral.duplicate_confirmed', who)
    case 'referral.duplicate_denied':
      return words('referral.duplicate_denied', who)
    case 'referral.assigned': {
      const to = officer(event.officer as OfficerId)
      return words(event.handedOver ? 'referral.handed_over' : 'referral.assigned', { ...who, to })
    }
    case 'referral.noted':
      return words('referral.noted', who)
    case 'referral.consent_asked': {
      const agency = agencyOf(deskOf(r, event.by))
      const purpose = words(`consent.${event.purpose}`)
      return words('referral.consent_asked', { ...who, agency, purpose })
    }
    case 'referral.consent_proposed':
    case 'referral.consent_decided': {
      const decision = words(`consent.${event.decision}`)
      return event.type === 'referral.consent_proposed'
        ? words('referral.consent_proposed', { ...who, decision })
        : words('referral.consent_decided', { ...who, decision })
    }
    case 'referral.translated':
      return words('referral.translated', { ...who, on: data(event.on) })
    case 'referral.corrected':
      return words('referral.corrected', { ...who, entry: data(String(event.seq)) })
    case 'referral.erased':
      return words('referral.erased')
    case 'referral.escalated':
      return lateTerm(r, event, when)
    case 'referral.snoozed':
      return words('snooze.done', {
        ...who,
        agency: agencyOf(deskOf(r, event.side)),
        until: until(event.until),
        reason: words(labelOfSnooze(event.reason)),
      })
    case 'referral.drill_ended':
      return words('drill.ended')
    default:
      return absurd(event)
  }
}

/** With these an exercise is over, and its times are told. */
const ends: readonly ReferralEvent['type'][] = ['referral.drill_ended', 'referral.withdrawn']

/** Of what the line itself gives both sides a receipt. */
export const handOverIn = ({ type }: ReferralEvent): HandOver | undefined =>
  handOvers.find(of => type === `referral.${of}`)

/** A line in the thread under the card: what happened, and whose turn it is; the officer's words. */
export const happenedCard = (
  facts: ReferralFacts,
  h: Happened,
  commands: readonly Command[],
  mentions: readonly OfficerId[] = [],
  receipt?: Receipt,
): Card =>
  cardAbout(facts.referral, {
    name: 'happened',
    mentions,
    headline: sentence(facts.referral, h, commands),
    lines: ends.includes(h.event.type) ? drillReport(facts) : [],
    quotes: wordsOfEvent(facts, h, commands),
    ...(receipt ? { verbatim: receiptText(facts.referral.id, receipt) } : {}),
  })
