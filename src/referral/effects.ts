import type { ContactPointId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import type { Purpose } from '../ports/store.ts'
import type { Escalated } from './events.ts'
import type { Happened, Referral, RunningDeadline } from './referral.ts'

/** What card to make when the notice is sent: names and ids, no words. */
export type Recipe =
  | { readonly card: 'referral'; readonly viewer: 'sender' | 'receiver' | 'both' }
  /** A line in the thread: what happened, from the event at that position. */
  | { readonly card: 'happened' }
  | { readonly card: 'escalation'; readonly to: 'owner' | 'sender'; readonly event: Escalated }

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

type Call = RunningDeadline['calls'][number]

/** One message for each call and desk: named alike when it is taken back, so that it changes in place. */
const pings = (r: Referral, { revision, event }: Call): readonly Notice[] => {
  const to = (desk: ContactPointId, addressee: 'owner' | 'sender'): Notice => ({
    to: { kind: 'desk', desk },
    purpose: `ping.${event.deadline}.${event.step}.${revision}`,
    recipe: { card: 'escalation', to: addressee, event },
  })
  return [
    ...(event.tell.some(t => t !== 'sending-desk') ? [to(r.to, 'owner')] : []),
    ...(event.tell.includes('sending-desk') ? [to(r.from, 'sender')] : []),
  ]
}

/** Calls of deadlines that no longer run: nobody should go on reading that they must act. */
const takenBack = (before: Referral | undefined, after: Referral): readonly Notice[] =>
  (before?.deadlines ?? [])
    .filter(d => !after.deadlines.some(x => x.name === d.name))
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
      return [...everyone, line, ...pings(after, { revision: after.revision, event })]
    default:
      return absurd(event)
  }
}
