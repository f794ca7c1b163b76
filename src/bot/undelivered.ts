import { type ContactPointId, isDesk } from '../kit/ids.ts'
import { asJson } from '../kit/json.ts'
import type { OutboxDraft, OutboxJob } from '../ports/store.ts'
import type { UndeliveredRecipe } from '../referral/cards/undelivered.ts'
import { type Referral, wasSent } from '../referral/referral.ts'
import type { Channel, Directory } from '../roster/directory.ts'
import type { Failure } from './send.ts'

const isNotice = ({ recipe }: OutboxJob): boolean =>
  typeof recipe === 'object' &&
  recipe !== null &&
  'card' in recipe &&
  recipe['card'] === 'undelivered'

/** Where the desks that a place belongs to can be told of it: other places of their own. */
const elsewhere = (
  directory: Directory,
  dead: Channel,
  referral: Referral | undefined,
): readonly Channel[] => {
  const other = (c: Channel): boolean => c.platform !== dead.platform || c.place !== dead.place
  const own = dead.desks.flatMap(directory.internalOf).filter(other)
  if (own.length > 0) return own
  // A desk that has no other place is told where it meets the other side, which knows of the referral.
  return referral && wasSent(referral)
    ? directory.pairOf(referral.from, referral.to).filter(c => c.desks.length > 1 && other(c))
    : []
}

/** What a message was about, as far as it says who is to hear that it was given up. */
export interface About {
  readonly referral?: Referral
  /** The desk that began a matter: it waits for who was to read the message. */
  readonly sender?: ContactPointId
}

const senderPlaces = (
  directory: Directory,
  dead: Channel,
  sender: ContactPointId | undefined,
): readonly Channel[] =>
  sender === undefined || dead.desks.includes(sender) ? [] : directory.internalOf(sender)

/**
 * Tells the desks of a place, at other places, that a message was given up there; and of a matter its sender,
 * before all else. A notice that was itself
 * given up is told to nobody: the operator's alarm is all that is left. Pure.
 * @param entry position in the batch of the entry that says so
 */
export const undelivered = (
  job: OutboxJob,
  fault: Failure['kind'],
  entry: number,
  { directory, referral, sender }: About & { readonly directory: Directory },
): readonly OutboxDraft[] => {
  const dead = directory.channelAt(job.platform, job.place)
  if (isNotice(job) || !dead) return []
  const { platform, place } = job
  const recipe: UndeliveredRecipe = { card: 'undelivered', platform, place, fault }
  const draft = (c: Channel): OutboxDraft => ({
    platform: c.platform,
    place: c.place,
    subject: job.subject,
    purpose: `ping.undelivered.${platform}.${place}`,
    recipe: asJson(recipe),
    entry,
  })
  return [
    ...elsewhere(directory, dead, isDesk(job.subject) ? undefined : referral).map(draft),
    ...senderPlaces(directory, dead, sender).map(c => ({ ...draft(c), urgent: true as const })),
  ]
}
