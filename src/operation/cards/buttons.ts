import type { Button } from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import { buttonsOf } from '../../matter/define.ts'
import { isPastEnd } from '../clocks.ts'
import type { OperationCommand } from '../command.ts'
import { type Operation, partiesOf, revisionOf, standingOf } from '../operation.ts'
import { anybodyAt } from './facts.ts'

const wanted = (o: Operation, desk: ContactPointId): readonly string[] => {
  switch (standingOf(o, desk)) {
    case 'invited':
      return ['o-join', 'o-decline']
    case 'lead':
      return isPastEnd(o) ? ['o-close', 'o-tag'] : ['o-tag', 'o-sitrep']
    default:
      return ['o-tag', 'o-proxy']
  }
}

/** What a desk most needs next; a chat system may show three buttons, so two and `view`. */
export const cardButtons = (
  o: Operation,
  desk: ContactPointId,
  commands: readonly OperationCommand[],
  names: readonly string[] = wanted(o, desk),
): readonly Button[] => {
  const may = buttonsOf({ commands, revisionOf }, o.id, o, anybodyAt(desk))
  return [
    ...names.flatMap(name => may.filter(b => b.command === name)),
    ...(partiesOf(o).includes(desk) ? [viewMatter(o.id)] : []),
  ]
}
