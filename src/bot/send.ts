import type { MessageId } from '../kit/ids.ts'
import { absurd, err, ok, type Result } from '../kit/result.ts'
import { hours, type Instant, minutes, plus, seconds } from '../kit/time.ts'
import type { Fault, Outgoing, Platform } from '../ports/platform.ts'
import type { OutboxJob } from '../ports/store.ts'
import { backoffMs } from './backoff.ts'

export interface Sent {
  readonly message: MessageId
  /** `found`: an earlier try had posted it. */
  readonly how: 'posted' | 'revised' | 'found'
}

/** A try that came to nothing, or of which nobody knows. */
export type Failure =
  | Fault
  /** Too early to look for what an earlier try may still post, or no answer to the look: nothing was sent. */
  | { readonly kind: 'Unsettled'; readonly waitMs: number }

/**
 * How long a call that was broken off may still arrive: the longest that an adapter waits for one, and
 * some more (audit-log.md 4.3, case 6).
 */
const lateArrival = seconds(15)
/** Clocks of a platform and of the host differ (audit-log.md 4.2). */
const lookBack = minutes(1)

/** After so long nobody waits for a look that finds too much to read. */
const lookedLongEnough = hours(1)

/** A line goes under its card, and is looked for there; where the card is gone it went to the place itself. */
const lookFor = async (
  find: Required<Platform>['find'],
  { place, key, purpose, standing }: OutboxJob,
  since: Instant,
): Promise<Result<MessageId | undefined, Fault>> => {
  if (purpose !== 'reply' || standing === undefined) return find(place, key, since)
  const under = await find(place, key, since, standing)
  return !under.ok && under.error.kind === 'Gone' ? find(place, key, since) : under
}

type Way = (given: Outgoing) => Promise<Result<MessageId, Fault>>

/** Posts what can't be taken back: where an earlier try may have arrived, looks for that first. */
const postOnce = async (
  platform: Platform,
  job: OutboxJob,
  outgoing: Outgoing,
  way: Way,
): Promise<Result<Sent, Failure>> => {
  const posted = async (given: Outgoing): Promise<Result<Sent, Failure>> => {
    const sent = await way(given)
    return sent.ok ? ok({ message: sent.value, how: 'posted' }) : sent
  }
  const { find } = platform
  if (!job.repeat || !find) return posted(outgoing)
  const since = job.doubtSince ?? outgoing.at
  const waitMs = since + lateArrival - outgoing.at
  if (waitMs > 0) return err({ kind: 'Unsettled', waitMs })
  const found = await lookFor(find, job, plus(since, -lookBack))
  if (!found.ok) {
    const { error } = found
    // Waiting would not let anybody look: the mark of a repeat stays, and the try counts.
    if (error.kind === 'Forbidden' || error.kind === 'Gone') return posted(outgoing)
    if (error.kind === 'Unknown' && outgoing.at - since > lookedLongEnough) return posted(outgoing)
    const wait = error.kind === 'RateLimited' ? error.retryAfterMs : 0
    return err({ kind: 'Unsettled', waitMs: Math.max(wait, backoffMs(job.attempts + 1)) })
  }
  if (found.value !== undefined) return ok({ message: found.value, how: 'found' })
  return posted({ ...outgoing, repeat: false })
}

/**
 * What stands is changed, a line goes under its card; what is not there, or is gone, comes anew. Changing
 * may be done twice without harm; anything else is first looked for where an earlier try may have arrived.
 */
export const send = async (
  platform: Platform,
  job: OutboxJob,
  outgoing: Outgoing,
): Promise<Result<Sent, Failure>> => {
  const { purpose, place, standing } = job
  const post: Way = given => platform.post(place, given)
  if (standing === undefined) return postOnce(platform, job, outgoing, post)
  if (purpose === 'reply')
    return postOnce(platform, job, outgoing, async given => {
      const sent = await platform.reply(place, standing, given)
      return !sent.ok && sent.error.kind === 'Gone' ? post(given) : sent
    })
  // Made again it changes the same message: nobody sees it twice.
  const changed = await platform.revise(place, standing, { ...outgoing, repeat: false })
  if (changed.ok) return ok({ message: changed.value, how: 'revised' })
  return changed.error.kind === 'Gone' ? postOnce(platform, job, outgoing, post) : changed
}

/** When to try again, from the end of this try. `attempts` counts those made. */
export const waitOf = (failure: Failure, attempts: number, looks: boolean): number => {
  switch (failure.kind) {
    case 'RateLimited':
      return failure.retryAfterMs
    case 'Unsettled':
      return failure.waitMs
    case 'Unknown':
      return Math.max(backoffMs(attempts), looks ? lateArrival : 0)
    case 'Unreachable':
    case 'Forbidden':
    case 'Gone':
      return backoffMs(attempts)
    default:
      return absurd(failure)
  }
}

/** A try that the platform put off, or that wasn't made: a storm of those must not use up a message. */
export const isUntried = (failure: Failure): boolean =>
  failure.kind === 'RateLimited' || failure.kind === 'Unsettled'

/** The moment at which a try was made, for whoever records it. */
export interface Tried {
  readonly job: OutboxJob
  readonly at: Instant
  readonly result: Result<Sent, Failure>
  /** The platform can look for what may have arrived. */
  readonly looks: boolean
}
