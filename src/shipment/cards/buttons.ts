import type { Button } from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import { buttonsOf } from '../../matter/define.ts'
import type { ShipmentCommand } from '../command.ts'
import { isOverLimit } from '../holds.ts'
import { ownHolds, revisionOf, type Shipment, unseenBy } from '../shipment.ts'
import { anybodyAt } from './facts.ts'

/** Those of some commands that the desk may give, with `view`. */
export const buttonsFor = (
  s: Shipment,
  desk: ContactPointId,
  commands: readonly ShipmentCommand[],
  names: readonly string[],
): readonly Button[] => {
  const may = buttonsOf({ commands, revisionOf }, s.id, s, anybodyAt(desk))
  return names.flatMap(name => may.filter(b => b.command === name))
}

export const decideHold = ['s-release', 's-extend', 's-seize'] as const

/**
 * What a desk most needs next. A chat system may show three buttons, so at most two and `view`; but who holds
 * goods beyond the limit must see all three ways to decide.
 */
export const cardButtons = (
  s: Shipment,
  desk: ContactPointId,
  commands: readonly ShipmentCommand[],
): readonly Button[] => {
  const isPressing = ownHolds(s, desk).some(isOverLimit)
  const seen = unseenBy(s, desk).length > 0 ? ['s-seen'] : []
  const next = [...seen, 's-leg', 's-feedback'].slice(0, 2)
  return [...buttonsFor(s, desk, commands, isPressing ? decideHold : next), viewMatter(s.id)]
}
