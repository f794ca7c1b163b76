import { at, contactPoint, count, officer, type Params, type Term, words } from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { type Addressee, addresseeAt, type Bulletin, isBare, isOpen } from '../bulletin.ts'
import { isReading } from '../clocks.ts'
import { isToReview } from './facts.ts'

const readTerm = ({ desk, read }: Addressee): Params => ({
  desk: contactPoint(desk),
  ...(read ? { officer: officer(read.by), time: at(read.at) } : {}),
})

const rowOf = (b: Bulletin, a: Addressee): Term => {
  if (a.read) return words('bulletin.row.read', readTerm(a))
  const clock = b.clocks.find(c => c.desk === a.desk && isReading(c))
  if (!clock) return words('bulletin.row.never', readTerm(a))
  return words(clock.reached > 0 ? 'bulletin.row.late' : 'bulletin.row.unread', {
    ...readTerm(a),
    due: at(clock.due),
  })
}

/** Who has read it, those who are waited for first, so that a list cut short loses none of them. */
export const receiptLines = (b: Bulletin): readonly Term[] => [
  words('bulletin.row.count', {
    have: count(b.addressees.filter(a => a.read).length),
    all: count(b.addressees.length),
  }),
  ...b.addressees
    .toSorted((x, y) => Number(x.read !== undefined) - Number(y.read !== undefined))
    .map(a => rowOf(b, a)),
]

/** What an addressee said of it, or is asked to. */
export const ownLines = (b: Bulletin, own: Addressee): readonly Term[] => {
  if (own.read) return [words('bulletin.own_read', readTerm(own))]
  const clock = b.clocks.find(c => c.desk === own.desk && isReading(c))
  if (!clock) return []
  return [
    words(clock.reached > 0 ? 'bulletin.own_late' : 'bulletin.own_ask', { due: at(clock.due) }),
  ]
}

/** That the text is another than the first one. */
const revisedLine = ({ revision, revised }: Bulletin): readonly Term[] =>
  revised
    ? [
        words('bulletin.revised_line', {
          number: count(revision),
          officer: officer(revised.by),
          time: at(revised.at),
        }),
      ]
    : []

export const stateLines = (b: Bulletin, desk: ContactPointId): readonly Term[] => [
  ...(b.erased && isBare(b) ? [words('referral.erased')] : []),
  ...(b.ended && !isOpen(b)
    ? [words('bulletin.did.withdrawn', { officer: officer(b.ended.by), time: at(b.ended.at) })]
    : []),
  ...revisedLine(b),
  ...(isOpen(b) && isToReview(b) && !addresseeAt(b, desk) ? [words('bulletin.review_ask')] : []),
]
