import {
  at,
  type Card,
  contactPoint,
  count,
  data,
  type Quote,
  type Term,
  words,
} from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { fieldOf } from '../../referral/cards/fields.ts'
import { ownClock } from '../clocks.ts'
import type { ShipmentCommand } from '../command.ts'
import { isOverLimit } from '../holds.ts'
import { isOpen, openHolds, type Shipment, unseenBy, waitingFor } from '../shipment.ts'
import { cardButtons } from './buttons.ts'
import { cardAbout, headlineOf, quoteOf, type Shown } from './facts.ts'
import { checkFields, legFields, legQuotes } from './legs.ts'
import { alarmLines, clockLines, endLines, feedbackLines, holdTerm, watcherField } from './lines.ts'

const toneOf = (s: Shipment, desk: ContactPointId): Card['tone'] => {
  if (!isOpen(s)) return 'done'
  const isPressing = unseenBy(s, desk).length > 0 || openHolds(s).some(isOverLimit)
  if (isPressing) return 'urgent'
  return openHolds(s).length > 0 || ownClock(s, desk) ? 'attention' : 'calm'
}

const heldQuotes = (facts: Shown): readonly Quote[] =>
  openHolds(facts.state).flatMap(h =>
    quoteOf(facts, h.item, 'held', {
      label: 'shipment.held',
      title: words('shipment.held_in', { number: count(h.n) }),
    }),
  )

/** As many legs as a message has room for in two languages (judgement). */
const inChannel = 4

/** The last legs, and what is open or was said of them. */
const shortened = (s: Shipment, most: number): Shipment => {
  const legs = s.legs.slice(-most)
  const first = legs[0]?.n ?? 1
  return {
    ...s,
    legs,
    alarms: s.alarms.filter(a => a.leg >= first || waitingFor(a).length > 0),
    holds: s.holds.filter(h => h.leg >= first || !h.ended),
  }
}

const earlierLine = (s: Shipment, most: number): readonly Term[] =>
  s.legs.length > most ? [words('shipment.earlier', { count: count(s.legs.length - most) })] : []

/**
 * The one card of a shipment at a desk: leg by leg what was declared and what changed, and what is to be done.
 * `most`: of how many legs; in private of all.
 */
export const shipmentCard = (
  facts: Shown,
  desk: ContactPointId,
  commands: readonly ShipmentCommand[],
  most = inChannel,
): Card => {
  const { state: s } = facts
  const own = ownClock(s, desk)
  const short = shortened(s, most)
  const shown = { ...facts, state: short }
  return cardAbout(s, {
    name: 'shipment',
    tone: toneOf(s, desk),
    headline: headlineOf(s),
    fields: [
      { label: 'ui.from', value: contactPoint(s.from) },
      ...watcherField(s),
      ...fieldOf('shipment.source', s.source === undefined ? undefined : data(s.source)),
      ...fieldOf('ui.due', own && at(own.due)),
      ...legFields(shown),
      ...checkFields(shown),
    ],
    lines: [
      ...(s.erased ? [words('referral.erased')] : []),
      ...endLines(s),
      ...earlierLine(s, most),
      ...alarmLines(short),
      ...clockLines(s),
      ...feedbackLines(short),
      ...short.holds.map(h => holdTerm(h)),
    ],
    quotes: [...legQuotes(shown), ...heldQuotes(facts)],
    buttons: cardButtons(s, desk, commands),
  })
}
