import { count, type Term, words } from '../card/card.ts'
import type { ContactPointId } from '../kit/ids.ts'
import type { MatterClock } from '../matter/clocks.ts'
import type { Owed } from '../matter/item.ts'
import { isOpen, ownHolds, type Shipment } from './shipment.ts'

const whatOf = ({ name }: MatterClock): Term => {
  const [kind, which = ''] = name.split(':')
  const number = count(Number.parseInt(which, 10))
  if (kind === 'act') return words('home.owed.act', { number })
  if (kind === 'alarm') return words('home.owed.alarm', { number })
  throw new Error(`no clock of a shipment: ${name}`)
}

/** What a desk must still do: act on a leg, say that it has seen a change, decide on what it holds. */
export const owed = (s: Shipment, desk: ContactPointId): readonly Owed[] => [
  ...s.clocks.filter(c => c.desk === desk).map(c => ({ what: whatOf(c), due: c.due })),
  ...(isOpen(s) ? ownHolds(s, desk) : []).map(h => ({
    what: words('home.owed.hold', { number: count(h.n) }),
    due: h.limit,
  })),
]
