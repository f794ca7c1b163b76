import { words } from '../card/card.ts'
import type { ContactPointId } from '../kit/ids.ts'
import type { Owed } from '../matter/item.ts'
import { type Bulletin, unreadBy } from './bulletin.ts'
import { isReading } from './clocks.ts'

/** What a desk must still do: read it, or look at its own again once its review date is over. */
export const owed = (b: Bulletin, desk: ContactPointId): readonly Owed[] =>
  b.clocks
    .filter(c => c.desk === desk)
    .map(c => ({
      what: words(isReading(c) ? 'bulletin.owed_read' : 'bulletin.owed_review'),
      due: c.due,
    }))

/** Who hasn't read it; the sender once a review is due. */
export const isTurnOf = (b: Bulletin, desk: ContactPointId): boolean =>
  unreadBy(b).includes(desk) ||
  b.clocks.some(c => c.desk === desk && !isReading(c) && c.reached > 0)
