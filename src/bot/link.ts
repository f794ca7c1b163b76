import type { MatterId, ReferralId } from '../kit/ids.ts'
import type { Batch } from '../ports/store.ts'
import type { ReferralEvent } from '../referral/events.ts'
import type { Officer } from '../roster/directory.ts'
import { loadMatter, type MatterRecording, matterBatchOf, matterOf } from './matters.ts'
import type { World } from './world.ts'

/** What the commit that begins a referral says about who acts, and why. */
type Cause = Pick<MatterRecording, 'actor' | 'cause' | 'now'>

/**
 * A referral that is begun from a notification is known there in the same commit, so that no crash parts
 * them. Undefined where it is begun from none, `unknown` where the officer's desk may not begin it from that.
 */
export const createLink =
  ({ store, directory, matters }: Pick<World, 'store' | 'directory' | 'matters'>) =>
  async (
    events: readonly ReferralEvent[],
    referral: ReferralId,
    officer: Officer,
    cause: Cause,
  ): Promise<Batch | 'unknown' | undefined> => {
    const [id] = events.flatMap(e =>
      e.type === 'referral.drafted' && e.notification ? [e.notification as MatterId] : [],
    )
    if (id === undefined) return undefined
    const matter = matterOf(matters, id)
    const { state, ...loaded } = await loadMatter(store, id)
    const told = state === undefined ? undefined : matter.referred(state, officer, referral)
    if (state === undefined || told === undefined) return 'unknown'
    return matterBatchOf({
      ...cause,
      matter,
      loaded: { ...loaded, state },
      events: told,
      by: officer.id,
      directory,
    })
  }
