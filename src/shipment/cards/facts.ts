import {
  type Card,
  card,
  contactPoint,
  count,
  data,
  type Params,
  type Quote,
  type Term,
  words,
} from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import { type Locode, labelOf as labelOfPlace } from '../../codes/locode.ts'
import { printTlp } from '../../codes/tlp.ts'
import { roles } from '../../kit/codes.ts'
import type { ContactPointId, Language, OfficerId } from '../../kit/ids.ts'
import type { CardFacts } from '../../matter/matter.ts'
import type { Speaker } from '../../referral/command.ts'
import type { ShipmentEvent } from '../events.ts'
import { isOverLimit } from '../holds.ts'
import { type Leg, openHolds, type Shipment, waitingFor } from '../shipment.ts'

export type ShipmentFacts = CardFacts<Shipment, ShipmentEvent>
/** What a card needs that tells no news. */
export type Shown = Pick<ShipmentFacts, 'state' | 'contents'>

/** Somebody of a desk, where all that look at a card share it: who may less is told on pressing. */
export const anybodyAt = (desk: ContactPointId): Speaker => ({
  id: '' as OfficerId,
  desk,
  roles,
  language: '' as Language,
})

export const statusTerm = (s: Shipment): Term => {
  if (s.status === 'closed') return words('shipment.status.closed')
  if (s.alarms.some(a => waitingFor(a).length > 0)) return words('shipment.status.alarmed')
  if (openHolds(s).some(isOverLimit)) return words('shipment.status.over_limit')
  return words(openHolds(s).length > 0 ? 'shipment.status.held' : 'shipment.status.watched')
}

export const headlineOf = (s: Shipment): Term =>
  words('shipment.headline', { ref: data(s.id), status: statusTerm(s) })

/** A card about a shipment: nothing but its reference on a lock screen, and always its marking. */
export const cardAbout = (
  s: Shipment,
  parts: Partial<Card> & Pick<Card, 'name' | 'headline'>,
): Card =>
  card({
    notification: words('shipment.notify', { ref: data(s.id) }),
    marking: [data(printTlp(s.tlp))],
    ...parts,
  })

/** An officer's words of one name; undefined once they are erased. */
export const wordsIn = (
  { contents }: Pick<Shown, 'contents'>,
  item: string | undefined,
  name: string,
): string | undefined => contents.get(item ?? '')?.[name]

/** The same as a quote under a title, in the language that they were written in. */
export const quoteOf = (
  facts: Shown,
  item: string | undefined,
  name: string,
  how: Pick<Quote, 'label' | 'title'>,
): readonly Quote[] => {
  const text = wordsIn(facts, item, name)
  const language = facts.state.texts.find(t => t.item === item)?.language
  return text === undefined || language === undefined ? [] : [{ ...how, language, text }]
}

/** A place by its code; an officer's words stand by themselves, as they are of one language. */
const placeTerm = (
  code: Locode | undefined,
  said: string | undefined,
  absent: MessageKey,
): Term => {
  if (code) return words(labelOfPlace(code))
  return words(said === undefined ? absent : 'shipment.as_written')
}

/** Whose leg it is: a desk, or an administration outside, whose name stands by itself. */
export const custodianTerm = ({ custodian }: Leg): Term =>
  custodian ? contactPoint(custodian) : words('shipment.outside')

/** A leg by its number and its places. `absent`: what is said of one whose words aren't there. */
export const wayOf = (facts: Shown, l: Leg, absent: MessageKey = 'shipment.erased'): Params => ({
  number: count(l.n),
  from: placeTerm(l.from, wordsIn(facts, l.item, 'from'), absent),
  to: placeTerm(l.to, wordsIn(facts, l.item, 'to'), absent),
})
