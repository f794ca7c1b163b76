import { agencyOf, at, type Term, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import type { Target } from '../../escalation/policy.ts'
import type { DeadlineName } from '../../kit/codes.ts'
import { fromRfc3339, type Instant } from '../../kit/time.ts'
import type { Escalated } from '../events.ts'
import { deskOf, otherSide, type Referral } from '../referral.ts'
import { listed } from './labels.ts'

/** Clocks that end in a loss; a step before the end warns of it. */
type Loss = Extract<DeadlineName, 'evidence' | 'preservation'>

export const isLoss = (name: DeadlineName): name is Loss =>
  name === 'evidence' || name === 'preservation'

const told = (r: Referral, e: Escalated): Term => {
  const one = (target: Target): Term =>
    target === 'other-desk'
      ? words('told.other_desk', { agency: agencyOf(deskOf(r, otherSide(e.owner))) })
      : words(`told.${target}`)
  return listed(e.tell.map(one)) ?? words('card.nobody')
}

const keyOf = (e: Escalated, when: Instant): MessageKey => {
  if (!isLoss(e.deadline)) return `referral.late_${e.deadline}`
  return fromRfc3339(e.due) > when ? `referral.warn_${e.deadline}` : `referral.lost_${e.deadline}`
}

/** The line of a thread when a step was reached: what is late or about to be lost, and who was told. */
export const lateTerm = (r: Referral, e: Escalated, when: Instant): Term =>
  words(keyOf(e, when), { due: at(fromRfc3339(e.due)), told: told(r, e) })
