import {
  type Card,
  card,
  contactPoint,
  data,
  type Quote,
  type Term,
  words,
} from '../../card/card.ts'
import { printTlp } from '../../codes/tlp.ts'
import { roles } from '../../kit/codes.ts'
import type { ContactPointId, Language, OfficerId } from '../../kit/ids.ts'
import type { CardFacts } from '../../matter/matter.ts'
import { listed } from '../../referral/cards/labels.ts'
import type { Speaker } from '../../referral/command.ts'
import { isPastEnd } from '../clocks.ts'
import type { OperationEvent } from '../events.ts'
import type { Operation } from '../operation.ts'

export type OperationFacts = CardFacts<Operation, OperationEvent>
/** What a card needs that tells no news. */
export type Shown = Pick<OperationFacts, 'state' | 'contents' | 'referrals'>

/** Somebody of a desk, where all that look at a card share it: who may less is told on pressing. */
export const anybodyAt = (desk: ContactPointId): Speaker => ({
  id: '' as OfficerId,
  desk,
  roles,
  language: '' as Language,
})

export const statusTerm = (o: Operation): Term => {
  if (o.status === 'closed') return words('operation.status.ended')
  return words(isPastEnd(o) ? 'operation.status.over' : 'operation.status.running')
}

export const headlineOf = (o: Operation): Term =>
  words('operation.headline', { ref: data(o.id), status: statusTerm(o) })

/** A card about an operation: nothing but its reference on a lock screen, and always its marking. */
export const cardAbout = (
  o: Operation,
  parts: Partial<Card> & Pick<Card, 'name' | 'headline'>,
): Card =>
  card({
    notification: words('operation.notify', { ref: data(o.id) }),
    marking: [data(printTlp(o.tlp))],
    ...parts,
  })

/** An officer's words of one name, in the language that they were written in; nothing once they are erased. */
export const quoteOf = (
  facts: Shown,
  item: string | undefined,
  name: string,
  how: Pick<Quote, 'label' | 'title'>,
): readonly Quote[] => {
  const text = facts.contents.get(item ?? '')?.[name]
  const language = facts.state.texts.find(t => t.item === item)?.language
  return text === undefined || language === undefined ? [] : [{ ...how, language, text }]
}

/** What it is called, and what it is after; both in words of the officer who began it. */
export const nameQuotes = (facts: Shown): readonly Quote[] => {
  const item = facts.state.texts[0]?.item
  return quoteOf(facts, item, 'name', { label: 'operation.name' })
}

export const desksTerm = (desks: readonly ContactPointId[]): Term | undefined =>
  listed(desks.map(contactPoint))
