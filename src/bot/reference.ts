import { sayInstant, type Zone } from '../card/format.ts'
import { nthReferralId, numberOf, type ReferralId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { Store } from '../ports/store.ts'
import type { Directory, Officer } from '../roster/directory.ts'

/** The year on the wall of the desk that begins a referral. */
const yearAt = (now: Instant, zone: Zone): number => Number(sayInstant(now, [zone]).slice(0, 4))

/** The next free running number of the officer's agency this year; a race for it ends in a conflict. */
export const nextReference = async (
  store: Store,
  directory: Directory,
  officer: Officer,
  now: Instant,
): Promise<ReferralId> => {
  const desk = directory.contactPoint(officer.desk)
  const { prefix } = directory.agency(desk.agency)
  const year = yearAt(now, desk.zone)
  const last = await store.latest(`${prefix}-${year}-`)
  return nthReferralId(prefix, year, last ? numberOf(last) + 1 : 1)
}
