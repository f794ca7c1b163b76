import { at, type Card, card, count, words } from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { hours, plus } from '../../kit/time.ts'
import type { Directory } from '../../roster/directory.ts'
import type { LogRecipe } from '../effects.ts'
import type { WitnessedLog } from '../witnessed.ts'
import { agencyTerm, cosignButton } from './checkpoint.ts'

export interface MissedFacts {
  readonly log: WitnessedLog
  readonly directory: Directory
  /** Whose channel it is. */
  readonly reader: ContactPointId
  readonly lateAfterHours: number
}

/**
 * A cosignature is late: calls the supervisors of the side whose witness it is, and tells the other. Once it has
 * come, the same message says so.
 */
export const missedCard = (
  recipe: Extract<LogRecipe, { card: 'cosignature-missed' }>,
  { log, directory, reader, lateAfterHours }: MissedFacts,
): Card => {
  const agency = agencyTerm(directory, recipe.agency)
  const owed = log.witnesses.find(w => w.agency === recipe.agency)?.owed
  if (!owed || owed.size > recipe.size)
    return card({
      name: 'cosignature-missed',
      tone: 'done',
      headline: words('witness.missed_over', { agency }),
      lines: [words('duty.nothing_more')],
    })
  const isOwn = directory.contactPoint(reader).agency === recipe.agency
  return card({
    name: 'cosignature-missed',
    tone: isOwn ? 'urgent' : 'attention',
    headline: words('witness.missed', { agency }),
    lines: [
      words('witness.missed_line', {
        agency,
        size: count(recipe.size),
        due: at(plus(owed.since, hours(lateAfterHours))),
      }),
      isOwn ? words('witness.missed_own') : words('witness.missed_told', { agency }),
    ],
    buttons: isOwn ? [cosignButton] : [],
    mentions: isOwn ? recipe.called.filter(id => directory.officer(id).desk === reader) : [],
  })
}
