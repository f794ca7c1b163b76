import {
  type Card,
  contactPoint,
  data,
  type FieldOfCard,
  languageNamed,
  type Quote,
  words,
} from '../../card/card.ts'
import { labelOfBulletin } from '../../codes/bulletin.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { chosenButtons } from '../../matter/cards/buttons.ts'
import { fieldOf } from '../../referral/cards/fields.ts'
import { listed } from '../../referral/cards/labels.ts'
import {
  addresseeAt,
  type Bulletin,
  isOpen,
  revisionOf,
  unreadBy,
  versionFor,
  versionsOf,
} from '../bulletin.ts'
import type { BulletinCommand } from '../command.ts'
import { cardAbout, headlineOf, isToReview, quotesOf, type Shown } from './facts.ts'
import { ownLines, receiptLines, stateLines } from './lines.ts'

/** What a desk most needs next. */
const wanted = (b: Bulletin): readonly string[] => [
  'b-read',
  ...(isToReview(b) ? ['b-review'] : []),
  ...['b-version', 'b-revise'],
]

export const cardButtons = (
  b: Bulletin,
  desk: ContactPointId,
  commands: readonly BulletinCommand[],
): Card['buttons'] =>
  chosenButtons({ commands, revisionOf }, { id: b.id, state: b }, desk, wanted(b))

const toneOf = (b: Bulletin, desk: ContactPointId): Card['tone'] => {
  if (!isOpen(b)) return 'done'
  if (b.clocks.some(c => c.desk === desk && c.reached > 0)) return 'urgent'
  return unreadBy(b).includes(desk) ? 'attention' : 'calm'
}

const fieldsOf = (b: Bulletin): readonly FieldOfCard[] => [
  { label: 'ui.from', value: contactPoint(b.from) },
  { label: 'bulletin.kind_label', value: words(labelOfBulletin(b.kind)) },
  { label: 'bulletin.review', value: data(b.review) },
  ...fieldOf('bulletin.versions', listed(versionsOf(b).map(v => languageNamed(v.language)))),
]

const cardWith = (
  b: Bulletin,
  desk: ContactPointId,
  quotes: readonly Quote[],
  buttons: Card['buttons'],
): Card => {
  const own = addresseeAt(b, desk)
  return cardAbout(b, {
    name: 'bulletin',
    tone: toneOf(b, desk),
    headline: headlineOf(b, desk),
    fields: fieldsOf(b),
    lines: [...stateLines(b, desk), ...(own ? ownLines(b, own) : receiptLines(b))],
    quotes,
    buttons,
  })
}

/**
 * The one card of a bulletin at a desk: the text in the first language of the place that there is, and which
 * others there are. The sender's says who has read it, an addressee's only whether it has itself.
 */
export const bulletinCard = (
  facts: Shown,
  desk: ContactPointId,
  commands: readonly BulletinCommand[],
): Card => {
  const { state: b, languages } = facts
  const version = versionFor(b, languages)
  const quotes = version ? quotesOf(facts, version) : []
  return cardWith(b, desk, quotes, cardButtons(b, desk, commands))
}

/** With every version of the present text, the reader's language first, and what was said besides. */
export const wholeCard = (facts: Shown, desk: ContactPointId): Card => {
  const { state: b, languages } = facts
  const first = versionFor(b, languages)
  const others = versionsOf(b).filter(v => v !== first)
  const besides = b.texts.filter(t => t.part !== 'version')
  const texts = [...(first ? [first] : []), ...others, ...besides]
  return cardWith(
    b,
    desk,
    texts.flatMap(t => quotesOf(facts, t)),
    [],
  )
}
