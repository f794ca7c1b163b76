import { addable, type Measure } from '../codes/measure.ts'
import type { Instant } from '../kit/time.ts'
import { toRfc3339 } from '../kit/time.ts'
import type { CountedReferral, CountedReferrals } from '../matter/counted.ts'
import { addTo, inOrder } from '../summary/measures.ts'
import type { Operation, Tally } from './operation.ts'

const addedUp = (all: readonly (readonly Measure[])[]): readonly Measure[] => {
  const sums: Measure[] = []
  for (const measures of all) addTo(sums, measures)
  return inOrder(sums)
}

export const sumsOf = (measures: readonly Measure[]): Measure[] => [...addedUp([measures])]

/**
 * What came of the referrals of an operation. A referral is in it once, whichever desk tagged it, so nothing
 * counts twice though both sides take part. Like is added to like: never across units, currencies or whose
 * result it is, so that a seizure by a third state stays in a row of its own.
 */
export const tallyOf = (o: Operation, referrals: CountedReferrals): Tally => {
  const counted = o.tags.flatMap(({ ref }): readonly CountedReferral[] => {
    const found = referrals.get(ref)
    return found ? [found] : []
  })
  return {
    tagged: o.tags.length,
    sums: [...addedUp(counted.map(c => c.measures))],
    outside: o.proxies.map(({ n, asOf, sums }) => ({
      proxy: n,
      asOf: toRfc3339(asOf as Instant),
      sums,
    })),
  }
}

export interface Row {
  readonly sum: Measure
  /** Against what stood before; none where there is nothing to compare with. */
  readonly change?: number
}

/** Each sum with what has changed since; one that is gone stands with nought. */
export const rowsSince = (
  now: readonly Measure[],
  before: readonly Measure[] | undefined,
): readonly Row[] => {
  if (!before) return now.map(sum => ({ sum }))
  const gone = before.filter(b => !now.some(m => addable(m, b))).map(b => ({ ...b, amount: 0 }))
  return inOrder([...now, ...gone]).map(sum => ({
    sum,
    change: sum.amount - (before.find(b => addable(b, sum))?.amount ?? 0),
  }))
}
