import { agencyOf, at, data, type Params, type Term, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import { isLoss, type Target } from '../../escalation/policy.ts'
import { fromRfc3339, type Instant } from '../../kit/time.ts'
import type { Because, Escalated } from '../events.ts'
import { deskOf, otherSide, type Referral } from '../referral.ts'
import { listed } from './labels.ts'
import { deadlineTerm } from './rule.ts'

const channelOf = (target: `channel:${string}`): string => target.slice('channel:'.length)

/** Whom a step told. */
export const told = (r: Referral, e: Escalated): Term => {
  const agency = agencyOf(deskOf(r, otherSide(e.owner)))
  const one = (target: Target): Term => {
    switch (target) {
      case 'other-desk':
        return words('told.other_desk', { agency })
      case 'other-head':
        return words('told.other_head', { agency })
      case 'duty':
      case 'backup':
      case 'supervisor':
      case 'head':
        return words(`told.${target}`)
      default:
        return words('told.channel', { channel: data(channelOf(target)) })
    }
  }
  return listed(e.tell.map(one)) ?? words('card.nobody')
}

/** When the step was to be taken: a reminder that waited is none any more once it is late. */
export const isAhead = (e: Escalated, when: Instant): boolean => fromRfc3339(e.due) > when

const keyOf = (e: Escalated, when: Instant): MessageKey => {
  const ahead = isAhead(e, when)
  if (isLoss(e.deadline))
    return ahead ? `referral.warn_${e.deadline}` : `referral.lost_${e.deadline}`
  return ahead ? 'referral.soon' : `referral.late_${e.deadline}`
}

/** The line of a thread when a step was reached: what is due, late or about to be lost; who was told. */
export const lateTerm = (r: Referral, e: Escalated, when: Instant): Term => {
  const params: Params = { due: at(fromRfc3339(e.due)), told: told(r, e) }
  const key = keyOf(e, when)
  return words(
    key,
    key === 'referral.soon' ? { ...params, what: deadlineTerm(e.deadline) } : params,
  )
}

/** Why steps were leapt over, in a sentence. */
export const becauseTerm = (because: Because): Term =>
  because.kind === 'hours'
    ? words('escalation.because_hours')
    : words(`escalation.because_${because.kind}`, {
        from: at(fromRfc3339(because.from)),
        to: at(fromRfc3339(because.to)),
      })
