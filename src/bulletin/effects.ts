import type { ContactPointId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { calls, takenBack } from '../matter/call-notices.ts'
import type { MatterNotice, Told } from '../matter/matter.ts'
import { type Bulletin, partiesOf } from './bulletin.ts'
import type { BulletinEvent } from './events.ts'

const cardTo = (desk: ContactPointId): MatterNotice => ({
  desk,
  purpose: 'card',
  recipe: { card: 'bulletin' },
})

const lineTo = (desk: ContactPointId): MatterNotice => ({
  desk,
  purpose: 'reply',
  recipe: { card: 'happened' },
})

const both = (b: Bulletin, desk: string): readonly ContactPointId[] => [
  b.from,
  desk as ContactPointId,
]

/** Desks whose card changes. What one of them has read is shown to it and to the sender, and to no third. */
const shown = (b: Bulletin, e: BulletinEvent): readonly ContactPointId[] => {
  switch (e.type) {
    case 'bulletin.read':
    case 'bulletin.escalated':
      return [...new Set(both(b, e.desk))]
    default:
      return partiesOf(b)
  }
}

/** Desks that read of it in a line under the card. */
const told = (b: Bulletin, e: BulletinEvent): readonly ContactPointId[] => {
  switch (e.type) {
    case 'bulletin.read':
      return both(b, e.desk)
    case 'bulletin.translated':
    case 'bulletin.revised':
    case 'bulletin.reviewed':
    case 'bulletin.withdrawn':
      return partiesOf(b)
    case 'bulletin.begun':
    case 'bulletin.escalated':
    case 'bulletin.erased':
      return []
    default:
      return absurd(e)
  }
}

/** Who must hear of an event. */
export const effects = (
  before: Bulletin | undefined,
  after: Bulletin,
  { event }: Told<BulletinEvent>,
): readonly MatterNotice[] => [
  ...shown(after, event).map(cardTo),
  ...told(after, event).map(lineTo),
  ...(event.type === 'bulletin.escalated' ? calls(event) : takenBack(before?.clocks, after.clocks)),
]
