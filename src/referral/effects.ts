import type { ContactPointId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import type { Purpose } from '../ports/store.ts'
import type { Escalated } from './events.ts'
import {
  deskOf,
  type Happened,
  openConsent,
  otherSide,
  type Referral,
  wasSent,
} from './referral.ts'
import type { RunningDeadline } from './running.ts'

/** What card to make when the notice is sent: names and ids, no words. */
export type Recipe =
  | { readonly card: 'referral'; readonly viewer: 'sender' | 'receiver' | 'both' }
  /** A line in the thread: what happened, from the event at that position. */
  | { readonly card: 'happened' }
  | { readonly card: 'escalation'; readonly to: 'owner' | 'other'; readonly event: Escalated }

export type Audience =
  | { readonly kind: 'pair' }
  | { readonly kind: 'desk'; readonly desk: ContactPointId }

/** Somebody must be told; where is resolved from the directory. */
export interface Notice {
  readonly to: Audience
  readonly purpose: Purpose
  readonly recipe: Recipe
}

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

type Call = RunningDeadline['calls'][number]

/** One message for each call and desk: named alike when it is taken back, so that it changes in place. */
const pings = (r: Referral, { revision, event }: Call): readonly Notice[] => {
  const to = (desk: ContactPointId, addressee: 'owner' | 'other'): Notice => ({
    to: { kind: 'desk', desk },
    // With its due time: a clock that runs again calls anew instead of changing its old message.
    purpose: `ping.${event.deadline}.${event.step}.${revision}.${event.due}`,
    recipe: { card: 'escalation', to: addressee, event },
  })
  const other = deskOf(r, otherSide(event.owner))
  return [
    ...(event.tell.some(t => t !== 'other-desk') ? [to(deskOf(r, event.owner), 'owner')] : []),
    ...(event.tell.includes('other-desk') && wasSent(r) ? [to(other, 'other')] : []),
  ]
}

/** Calls of deadlines that no longer run, or stand still: nobody should go on reading to act. */
const takenBack = (before: Referral | undefined, after: Referral): readonly Notice[] =>
  (before?.deadlines ?? [])
    .filter(d => d.pausedAt === undefined)
    .filter(
      d =>
        !after.deadlines.some(
          x => x.name === d.name && x.due === d.due && x.pausedAt === undefined,
        ),
    )
    .flatMap(d => d.calls.flatMap(call => pings(after, call)))

/** Who must be told what of an event, given the state before and after it. Pure. */
export const effects = (
  before: Referral | undefined,
  after: Referral,
  { event }: Happened,
): readonly Notice[] => {
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
      return [...everyone, line]
    case 'referral.consent_proposed': {
      const open = openConsent(after)
      return [...everyone, ...(open ? [lineAt(deskOf(after, otherSide(open.by)))] : [])]
    }
    case 'referral.assigned':
    case 'referral.noted':
      return [...everyone, lineAt(deskOf(after, event.side))]
    case 'referral.erased':
      return everyone
    case 'referral.escalated':
      return [...everyone, line, ...pings(after, { revision: after.revision, event })]
    default:
      return absurd(event)
  }
}
