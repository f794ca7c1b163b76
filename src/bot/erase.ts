import type { ReferralId } from '../kit/ids.ts'
import type { Json } from '../kit/json.ts'
import { batchOf, loadReferral } from './record.ts'
import type { World } from './world.ts'

/** Tries while officers act on the same referral. */
const maxTries = 8

export interface Erasing {
  readonly id: ReferralId
  /** On whose behalf, as the log has it: `admin`, or `clock` where its time to be kept is over. */
  readonly actor: Json
  /** Why, as codes: the log keeps it for ever. */
  readonly cause?: Json
}

/** `held`: a reader of the vault keeps the old bytes alive; nothing is recorded yet. */
export type Erasure = 'erased' | 'already' | 'unknown' | 'held' | 'busy'

/**
 * Removes content, key and index of a referral, then records it as an entry of its own. In this order a
 * crash in between leaves something that doing it again finishes, and the log never says what isn't so.
 */
export const createErase = ({
  store,
  vault,
  clock,
  directory,
}: Pick<World, 'store' | 'vault' | 'clock' | 'directory'>) => {
  return async ({ id, actor, cause }: Erasing): Promise<Erasure> => {
    for (let tries = 0; tries < maxTries; tries++) {
      const loaded = await loadReferral(store, id)
      if (!loaded.referral) return 'unknown'
      // An officer may have written something since it was erased.
      if (loaded.referral.erased && loaded.referral.texts.length === 0) return 'already'
      const gone = await vault.erase(id)
      if (!gone.ok) return 'held'
      const { batch } = batchOf({
        loaded,
        events: [{ type: 'referral.erased' }],
        by: 'clock',
        actor,
        ...(cause === undefined ? {} : { cause }),
        now: clock.now(),
        directory,
      })
      const { kind } = await store.commit(batch)
      if (kind === 'committed') return 'erased'
    }
    return 'busy'
  }
}
