import {
  type Card,
  contactPoint,
  count,
  data,
  type Params,
  type Term,
  words,
} from '../../card/card.ts'
import type { ContactPointId, OfficerId } from '../../kit/ids.ts'
import { fromRfc3339, type Instant } from '../../kit/time.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import type { ShipmentCommand } from '../command.ts'
import { type Hold, isOpen, type Shipment } from '../shipment.ts'
import { buttonsFor, decideHold } from './buttons.ts'
import { cardAbout, headlineOf, quoteOf, type Shown } from './facts.ts'
import { holdTerm } from './lines.ts'

export interface Reminder {
  readonly hold: number
  readonly step: number
  /** RFC 3339; of another limit since, the reminder holds no longer. */
  readonly limit: string
}

const stillOf = (s: Shipment, h: Hold, limit: Instant): boolean =>
  isOpen(s) && !h.ended && h.limit === limit

const headline = (s: Shipment, h: Hold, step: number): Term => {
  const params: Params = { ref: data(s.id), number: count(h.n) }
  const share = h.reminders[step]
  if (share) return words('shipment.hold_soon', { ...params, percent: count(share.percent) })
  return words('shipment.hold_over', params)
}

/** At the limit the holding desk must decide; before it, everybody is reminded of when that is. */
const asked = (h: Hold, step: number, desk: ContactPointId): Term => {
  const isOver = step >= h.reminders.length
  if (desk !== h.desk)
    return words(isOver ? 'shipment.hold_elsewhere_over' : 'shipment.hold_elsewhere', {
      desk: contactPoint(h.desk),
    })
  return words(isOver ? 'shipment.hold_decide' : 'shipment.hold_remind')
}

/** A reminder of a hold at one of the desks that watch; taken back once it is decided or extended. */
export const holdCard = (
  facts: Shown,
  { hold: n, step, limit }: Reminder,
  desk: ContactPointId,
  commands: readonly ShipmentCommand[],
  onDuty: readonly OfficerId[],
): Card => {
  const { state: s } = facts
  const h = s.holds.find(x => x.n === n)
  if (!h) throw new Error(`no hold ${n} in ${s.id}`)
  const stands = stillOf(s, h, fromRfc3339(limit))
  const isOver = step >= h.reminders.length
  const calls = stands && (desk === h.desk || isOver)
  return cardAbout(s, {
    name: 'shipment-hold',
    tone: stands ? (isOver ? 'urgent' : 'attention') : 'calm',
    headline: stands ? headline(s, h, step) : headlineOf(s),
    lines: stands
      ? [holdTerm(h, isOver), asked(h, step, desk)]
      : [holdTerm(h), words('escalation.over')],
    quotes: quoteOf(facts, h.item, 'held', { label: 'shipment.held' }),
    buttons: [
      ...(stands && desk === h.desk ? buttonsFor(s, desk, commands, decideHold) : []),
      viewMatter(s.id),
    ],
    mentions: calls ? onDuty : [],
  })
}
