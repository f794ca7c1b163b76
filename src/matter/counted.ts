import type { Measure } from '../codes/measure.ts'
import type { ContactPointId, ReferralId } from '../kit/ids.ts'

/** What a matter may know of a referral that it counts. Codes and figures, nobody's name and no words. */
export interface CountedReferral {
  readonly id: ReferralId
  readonly desks: readonly [ContactPointId, ContactPointId]
  /** The other side has it. */
  readonly isSent: boolean
  readonly isDrill: boolean
  /** What came of it when it was closed last; nothing before. */
  readonly measures: readonly Measure[]
}

/** By reference; one that isn't there has none. */
export type CountedReferrals = ReadonlyMap<string, CountedReferral>
