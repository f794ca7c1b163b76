import {
  agencyOf,
  at,
  type Button,
  type Card,
  count,
  data,
  type Term,
  words,
} from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import type { Command } from '../command.ts'
import type { Escalated } from '../events.ts'
import { deskOf, type Referral } from '../referral.ts'
import type { RunningDeadline } from '../running.ts'
import { buttonFor, viewButton } from './buttons.ts'
import { cardAbout, headline, type Reach } from './facts.ts'
import { isLoss } from './late.ts'

/**
 * The deadline while the call still holds: a ping that comes late must not call people for nothing. Of
 * a clock that runs again only the last call holds; while it stands still, none.
 */
const calledFor = (r: Referral, e: Escalated): RunningDeadline | undefined => {
  const d = r.deadlines.find(x => x.name === e.deadline && x.pausedAt === undefined)
  const calls = d?.againMinutes === undefined ? d?.calls : d.calls.slice(-1)
  return calls?.some(c => c.event.step === e.step && c.event.due === e.due) ? d : undefined
}

export const stillDue = (r: Referral, e: Escalated): boolean => calledFor(r, e) !== undefined

/** A step before the end warns; after it, it is too late. */
const isWarning = (d: RunningDeadline, e: Escalated): boolean =>
  isLoss(e.deadline) && (d.steps[e.step]?.afterMinutes ?? 0) < 0

const headlineKey = (e: Escalated, warns: boolean): MessageKey => {
  if (!isLoss(e.deadline)) return `escalation.late_${e.deadline}`
  return warns ? `escalation.warn_${e.deadline}` : `escalation.lost_${e.deadline}`
}

const ownerAsked = (e: Escalated, warns: boolean): MessageKey => {
  switch (e.deadline) {
    case 'evidence':
      return warns ? 'escalation.act_evidence' : 'escalation.act_evidence_lost'
    case 'preservation':
      return warns ? 'escalation.act_preservation' : 'escalation.act_preservation_lost'
    case 'chase':
      return 'escalation.act_chase'
    case 'feedback':
      return 'escalation.act_feedback'
    default:
      return e.tell.includes('duty') ? 'escalation.act' : 'escalation.supervise'
  }
}

const otherAsked = (r: Referral, e: Escalated, warns: boolean, { phone }: Reach): Term => {
  const agency = agencyOf(deskOf(r, e.owner))
  if (phone === undefined)
    return words(warns ? 'escalation.warned_no_phone' : 'escalation.no_phone', { agency })
  return words(warns ? 'escalation.warned' : 'escalation.call', { agency, phone: data(phone) })
}

/** What is preserved can be preserved longer with one tap, by a referral of its own. */
const offered = (r: Referral, e: Escalated, commands: readonly Command[]): readonly Button[] =>
  e.deadline === 'preservation' ? buttonFor(r, 'extend-preservation', commands) : []

/** Calls those whom a step tells, at their own desk, on its own and never only in private. */
export const escalationCard = (
  r: Referral,
  e: Escalated,
  to: 'owner' | 'other',
  reach: Reach,
  commands: readonly Command[],
): Card => {
  const d = calledFor(r, e)
  const warns = d !== undefined && isWarning(d, e)
  const asked = to === 'owner' ? words(ownerAsked(e, warns)) : otherAsked(r, e, warns, reach)
  return cardAbout(r, {
    name: 'escalation',
    tone: d ? (warns ? 'attention' : 'urgent') : 'calm',
    headline: d
      ? words(headlineKey(e, warns), { ref: data(r.id), due: at(fromRfc3339(e.due)) })
      : headline(r),
    lines: [
      d ? asked : words('escalation.over'),
      ...(e.missed.length > 0
        ? [words('escalation.missed', { count: count(e.missed.length) })]
        : []),
    ],
    buttons: [...(d && to === 'owner' ? offered(r, e, commands) : []), viewButton(r)],
    mentions: d ? reach.mentions : [],
  })
}
