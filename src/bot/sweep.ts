import { passed } from '../referral/deadlines.ts'
import { batchOf, loadReferral } from './record.ts'
import { createRetention } from './retention.ts'
import type { World } from './world.ts'

/** Deadlines looked at in one sweep; what is left is due in the next. */
const maxTimers = 100

/**
 * Acts on what is due, once. A deadline that was met meanwhile does nothing; one that somebody else
 * handles at the same moment ends in a conflict and is looked at again by the next sweep.
 * @returns how many steps were taken
 */
export const createSweep = (world: World) => {
  const { store, clock, directory } = world
  const retire = createRetention(world)

  return async (): Promise<number> => {
    const now = clock.now()
    const due = await store.claimTimers({ now, max: maxTimers })
    let taken = 0
    for (const timer of due) {
      const loaded = await loadReferral(store, timer.subject)
      const event = loaded.referral && passed(loaded.referral, timer.deadline, now)
      if (!event) continue
      const { batch } = batchOf({
        loaded,
        events: [event],
        by: 'clock',
        actor: 'clock',
        now,
        directory,
      })
      const result = await store.commit(batch)
      if (result.kind === 'committed') taken += 1
    }
    return taken + (await retire())
  }
}
