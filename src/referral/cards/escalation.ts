import {
  agencyOf,
  at,
  type Button,
  type Card,
  count,
  data,
  lasting,
  type Params,
  type Term,
  words,
} from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import { isLoss } from '../../escalation/policy.ts'
import { fromRfc3339, minutes } from '../../kit/time.ts'
import type { Command } from '../command.ts'
import type { Bundled, Escalated } from '../events.ts'
import { deskOf, type Referral } from '../referral.ts'
import type { RunningDeadline } from '../running.ts'
import type { Addressee } from '../told.ts'
import { buttonFor, viewButton } from './buttons.ts'
import { cardAbout, headline, type Reach } from './facts.ts'
import { becauseTerm } from './late.ts'
import { deadlineTerm } from './rule.ts'

type Called = Pick<Bundled, 'deadline' | 'step' | 'due'>

/** The deadline while the call holds: one that comes late, or stands still, must call nobody. */
export const calledFor = (r: Referral, e: Called): RunningDeadline | undefined =>
  r.deadlines.find(
    d =>
      d.name === e.deadline &&
      d.pausedAt === undefined &&
      d.calls.some(c => c.event.step === e.step && c.event.due === e.due),
  )

/** The same clock has called anew, so this message is no longer the one to go by; yet nothing is over. */
export const calledAnew = (r: Referral, e: Called): boolean =>
  r.deadlines.some(
    d =>
      d.name === e.deadline &&
      d.pausedAt === undefined &&
      d.calls.some(c => c.event.step > e.step && c.event.due === e.due),
  )

/** A step before the end reminds or warns; after it, it is too late. */
export const isAhead = (d: RunningDeadline, e: Escalated): boolean => {
  const planned = e.planned === undefined ? undefined : fromRfc3339(e.planned)
  if (planned !== undefined) return planned < fromRfc3339(e.due)
  return (d.steps[e.step]?.afterMinutes ?? 0) < 0
}

const headlineKey = ({ deadline }: Escalated, ahead: boolean): MessageKey => {
  if (isLoss(deadline)) return ahead ? `escalation.warn_${deadline}` : `escalation.lost_${deadline}`
  return ahead ? 'escalation.soon' : `escalation.late_${deadline}`
}

const headlineOf = (r: Referral, e: Escalated, ahead: boolean): Term => {
  const key = headlineKey(e, ahead)
  const params: Params = { ref: data(r.id), due: at(fromRfc3339(e.due)) }
  return words(
    key,
    key === 'escalation.soon' ? { ...params, what: deadlineTerm(e.deadline) } : params,
  )
}

/** Nothing could call before now, so nobody has failed to act. */
const wasKept = ({ because }: Escalated): boolean =>
  because?.kind === 'down' || because?.kind === 'clock'

const toldOwnDuty = (e: Escalated): boolean => e.tell.some(t => t === 'duty' || t === 'backup')

export const ownerAsked = (e: Escalated, ahead: boolean): MessageKey => {
  switch (e.deadline) {
    case 'evidence':
      return ahead ? 'escalation.act_evidence' : 'escalation.act_evidence_lost'
    case 'preservation':
      return ahead ? 'escalation.act_preservation' : 'escalation.act_preservation_lost'
    case 'chase':
      return 'escalation.act_chase'
    case 'feedback':
      return 'escalation.act_feedback'
    default:
      if (ahead) return 'escalation.act_in_time'
      return wasKept(e) || toldOwnDuty(e) ? 'escalation.act' : 'escalation.supervise'
  }
}

/** The first in the owner's desk hear of it with the others: it can't be said that they did not act. */
export const isToldOnlyNow = (e: Escalated): boolean => wasKept(e) && e.tell.includes('duty')

const otherKey = (e: Escalated, ahead: boolean): 'warned' | 'call' | 'call_now' => {
  if (ahead) return 'warned'
  return isToldOnlyNow(e) ? 'call_now' : 'call'
}

const otherAsked = (r: Referral, e: Escalated, ahead: boolean, { phone }: Reach): Term => {
  const agency = agencyOf(deskOf(r, e.owner))
  const key = otherKey(e, ahead)
  return phone === undefined
    ? words(`escalation.${key}_no_phone`, { agency })
    : words(`escalation.${key}`, { agency, phone: data(phone) })
}

const channelKey = (e: Escalated, ahead: boolean): MessageKey => {
  if (ahead) return 'escalation.warned_no_phone'
  return isToldOnlyNow(e) ? 'escalation.told_now' : 'escalation.not_acted'
}

const asked = (r: Referral, e: Escalated, to: Addressee, ahead: boolean, reach: Reach): Term => {
  switch (to) {
    case 'owner':
      return words(ownerAsked(e, ahead))
    case 'other':
      return otherAsked(r, e, ahead, reach)
    case 'channel':
      return words(channelKey(e, ahead), { agency: agencyOf(deskOf(r, e.owner)) })
  }
}

/** What is preserved can be preserved longer with one tap, by a referral of its own. */
const offered = (r: Referral, e: Escalated, commands: readonly Command[]): readonly Button[] =>
  e.deadline === 'preservation' ? buttonFor(r, 'extend-preservation', commands) : []

/** Why it was not made at its own time; nothing where it was. */
export const whyNow = ({ because }: Escalated): readonly Term[] =>
  because ? [becauseTerm(because)] : []

/** What it leapt over, and why; what waited for the hours leapt over nothing. */
const leapt = (e: Escalated): readonly Term[] => {
  const missed = e.because?.kind === 'hours' ? 0 : e.missed.length + (e.missedRounds ?? 0)
  return [
    ...(missed === 0 ? [] : [words('escalation.missed', { count: count(missed) })]),
    ...whyNow(e),
  ]
}

/** That it goes on calling, said from the last step of the policy on. */
const again = (d: RunningDeadline, e: Escalated): readonly Term[] =>
  d.againMinutes === undefined || e.step < d.steps.length - 1
    ? []
    : [words('escalation.again', { every: lasting(minutes(d.againMinutes)) })]

/** Calls those whom a step tells, at their own desk, on its own and never only in private. */
export const escalationCard = (
  r: Referral,
  e: Escalated,
  to: Addressee,
  reach: Reach,
  commands: readonly Command[],
): Card => {
  const d = calledFor(r, e)
  const ahead = d !== undefined && isAhead(d, e)
  const past = calledAnew(r, e) ? 'escalation.called_anew' : 'escalation.over'
  return cardAbout(r, {
    name: 'escalation',
    tone: d ? (ahead ? 'attention' : 'urgent') : 'calm',
    headline: d ? headlineOf(r, e, ahead) : headline(r),
    lines: [
      d ? asked(r, e, to, ahead, reach) : words(past),
      ...(d ? [...leapt(e), ...again(d, e)] : []),
    ],
    buttons: [...(d && to === 'owner' ? offered(r, e, commands) : []), viewButton(r)],
    mentions: d && to !== 'channel' ? reach.mentions : [],
  })
}
