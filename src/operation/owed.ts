import { type Term, words } from '../card/card.ts'
import type { ContactPointId } from '../kit/ids.ts'
import type { Owed } from '../matter/item.ts'
import { isOpen, type Operation, standingOf } from './operation.ts'

const whatOf = (clock: string): Term =>
  words(clock === 'end' ? 'operation.owed.end' : 'operation.owed.report')

/** Reports that the desk owes. */
export const owed = (o: Operation, desk: ContactPointId): readonly Owed[] =>
  o.clocks.filter(c => c.desk === desk).map(c => ({ what: whatOf(c.name), due: c.due }))

/** A desk that was invited has an answer to give; the one that leads it reports when that is due. */
export const isTurnOf = (o: Operation, desk: ContactPointId): boolean =>
  isOpen(o) &&
  (standingOf(o, desk) === 'invited' || o.clocks.some(c => c.desk === desk && c.reached > 0))
