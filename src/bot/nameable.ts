import { counts, type Referral, wasSent } from '../referral/referral.ts'
import type { Officer } from '../roster/directory.ts'
import { visibleTo } from './look.ts'
import { referralIn } from './record.ts'
import type { World } from './world.ts'

/** Referrals that an officer's desk may name, last begun first; `max` at most 200. */
export const createNameable = ({ store }: Pick<World, 'store'>) => {
  const list = async ({ desk }: Officer, open: boolean, max: number) => {
    const found = await store.list({ party: [desk], open, max })
    // The other side's draft is not yet anybody else's business.
    return found.map(s => referralIn(s.state)).filter(r => visibleTo({ desk }, r))
  }
  return {
    open: (officer: Officer, max: number): Promise<readonly Referral[]> => list(officer, true, max),
    /** What is over and was work of both sides: neither a draft that went nowhere nor an exercise. */
    over: async (officer: Officer, max: number): Promise<readonly Referral[]> =>
      (await list(officer, false, max)).filter(r => wasSent(r) && counts(r)),
  }
}
