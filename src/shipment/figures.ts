import { days, type Instant } from '../kit/time.ts'
import type { Shipment } from './shipment.ts'

/** From the first moment on, up to but without the second. */
export interface Period {
  readonly from: Instant
  readonly to: Instant
}

export interface HoldFigures {
  /** Holds that an officer began in the period. */
  readonly begun: number
  /** Those that ended in it, and how many of them without a result: released. */
  readonly ended: number
  readonly withoutResult: number
  /** Of those that ended in it, from since when they were held; none where none ended. */
  readonly medianDays?: number
  /** From 0 to 1. */
  readonly shareWithoutResult?: number
}

const medianOf = (values: readonly number[]): number | undefined => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}

/** What holds cost trade and what came of them, over any shipments (domain.md 6.8). Pure. */
export const holdFigures = (shipments: readonly Shipment[], { from, to }: Period): HoldFigures => {
  const isIn = (at: Instant): boolean => from <= at && at < to
  const holds = shipments.flatMap(s => s.holds)
  const ended = holds.flatMap(({ ended: end, since }) =>
    end && isIn(end.at) ? [{ how: end.how, days: (end.at - since) / days(1) }] : [],
  )
  const withoutResult = ended.filter(h => h.how === 'released').length
  const medianDays = medianOf(ended.map(h => h.days))
  return {
    begun: holds.filter(h => isIn(h.at)).length,
    ended: ended.length,
    withoutResult,
    ...(medianDays === undefined ? {} : { medianDays }),
    ...(ended.length === 0 ? {} : { shareWithoutResult: withoutResult / ended.length }),
  }
}
