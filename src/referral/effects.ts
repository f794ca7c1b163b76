import type { ContactPointId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import type { Purpose } from '../ports/store.ts'
import type { Happened, Referral } from './referral.ts'

/** What card to make when the notice is sent: names and ids, no words. */
export type Recipe =
  | { readonly card: 'referral'; readonly viewer: 'sender' | 'receiver' | 'both' }
  /** A line in the thread: what happened, from the event at that position. */
  | { readonly card: 'happened' }
  | { readonly card: 'escalation'; readonly to: 'owner' | 'sender' }

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
  if (r.acts.sent === undefined) return [own]
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

const ping = (desk: ContactPointId, to: 'owner' | 'sender'): Notice => ({
  to: { kind: 'desk', desk },
  purpose: 'ping',
  recipe: { card: 'escalation', to },
})

/** Who must be told what of an event, given the state after it. Pure. */
export const effects = (after: Referral, { event }: Happened): readonly Notice[] => {
  const everyone = cards(after)
  switch (event.type) {
    case 'referral.drafted':
      return everyone
    case 'referral.sent':
    case 'referral.acknowledged':
    case 'referral.accepted':
    case 'referral.declined':
    case 'referral.answered':
    case 'referral.closed':
      return [...everyone, line]
    case 'referral.withdrawn':
      return after.acts.sent === undefined ? everyone : [...everyone, line]
    case 'referral.escalated':
      return [
        ...everyone,
        line,
        ...(event.tell.some(t => t !== 'sending-desk') ? [ping(after.to, 'owner')] : []),
        ...(event.tell.includes('sending-desk') ? [ping(after.from, 'sender')] : []),
      ]
    default:
      return absurd(event)
  }
}
