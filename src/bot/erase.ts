import { isMatter, type MatterId, type ReferralId } from '../kit/ids.ts'
import type { Json } from '../kit/json.ts'
import type { Batch } from '../ports/store.ts'
import { loadMatter, matterBatchOf, matterOf } from './matters.ts'
import { batchOf, loadReferral } from './record.ts'
import type { World } from './world.ts'

/** Tries while officers act on the same subject. */
const maxTries = 8

export interface Erasing {
  readonly id: ReferralId | MatterId
  /** On whose behalf, as the log has it: `admin`, or `clock` where its time to be kept is over. */
  readonly actor: Json
  /** Why, as codes: the log keeps it for ever. */
  readonly cause?: Json
}

/** `held`: a reader of the vault keeps the old bytes alive; nothing is recorded yet. */
export type Erasure = 'erased' | 'already' | 'unknown' | 'held' | 'busy'

/** What says that it was erased, as it stands now; or why there is nothing to say. */
type Found = { readonly kind: 'there'; readonly batch: () => Batch } | 'unknown' | 'already'

type Parts = Pick<World, 'store' | 'vault' | 'clock' | 'directory' | 'matters'> &
  Partial<Pick<World, 'matchKeys'>>

const recordedBy = ({ clock, directory }: Parts, { actor, cause }: Erasing) => ({
  by: 'clock' as const,
  actor,
  ...(cause === undefined ? {} : { cause }),
  now: clock.now(),
  directory,
})

const findMatter = async (parts: Parts, id: MatterId, asked: Erasing): Promise<Found> => {
  const loaded = await loadMatter(parts.store, id)
  if (loaded.state === undefined) return 'unknown'
  const matter = matterOf(parts.matters, id)
  if (matter.isErased(loaded.state)) return 'already'
  const events = [matter.erasing]
  const batch = () => matterBatchOf({ matter, loaded, events, ...recordedBy(parts, asked) })
  return { kind: 'there', batch }
}

const findReferral = async (parts: Parts, id: ReferralId, asked: Erasing): Promise<Found> => {
  const loaded = await loadReferral(parts.store, id)
  if (!loaded.referral) return 'unknown'
  // An officer may have written something since it was erased.
  if (loaded.referral.erased && loaded.referral.texts.length === 0) return 'already'
  const batch = () =>
    batchOf({ loaded, events: [{ type: 'referral.erased' }], ...recordedBy(parts, asked) }).batch
  return { kind: 'there', batch }
}

/**
 * Removes content, key and index of a referral or matter, then records it as an entry of its own. In this
 * order a crash in between leaves something that doing it again finishes, and the log never says what isn't so.
 */
export const createErase =
  (parts: Parts) =>
  async (asked: Erasing): Promise<Erasure> => {
    const { id } = asked
    for (let tries = 0; tries < maxTries; tries++) {
      const found = await (isMatter(id)
        ? findMatter(parts, id, asked)
        : findReferral(parts, id, asked))
      if (typeof found === 'string') return found
      const gone = await parts.vault.erase(id)
      parts.matchKeys?.forget(id)
      if (!gone.ok) return 'held'
      const { kind } = await parts.store.commit(found.batch())
      if (kind === 'committed') return 'erased'
    }
    return 'busy'
  }
