import { agencyOf, at, type Card, card, count, data, words } from '../../card/card.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import type { Escalated } from '../events.ts'
import type { Referral } from '../referral.ts'
import { headline, notification, type Reach } from './facts.ts'
import { viewButton } from './referral.ts'

const asked = (r: Referral, e: Escalated, to: 'owner' | 'sender', reach: Reach) => {
  if (to === 'owner')
    return words(e.tell.includes('duty') ? 'escalation.act' : 'escalation.supervise')
  const agency = agencyOf(r.to)
  return reach.phone === undefined
    ? words('escalation.no_phone', { agency })
    : words('escalation.call', { agency, phone: data(reach.phone) })
}

/** Whether the deadline still runs: a ping that comes late must not call people for nothing. */
export const stillDue = (r: Referral, e: Escalated): boolean =>
  r.deadlines.some(d => d.name === e.deadline)

/** Calls those whom a step tells, at their own desk, on its own and never only in private. */
export const escalationCard = (
  r: Referral,
  e: Escalated,
  to: 'owner' | 'sender',
  reach: Reach,
): Card => {
  const due = stillDue(r, e)
  return card({
    name: 'escalation',
    tone: due ? 'urgent' : 'calm',
    headline: due
      ? words(e.deadline === 'ack' ? 'escalation.late_ack' : 'escalation.late_reply', {
          ref: data(r.id),
          due: at(fromRfc3339(e.due)),
        })
      : headline(r),
    notification: notification(r),
    lines: [
      due ? asked(r, e, to, reach) : words('escalation.over'),
      ...(e.missed.length > 0
        ? [words('escalation.missed', { count: count(e.missed.length) })]
        : []),
    ],
    buttons: [viewButton(r)],
    mentions: due ? reach.mentions : [],
  })
}
