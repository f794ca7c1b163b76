import type { Target } from '../escalation/policy.ts'
import type { Side } from '../kit/codes.ts'
import type { ContactPointId, SubjectId } from '../kit/ids.ts'
import type { OutboxDraft, Purpose } from '../ports/store.ts'
import type { UndeliveredRecipe } from './cards/undelivered.ts'
import type { Bundled, Escalated } from './events.ts'
import { deskOf, otherSide, type Referral, wasSent } from './referral.ts'
import type { RunningDeadline } from './running.ts'

/** To whom a call is made: the desk that owes, the one that waits for it, or a channel that is kept posted. */
export type Addressee = 'owner' | 'other' | 'channel'

/** What card to make when the notice is sent: names and ids, no words. */
export type Recipe =
  | { readonly card: 'referral'; readonly viewer: 'sender' | 'receiver' | 'both' }
  /** A line in the thread: what happened, from the event at that position; whose turn it is now. */
  | { readonly card: 'happened'; readonly calls?: Side }
  | { readonly card: 'escalation'; readonly to: Addressee; readonly event: Escalated }
  /** One message about several deadlines that call the same people of a desk. */
  | {
      readonly card: 'bundle'
      readonly to: 'owner' | 'other'
      readonly desk: ContactPointId
      readonly items: readonly Bundled[]
      readonly mentions?: readonly string[]
    }
  | UndeliveredRecipe

export type Audience =
  | { readonly kind: 'pair' }
  | { readonly kind: 'desk'; readonly desk: ContactPointId }
  /** A channel of the configuration, by its id. */
  | { readonly kind: 'channel'; readonly id: string }

/** Somebody must be told; where is resolved from the directory. */
export interface Notice {
  readonly to: Audience
  readonly purpose: Purpose
  readonly recipe: Recipe
  /** Under whose name it is kept, where that is not the referral. */
  readonly subject?: SubjectId
}

type Call = RunningDeadline['calls'][number]

const channelPrefix = 'channel:'

const isChannel = (t: Target): boolean => t.startsWith(channelPrefix)

export const isOther = (t: Target): boolean => t === 'other-desk' || t === 'other-head'

const isOwn = (t: Target): boolean => !isOther(t) && !isChannel(t)

/** Which desks an event calls; the other one only where it knows of the referral. */
export const desksOf = (r: Referral, { tell, owner }: Escalated) => [
  ...(tell.some(isOwn) ? [{ to: 'owner' as const, desk: deskOf(r, owner) }] : []),
  ...(tell.some(isOther) && wasSent(r)
    ? [{ to: 'other' as const, desk: deskOf(r, otherSide(owner)) }]
    : []),
]

/** The one message about all of these; named alike for each of them, so that it changes in place. */
export const bundlePurpose = (items: readonly Bundled[]): OutboxDraft['purpose'] => {
  const [first] = items
  if (!first) throw new Error('a bundle of nothing')
  return `ping.bundle.${first.subject}.${first.deadline}.${first.step}.${first.due}`
}

const bundlesOf = (r: Referral, event: Escalated, items: readonly Bundled[]): readonly Notice[] =>
  desksOf(r, event).map(({ to, desk }) => ({
    to: { kind: 'desk', desk },
    purpose: bundlePurpose(items),
    recipe: { card: 'bundle', to, desk, items },
    subject: desk,
  }))

/** One message for each call and place: named alike when it is taken back, so that it changes in place. */
export const pings = (r: Referral, { revision, event }: Call): readonly Notice[] => {
  // With its due time: a clock that starts again calls anew instead of changing its old message.
  const purpose: Purpose = `ping.${event.deadline}.${event.step}.${revision}.${event.due}`
  const notice = (to: Audience, addressee: Addressee): Notice => ({
    to,
    purpose,
    recipe: { card: 'escalation', to: addressee, event },
  })
  return [
    ...desksOf(r, event).map(({ to, desk }) => notice({ kind: 'desk', desk }, to)),
    ...event.tell
      .filter(isChannel)
      .map(t => notice({ kind: 'channel', id: t.slice(channelPrefix.length) }, 'channel')),
  ]
}

/** Of deadlines that run: who is called should act. */
const holding = (r: Referral | undefined): readonly Call[] =>
  (r?.deadlines ?? []).filter(d => d.pausedAt === undefined).flatMap(d => d.calls)

const isSame = (a: Call, b: Call): boolean =>
  a.event.deadline === b.event.deadline &&
  a.event.step === b.event.step &&
  a.event.due === b.event.due

/** Calls that hold no longer, or stand still: nobody should go on reading to act. */
export const takenBack = (before: Referral | undefined, after: Referral): readonly Notice[] => {
  const left = holding(after)
  return holding(before)
    .filter(call => !left.some(x => isSame(x, call)))
    .flatMap(call =>
      call.event.bundle ? bundlesOf(after, call.event, call.event.bundle) : pings(after, call),
    )
}
