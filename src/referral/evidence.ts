import { days, plus } from '../kit/time.ts'
import { type ClockBasis, startClock } from './clocks.ts'
import type { ClockStart } from './events.ts'
import type { Referral } from './referral.ts'

/**
 * The clock that kills cases: records of what was observed are kept for so many days and then gone,
 * whatever the reply is due. None where nothing was observed, or where they are gone already.
 */
export const evidenceClock = (
  basis: ClockBasis,
  { observedAt }: Pick<Referral, 'observedAt'>,
  keptDays: number,
): ClockStart[] => {
  if (observedAt === undefined) return []
  const due = plus(observedAt, days(keptDays))
  return due > basis.now ? startClock(basis, 'evidence', { due }) : []
}
