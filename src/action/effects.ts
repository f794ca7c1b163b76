import type { ContactPointId } from '../kit/ids.ts'
import { calls, takenBack } from '../matter/call-notices.ts'
import type { MatterNotice, Told } from '../matter/matter.ts'
import { type Action, partiesOf } from './action.ts'
import type { ActionEvent } from './events.ts'

const cardTo = (desk: ContactPointId): MatterNotice => ({
  desk,
  purpose: 'card',
  recipe: { card: 'action' },
})

const lineTo = (desk: ContactPointId): MatterNotice => ({
  desk,
  purpose: 'reply',
  recipe: { card: 'happened' },
})

/** Who must hear of an event: both desks of all. */
export const effects = (
  before: Action | undefined,
  after: Action,
  { event }: Told<ActionEvent>,
): readonly MatterNotice[] => {
  const desks = partiesOf(after)
  const cards = desks.map(cardTo)
  switch (event.type) {
    case 'action.begun':
      return cards
    case 'action.escalated':
      return [...cards, ...calls(event)]
    case 'action.erased':
      return [...cards, ...takenBack(before?.clocks, after.clocks)]
    default:
      return [...cards, ...desks.map(lineTo), ...takenBack(before?.clocks, after.clocks)]
  }
}
