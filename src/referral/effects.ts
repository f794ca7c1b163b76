import { isLoss } from '../escalation/policy.ts'
import type { Side } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { fromRfc3339 } from '../kit/time.ts'
import { isEscalated, isOverdue, nextDeadline } from './deadlines.ts'
import type { Escalated, ReferralEvent } from './events.ts'
import {
  deskOf,
  type Happened,
  openConsent,
  otherSide,
  type Referral,
  wasSent,
  whoseTurn,
} from './referral.ts'
import { type Notice, pings, takenBack } from './told.ts'

export {
  type Addressee,
  type Audience,
  bundlePurpose,
  type Notice,
  type Recipe,
} from './told.ts'

const cards = (r: Referral): readonly Notice[] => {
  const own: Notice = {
    to: { kind: 'desk', desk: r.from },
    purpose: 'card',
    recipe: { card: 'referral', viewer: 'sender' },
  }
  // Before it is sent the other side must not hear of it; a withdrawn draft never reaches it.
  if (!wasSent(r)) return [own]
  return [
    { to: { kind: 'pair' }, purpose: 'card', recipe: { card: 'referral', viewer: 'both' } },
    own,
    {
      to: { kind: 'desk', desk: r.to },
      purpose: 'card',
      recipe: { card: 'referral', viewer: 'receiver' },
    },
  ]
}

const line: Notice = { to: { kind: 'pair' }, purpose: 'reply', recipe: { card: 'happened' } }

/** For the eyes of one desk. */
const lineAt = (desk: ContactPointId): Notice => ({
  to: { kind: 'desk', desk },
  purpose: 'reply',
  recipe: { card: 'happened' },
})

/** Whom an officer's act asks to act next: the side to which it passes the turn, or that must decide. */
const calledBy = (
  before: Referral | undefined,
  after: Referral,
  event: ReferralEvent,
): Side | undefined => {
  switch (event.type) {
    case 'referral.consent_asked':
    case 'referral.duplicate_proposed':
      return otherSide(event.by)
    case 'referral.extension_asked':
      return 'sender'
    default: {
      const turn = whoseTurn(after)
      return turn === 'nobody' || (before && whoseTurn(before) === turn) ? undefined : turn
    }
  }
}

const lineTo = (calls: Side | undefined): Notice =>
  calls ? { ...line, recipe: { card: 'happened', calls } } : line

/** What a card shows of the clocks; a step of the clock changes nothing else on it. */
const shown = (r: Referral): string =>
  JSON.stringify([isOverdue(r), isEscalated(r), nextDeadline(r)?.due])

/** A desk reminded in time is its own affair; that something will be lost, both sides must know. */
const isPrivate = (e: Escalated, { at }: Pick<Happened, 'at'>): boolean =>
  !isLoss(e.deadline) && at < fromRfc3339(e.due)

const escalation = (
  before: Referral | undefined,
  after: Referral,
  event: Escalated,
  h: Happened,
): readonly Notice[] => [
  ...(before && shown(before) === shown(after) ? [] : cards(after)),
  ...takenBack(before, after),
  ...(isPrivate(event, h) ? [] : [line]),
  // Of several that fell due at once the sweep makes one message.
  ...(event.bundle ? [] : pings(after, { revision: after.revision, event })),
]

/** Who must be told what of an event, given the state before and after it. Pure. */
export const effects = (
  before: Referral | undefined,
  after: Referral,
  happened: Happened,
): readonly Notice[] => {
  const { event } = happened
  if (event.type === 'referral.escalated') return escalation(before, after, event, happened)
  const everyone = [...cards(after), ...takenBack(before, after)]
  switch (event.type) {
    case 'referral.drafted':
    case 'referral.filled':
    case 'referral.approved':
      return everyone
    case 'referral.withdrawn':
      return wasSent(after) ? [...everyone, line] : everyone
    case 'referral.sent':
    case 'referral.acknowledged':
    case 'referral.accepted':
    case 'referral.info_requested':
    case 'referral.info_supplied':
    case 'referral.forwarded':
    case 'referral.returned':
    case 'referral.interim':
    case 'referral.extension_asked':
    case 'referral.extension_approved':
    case 'referral.extension_rejected':
    case 'referral.amended':
    case 'referral.declined':
    case 'referral.answered':
    case 'referral.closed':
    case 'referral.reopened':
    case 'referral.duplicate_proposed':
    case 'referral.duplicate_confirmed':
    case 'referral.duplicate_denied':
    case 'referral.consent_asked':
    case 'referral.consent_decided':
    case 'referral.translated':
    case 'referral.corrected':
    case 'referral.drill_ended':
    case 'referral.snoozed':
      return [...everyone, lineTo(calledBy(before, after, event))]
    case 'referral.consent_proposed': {
      const open = openConsent(after)
      return [...everyone, ...(open ? [lineAt(deskOf(after, otherSide(open.by)))] : [])]
    }
    case 'referral.assigned':
    case 'referral.noted':
      return [...everyone, lineAt(deskOf(after, event.side))]
    case 'referral.erased':
      return everyone
    default:
      return absurd(event)
  }
}
