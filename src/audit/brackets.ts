import { fromRfc3339, type Instant, instant, isRfc3339, seconds } from '../kit/time.ts'
import type { EntryBody } from './entry.ts'
import type { Trusted } from './trust.ts'

/** Clocks that go right differ by less, and so does a call that a platform repeats. */
export const tolerance = seconds(300)

/** Every entry below `size` was there by then, says a clock that isn't the host's. */
export interface Bound {
  readonly size: number
  readonly by: Instant
}

/** By the witnesses' own clocks, and by when a platform showed it, where that is known. */
export const boundsOf = (
  { checkpoint, cosignatures }: Trusted,
  shown?: Instant,
): readonly Bound[] =>
  [...cosignatures.map(c => instant(c.time * 1000)), ...(shown === undefined ? [] : [shown])].map(
    by => ({ size: checkpoint.size, by }),
  )

/** The earliest of the bounds that cover a position; undefined where none does. */
export type LatestAt = (seq: number) => Instant | undefined

export const latestOf = (bounds: readonly Bound[]): LatestAt => {
  const bySize = bounds.toSorted((a, b) => a.size - b.size)
  let least: Instant | undefined
  // From the largest down, each carries the earliest of itself and those above it.
  const earliest = bySize.toReversed().map(({ size, by }) => {
    least = least === undefined || by < least ? by : least
    return { size, by: least }
  })
  return seq => earliest.findLast(bound => bound.size > seq)?.by
}

export const causeTime = ({ cause }: EntryBody): Instant | undefined =>
  typeof cause === 'object' &&
  cause !== null &&
  'at' in cause &&
  typeof cause['at'] === 'string' &&
  isRfc3339(cause['at'])
    ? fromRfc3339(cause['at'])
    : undefined

/** Whether a time is not that of its cause: backdated, or forward-dated. */
export const isOff = (at: number, cause: number | undefined): boolean =>
  cause !== undefined && Math.abs(at - cause) > tolerance

/** Whether an entry says that it is of a time after others saw a checkpoint that covers it. */
export const isAfterSeen = (at: Instant, seq: number, latest: LatestAt): boolean => {
  const by = latest(seq)
  return by !== undefined && at > by + tolerance
}

/** Both of them. */
export const isOutside = (body: EntryBody, latest: LatestAt): boolean =>
  isOff(fromRfc3339(body.at), causeTime(body)) ||
  isAfterSeen(fromRfc3339(body.at), body.seq, latest)
