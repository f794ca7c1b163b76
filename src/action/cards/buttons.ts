import type { Button } from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { chosenButtons } from '../../matter/cards/buttons.ts'
import { type Action, revisionOf } from '../action.ts'
import type { ActionCommand } from '../command.ts'

/** What a desk most needs next: its owner to finish it, the other to carry it on or take it up again. */
const wanted = ['a-done', 'a-reopen', 'a-update', 'a-carry']

export const cardButtons = (
  a: Action,
  desk: ContactPointId,
  commands: readonly ActionCommand[],
): readonly Button[] =>
  chosenButtons({ commands, revisionOf }, { id: a.id, state: a }, desk, wanted)
