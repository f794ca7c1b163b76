import { at, type Card, contactPoint, data, officer, type Term, words } from '../../card/card.ts'
import type { ContactPointId, OfficerId } from '../../kit/ids.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import type { ShipmentCommand } from '../command.ts'
import { type Alarm, type Shipment, unseenBy } from '../shipment.ts'
import { buttonsFor } from './buttons.ts'
import { cardAbout, headlineOf, type Shown } from './facts.ts'
import { containersQuote, goodsQuote, isOfGoods } from './legs.ts'
import { alarmTerm, seenTerm } from './lines.ts'

const quotesOf = (facts: Shown, a: Alarm) => [
  ...(a.what.some(isOfGoods)
    ? [...goodsQuote(facts, a.against, a.before), ...goodsQuote(facts, a.leg, a.after, a.what)]
    : []),
  ...(a.what.every(isOfGoods)
    ? []
    : [
        ...containersQuote(facts, a.against, a.containers.before),
        ...containersQuote(facts, a.leg, a.containers.after, a.what),
      ]),
]

/** A shipment may end before a desk has seen it. */
const headline = (s: Shipment, a: Alarm, desk: ContactPointId, isUnseen: boolean): Term => {
  if (isUnseen) return words('shipment.alarm', { ref: data(s.id) })
  return a.seen.some(x => x.desk === desk)
    ? words('shipment.alarm_seen', { ref: data(s.id) })
    : headlineOf(s)
}

const found = (s: Shipment, n: number): Alarm => {
  const alarm = s.alarms.find(a => a.n === n)
  if (!alarm) throw new Error(`no alarm ${n} in ${s.id}`)
  return alarm
}

/**
 * What changed between two legs, in the words of both sides; calls who is on duty until the desk has seen it.
 * Which other desks have seen it is told by the card of the shipment.
 */
export const alarmCard = (
  facts: Shown,
  n: number,
  desk: ContactPointId,
  commands: readonly ShipmentCommand[],
  onDuty: readonly OfficerId[],
): Card => {
  const { state: s } = facts
  const a = found(s, n)
  const isUnseen = unseenBy(s, desk).some(x => x.n === n)
  return cardAbout(s, {
    name: 'shipment-alarm',
    tone: isUnseen ? 'urgent' : 'calm',
    headline: headline(s, a, desk, isUnseen),
    lines: [
      alarmTerm(a),
      words('shipment.alarm_by', {
        desk: contactPoint(a.desk),
        officer: officer(a.by),
        time: at(a.at),
      }),
      ...(isUnseen ? [words('shipment.alarm_ask')] : []),
      ...a.seen.filter(x => x.desk === desk).map(seenTerm),
    ],
    quotes: quotesOf(facts, a),
    buttons: [...buttonsFor(s, desk, commands, isUnseen ? ['s-seen'] : []), viewMatter(s.id)],
    mentions: isUnseen ? onDuty : [],
  })
}
