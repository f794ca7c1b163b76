import type { ContactPointId, MatterId } from '../kit/ids.ts'
import type { MatterItem } from '../matter/item.ts'
import { shelfOf } from './matters.ts'
import type { World } from './world.ts'

/** Open matters of one kind that an officer's page or a hand-over note is made from. */
const mostOpen = 200

/** Every open matter of a desk, as the desk sees it. */
export const openMatters = async (
  { store, matters }: Pick<World, 'store' | 'matters'>,
  desk: ContactPointId,
): Promise<readonly MatterItem[]> => {
  const found = await Promise.all(
    matters.map(async matter => {
      const query = { party: [shelfOf(matter.letter, desk)], open: true, max: mostOpen }
      const snapshots = await store.list(query)
      return snapshots.map(s => matter.item(s.state, s.subject as MatterId, desk))
    }),
  )
  return found.flat()
}
