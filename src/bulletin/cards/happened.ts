import {
  at,
  type Card,
  contactPoint,
  count,
  data,
  languageNamed,
  officer,
  type Params,
  type Term,
  words,
} from '../../card/card.ts'
import type { ContactPointId, Language } from '../../kit/ids.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import type { Told } from '../../matter/matter.ts'
import type { BulletinEvent } from '../events.ts'
import { cardAbout, quotesOf, type Shown } from './facts.ts'

/** What the log alone tells of it in a sentence; nothing of what no line tells of. */
export const lineOf = ({ event: e, at: when, by }: Told<BulletinEvent>): Term | undefined => {
  const who: Params = { time: at(when), ...(by === 'clock' ? {} : { officer: officer(by) }) }
  switch (e.type) {
    case 'bulletin.read':
      return words('bulletin.row.read', { ...who, desk: contactPoint(e.desk as ContactPointId) })
    case 'bulletin.translated':
      if (!e.text) throw new Error('a version without words')
      return words('bulletin.did.translated', {
        ...who,
        language: languageNamed(e.text.language as Language),
      })
    case 'bulletin.revised':
      return words('bulletin.did.revised', { ...who, number: count(e.revision) })
    case 'bulletin.reviewed':
      return words('bulletin.did.reviewed', { ...who, review: data(e.review) })
    case 'bulletin.withdrawn':
      return words('bulletin.did.withdrawn', who)
    case 'bulletin.begun':
    case 'bulletin.escalated':
    case 'bulletin.erased':
      return undefined
  }
}

/** A line under the card: what happened; a text stands on the card itself. Calls nobody. */
export const happenedCard = (facts: Shown, happened: Told<BulletinEvent>): Card => {
  const { state: b } = facts
  const { event } = happened
  const headline = lineOf(happened)
  if (!headline) throw new Error(`no line tells of ${event.type}`)
  const item = 'text' in event ? event.text?.ref.item : undefined
  const said = b.texts.filter(t => t.item === item && t.part !== 'version')
  return cardAbout(b, {
    name: 'bulletin-happened',
    headline,
    quotes: said.flatMap(t => quotesOf(facts, t)),
    buttons: [viewMatter(b.id)],
  })
}
