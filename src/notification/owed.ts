import { count, type Term, words } from '../card/card.ts'
import type { ContactPointId } from '../kit/ids.ts'
import type { MatterClock } from '../matter/clocks.ts'
import type { Owed } from '../matter/item.ts'
import { isOpen, type Notification } from './notification.ts'

const whatOf = ({ name }: MatterClock): Term => {
  const [kind, which] = name.split(':')
  switch (kind) {
    case 'ack':
      return words('deadline.ack')
    case 'answer':
      return words('deadline.reply')
    case 'written':
      return words('home.owed.written')
    case 'told':
      return words('home.owed.told', { number: count(Number(which)) })
    default:
      throw new Error(`no clock of a notification: ${name}`)
  }
}

/** What a desk must still do, by its own clocks. */
export const owed = (n: Notification, desk: ContactPointId): readonly Owed[] =>
  n.clocks.filter(c => c.desk === desk).map(c => ({ what: whatOf(c), due: c.due }))

/** Who owes something; once nobody does, the sender, who is to close it. */
export const isTurnOf = (n: Notification, desk: ContactPointId): boolean =>
  n.clocks.some(c => c.desk === desk) || (isOpen(n) && desk === n.from && n.clocks.length === 0)
