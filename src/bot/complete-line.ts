import { isMatter } from '../kit/ids.ts'
import type { Actor, Completion } from '../ports/platform.ts'
import type { Officer } from '../roster/directory.ts'
import { completionsOf } from './complete.ts'
import { insertsFor, type NamedInput, namedInputOf } from './complete-named.ts'
import { shelfOf } from './matters.ts'
import { createNameable } from './nameable.ts'
import { createWho, isStranger } from './who.ts'
import type { World } from './world.ts'

const most = 50

/** What a line that is being typed may become, for who types it; nothing for a stranger. */
export const createComplete = (world: World) => {
  const { store, matters, catalogue } = world
  const who = createWho(world)
  const nameable = createNameable(world)

  /** What an input names needn't be open any more; the open ones come first. */
  const named = async (naming: NamedInput, officer: Officer): Promise<readonly Completion[]> => {
    const known = [
      ...(await nameable.open(officer, most)),
      ...(await nameable.over(officer, most)),
    ].map(r => r.id)
    const label = catalogue.say(officer.language, naming.label)
    return insertsFor(naming, known).map(insert => ({ insert, label }))
  }

  return async (actor: Actor, text: string): Promise<readonly Completion[]> => {
    const officer = await who(actor)
    if (isStranger(officer)) return []
    const naming = namedInputOf(text, world)
    if (naming) return named(naming, officer)
    const open = await nameable.open(officer, most)
    const party = matters.map(m => shelfOf(m.letter, officer.desk))
    const filed = await store.list({ party, open: true, max: most })
    return completionsOf(text, {
      ...world,
      language: officer.language,
      references: [...open.map(r => r.id), ...filed.map(s => s.subject).filter(isMatter)],
    })
  }
}
