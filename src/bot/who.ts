import type { Actor } from '../ports/platform.ts'
import type { Officer } from '../roster/directory.ts'
import { asSet, readOwn } from '../roster/own.ts'
import type { World } from './world.ts'

/** Who it is, with the settings of his own. */
export const createWho = ({ store, directory }: Pick<World, 'store' | 'directory'>) => {
  return async (actor: Actor): Promise<Officer | undefined> => {
    const officer = directory.officerOf(actor)
    if (!officer) return undefined
    const kept = await store.load(officer.desk)
    return kept ? asSet(officer, readOwn(kept.state)) : officer
  }
}
