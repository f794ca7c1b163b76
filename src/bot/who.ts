import { oncePer } from '../kit/once-per.ts'
import type { Actor } from '../ports/platform.ts'
import type { Officer } from '../roster/directory.ts'
import { asSet, readOwn } from '../roster/own.ts'
import type { World } from './world.ts'

/** Why somebody is no officer. */
export type Stranger = 'UnknownPerson' | 'SeveralDesks'

// Every inbound asks, and a roster changes hardly ever: a store may give the same state again.
const ownIn = oncePer(readOwn)

/** Who it is, with the settings of their own. */
export const createWho = ({ store, directory }: Pick<World, 'store' | 'directory'>) => {
  return async (actor: Actor): Promise<Officer | Stranger> => {
    const officer = directory.officerOf(actor)
    if (!officer) return 'UnknownPerson'
    if (officer === 'several') return 'SeveralDesks'
    const kept = await store.load(officer.desk)
    return kept ? asSet(officer, ownIn(kept.state)) : officer
  }
}

export const isStranger = (who: Officer | Stranger): who is Stranger => typeof who === 'string'

/** Of who acted, what the log says: not in which groups they were. */
export const loggedActor = (officer: Officer, { platform, workspace, user }: Actor) => ({
  officer: officer.id,
  desk: officer.desk,
  platform,
  workspace,
  user,
})
