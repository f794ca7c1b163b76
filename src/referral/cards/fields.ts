import {
  at,
  contactPoint,
  data,
  type FieldOfCard,
  officer,
  type Term,
  words,
} from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import { labelOf as labelOfDecline } from '../../codes/decline.ts'
import { labelOf as labelOfOutcome } from '../../codes/outcome.ts'
import type { Side } from '../../kit/codes.ts'
import { nextDeadline } from '../deadlines.ts'
import { openConsent, type Referral, whoseTurn } from '../referral.ts'
import { stateTerm } from './facts.ts'

export const turnTerm = (r: Referral): Term => {
  const turn = whoseTurn(r)
  return turn === 'nobody' ? words('card.nobody') : contactPoint(turn === 'sender' ? r.from : r.to)
}

/** A field, where there is something to say. */
export const fieldOf = (label: MessageKey, value: Term | undefined): readonly FieldOfCard[] =>
  value ? [{ label, value }] : []

const moment = (value: Parameters<typeof at>[0] | undefined): Term | undefined =>
  value === undefined ? undefined : at(value)

/** What waits for the other side's word. */
const pending = (r: Referral): readonly FieldOfCard[] => {
  const consent = openConsent(r)
  return [
    ...fieldOf('card.extension', moment(r.extension?.until)),
    ...fieldOf('card.duplicate', r.duplicate && data(r.duplicate.of)),
    ...fieldOf(
      'card.consent',
      consent && words('card.consent_open', { purpose: words(`consent.${consent.purpose}`) }),
    ),
  ]
}

/** Facts that every card of a referral shows; who is in charge is said to the own desk only. */
export const fieldsOf = (r: Referral, viewer: Side | 'both'): readonly FieldOfCard[] => {
  const assigned = viewer === 'both' ? undefined : r.assignees[viewer]
  return [
    { label: 'ui.status', value: stateTerm(r) },
    { label: 'card.turn', value: turnTerm(r) },
    { label: 'ui.from', value: contactPoint(r.from) },
    { label: 'ui.to', value: contactPoint(r.to) },
    { label: 'form.category', value: words(`category.${r.category}`) },
    ...fieldOf('form.reason', r.reason && words(labelOfDecline(r.reason))),
    ...fieldOf('form.outcome', r.outcome && words(labelOfOutcome(r.outcome))),
    ...fieldOf('ui.due', moment(nextDeadline(r)?.due)),
    ...fieldOf('form.observed', moment(r.observedAt)),
    ...fieldOf('card.assigned', assigned && officer(assigned)),
    ...pending(r),
  ]
}
