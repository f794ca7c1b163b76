import type { Rotation } from '../roster/rotation.ts'
import { dutyBatchOf, loadRoster } from './rosters.ts'
import type { World } from './world.ts'

const alike = (a: readonly Rotation[], b: readonly Rotation[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

/**
 * Opens the duty roster of every desk, and records what liaison.json says anew where it changed since the
 * last start. Before anything is due.
 * @returns how many were opened or changed
 */
export const openRosters = async ({
  store,
  clock,
  directory,
}: Pick<World, 'store' | 'clock' | 'directory'>): Promise<number> => {
  let written = 0
  for (const { id, duty } of directory.contactPoints) {
    const loaded = await loadRoster(store, id)
    if (loaded.roster && alike(loaded.roster.configured, duty)) continue
    const { batch } = dutyBatchOf({
      loaded,
      events: [{ type: 'duty.configured', rotations: [...duty] }],
      by: 'clock',
      actor: 'settings',
      now: clock.now(),
      directory,
    })
    await store.commit(batch)
    written += 1
  }
  return written
}
