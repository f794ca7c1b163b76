import { type Card, card, data, type Quote, type Term, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import { labelOfBulletin } from '../../codes/bulletin.ts'
import { printTlp } from '../../codes/tlp.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import type { CardFacts } from '../../matter/matter.ts'
import { addresseeAt, type Bulletin, isOpen, type TextOfBulletin, unreadBy } from '../bulletin.ts'
import { isReading } from '../clocks.ts'
import type { BulletinEvent } from '../events.ts'

export type BulletinFacts = CardFacts<Bulletin, BulletinEvent>
/** What a card needs that tells no news. */
export type Shown = Pick<BulletinFacts, 'state' | 'contents' | 'languages'>

export const isToReview = (b: Bulletin): boolean =>
  b.clocks.some(c => !isReading(c) && c.reached > 0)

/** How far it is, in words; to an addressee only how far it is itself. */
export const statusTerm = (b: Bulletin, desk: ContactPointId): Term => {
  if (!isOpen(b)) return words('bulletin.status.withdrawn')
  const own = addresseeAt(b, desk)
  if (own) return words(own.read ? 'bulletin.status.own_read' : 'bulletin.status.own_unread')
  if (isToReview(b)) return words('bulletin.status.review')
  return words(unreadBy(b).length > 0 ? 'bulletin.status.unread' : 'bulletin.status.read')
}

export const headlineOf = (b: Bulletin, desk: ContactPointId): Term =>
  words('bulletin.headline', {
    kind: words(labelOfBulletin(b.kind)),
    ref: data(b.id),
    status: statusTerm(b, desk),
  })

/** A card about a bulletin: nothing but its reference on a lock screen, and always its marking. */
export const cardAbout = (
  b: Bulletin,
  parts: Partial<Card> & Pick<Card, 'name' | 'headline'>,
): Card =>
  card({
    notification: words('bulletin.notify', { ref: data(b.id) }),
    marking: [data(printTlp(b.tlp))],
    ...parts,
  })

const labels: readonly (readonly [string, MessageKey])[] = [
  ['title', 'bulletin.title'],
  ['body', 'bulletin.body'],
  ['remark', 'notification.remark'],
  ['reason', 'form.reason'],
]

/** The words that came with one text, by the labels of its form; none once they are erased. */
export const quotesOf = (
  { contents }: Pick<Shown, 'contents'>,
  t: TextOfBulletin,
): readonly Quote[] =>
  labels.flatMap(([name, label]) => {
    const text = contents.get(t.item)?.[name]
    return text === undefined ? [] : [{ label, language: t.language, text }]
  })
