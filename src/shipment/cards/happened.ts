import {
  at,
  type Card,
  contactPoint,
  count,
  data,
  officer,
  type Params,
  type Quote,
  type Term,
  words,
} from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import { labelOf as labelOfFeedback } from '../../codes/feedback.ts'
import { labelOf as labelOfOutcome } from '../../codes/outcome.ts'
import { readPlace } from '../../codes/place.ts'
import { labelOfHoldEnd, labelOfNature } from '../../codes/shipment.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import type { Told } from '../../matter/matter.ts'
import type { ShipmentEvent } from '../events.ts'
import { legOf } from '../shipment.ts'
import { cardAbout, quoteOf, type Shown, wayOf, wordsIn } from './facts.ts'

/** What the log tells of it in a sentence; nothing of what no line tells of. `absent`: of a place without its words. */
export const lineOf = (
  facts: Shown,
  { event: e, at: when, by }: Told<ShipmentEvent>,
  absent?: MessageKey,
): Term | undefined => {
  const who: Params = by === 'clock' ? {} : { officer: officer(by), time: at(when) }
  const desk = 'desk' in e ? { desk: contactPoint(e.desk as ContactPointId) } : {}
  const params: Params = { ...who, ...desk }
  switch (e.type) {
    case 'shipment.leg_added': {
      const leg = legOf(facts.state, e.leg)
      return words('shipment.did.leg_added', {
        ...params,
        ...(leg ? wayOf(facts, leg, absent) : { number: count(e.leg) }),
      })
    }
    case 'shipment.goods_declared':
      return words('shipment.did.goods_declared', {
        ...params,
        number: count(e.leg),
        nature: words(labelOfNature(e.nature)),
      })
    case 'shipment.container_changed':
      return words('shipment.did.container_changed', { ...params, number: count(e.leg) })
    case 'shipment.seen':
      return words('shipment.did.seen', params)
    case 'shipment.fed_back':
      return words('shipment.did.fed_back', {
        ...params,
        number: count(e.leg),
        result: words(labelOfFeedback(e.result)),
      })
    case 'shipment.held':
      return words('shipment.did.held', {
        ...params,
        number: count(e.hold),
        leg: count(e.leg),
        limit: at(fromRfc3339(e.limit)),
      })
    case 'shipment.extended':
      return words('shipment.did.extended', {
        ...params,
        number: count(e.hold),
        limit: at(fromRfc3339(e.limit)),
      })
    case 'shipment.hold_ended':
      return words('shipment.did.hold_ended', {
        ...params,
        number: count(e.hold),
        how: words(labelOfHoldEnd(e.how)),
      })
    case 'shipment.closed':
      return words('shipment.did.closed', { ...who, outcome: words(labelOfOutcome(e.outcome)) })
    case 'shipment.alarmed':
      return words('shipment.alarm', { ref: data(facts.state.id) })
    case 'shipment.begun':
    case 'shipment.reminded':
    case 'shipment.escalated':
    case 'shipment.erased':
      return undefined
  }
}

const labels: readonly (readonly [string, MessageKey])[] = [
  ['goods', 'shipment.goods'],
  ['containers', 'shipment.containers'],
  ['from', 'shipment.leg_from'],
  ['to', 'shipment.leg_to'],
  ['external', 'shipment.external'],
  ['conveyance', 'form.conveyance'],
  ['held', 'shipment.held'],
  ['reason', 'form.reason'],
  ['words', 'shipment.words'],
]

// A code of a place is no officer's words.
const isCode = (name: string, text: string | undefined): boolean =>
  (name === 'from' || name === 'to') && readPlace(text ?? '').known

/** The words that came with one text, by the labels of its form. */
export const quotesOf = (
  facts: Shown,
  item: string | undefined,
  skip: readonly string[] = [],
): readonly Quote[] =>
  labels
    .filter(([name]) => !skip.includes(name) && !isCode(name, wordsIn(facts, item, name)))
    .flatMap(([name, label]) => quoteOf(facts, item, name, { label }))

/** A line under the card: what happened, with the words that came with it; calls nobody. */
export const happenedCard = (facts: Shown, happened: Told<ShipmentEvent>): Card => {
  const { state: s } = facts
  const { event } = happened
  const headline = lineOf(facts, happened)
  if (!headline) throw new Error(`no line tells of ${event.type}`)
  const item = 'text' in event ? event.text?.ref.item : undefined
  return cardAbout(s, {
    name: 'shipment-happened',
    headline,
    quotes: quotesOf(facts, item),
    buttons: [viewMatter(s.id)],
  })
}
