import type { ContactPointId } from '../kit/ids.ts'
import { asJson } from '../kit/json.ts'
import { toRfc3339 } from '../kit/time.ts'
import type { StepTaken } from '../matter/clocks.ts'
import type { MatterNotice, Told } from '../matter/matter.ts'
import type { ShipmentEvent } from './events.ts'
import { type Hold, partiesOf, type Shipment, unseenBy } from './shipment.ts'

const cardTo = (desk: ContactPointId): MatterNotice => ({
  desk,
  purpose: 'card',
  recipe: { card: 'shipment' },
})

const lineTo = (desk: ContactPointId): MatterNotice => ({
  desk,
  purpose: 'reply',
  recipe: { card: 'happened' },
})

const alarmTo = (desk: ContactPointId, n: number): MatterNotice => ({
  desk,
  purpose: `ping.alarm.${n}`,
  recipe: { card: 'alarm', alarm: n },
  urgent: true,
})

/** One message a reminder: named alike when the hold is over, so that it changes in place. */
const reminderTo = (desk: ContactPointId, hold: Hold, step: number): MatterNotice => ({
  desk,
  purpose: `ping.hold.${hold.n}.${step}.${toRfc3339(hold.limit)}`,
  recipe: { card: 'hold', hold: hold.n, step, limit: toRfc3339(hold.limit) },
})

const isOther = (t: StepTaken['tell'][number]): boolean => t === 'other-desk' || t === 'other-head'

const calls = (e: StepTaken): readonly MatterNotice[] => {
  const call = (desk: string, to: 'owner' | 'other'): MatterNotice => ({
    desk: desk as ContactPointId,
    purpose: `ping.${e.deadline}.${e.step}.${e.due}`,
    recipe: { card: 'call', to, step: asJson(e) },
    urgent: true,
  })
  return [
    ...(e.tell.some(t => !isOther(t)) ? [call(e.desk, 'owner')] : []),
    ...(e.tell.some(isOther) ? [call(e.other, 'other')] : []),
  ]
}

/** Calls of clocks that are met: nobody should go on reading to act. */
const callsTakenBack = (before: Shipment, after: Shipment): readonly MatterNotice[] =>
  before.clocks
    .filter(c => !after.clocks.some(x => x.name === c.name && x.due === c.due))
    .flatMap(c => c.calls.flatMap(calls))

const alarmsTakenBack = (before: Shipment, after: Shipment): readonly MatterNotice[] =>
  partiesOf(before).flatMap(desk => {
    const left = unseenBy(after, desk)
    return unseenBy(before, desk)
      .filter(a => !left.some(x => x.n === a.n))
      .map(a => alarmTo(desk, a.n))
  })

/** Reminders of a limit that holds no longer, as it was extended or the hold has ended. */
const remindersTakenBack = (before: Shipment, after: Shipment): readonly MatterNotice[] =>
  before.holds.flatMap(h => {
    const now = after.holds.find(x => x.n === h.n)
    const stands = now && !now.ended && now.limit === h.limit && after.status === 'open'
    return stands || h.ended
      ? []
      : partiesOf(after).flatMap(d => h.calls.map(step => reminderTo(d, h, step)))
  })

const takenBack = (before: Shipment | undefined, after: Shipment): readonly MatterNotice[] =>
  before
    ? [
        ...callsTakenBack(before, after),
        ...alarmsTakenBack(before, after),
        ...remindersTakenBack(before, after),
      ]
    : []

/** Messages that show words of their own are made anew without them; elsewhere the card alone says it. */
const wordless = (before: Shipment): readonly MatterNotice[] => [
  ...before.alarms.flatMap(a => a.desks.map(d => alarmTo(d, a.n))),
  ...before.holds.flatMap(h =>
    h.calls.flatMap(step => partiesOf(before).map(d => reminderTo(d, h, step))),
  ),
]

/** Who must hear of an event: every desk that watches it hears of all. */
export const effects = (
  before: Shipment | undefined,
  after: Shipment,
  { event }: Told<ShipmentEvent>,
): readonly MatterNotice[] => {
  const desks = partiesOf(after)
  const cards = desks.map(cardTo)
  switch (event.type) {
    case 'shipment.begun':
      return cards
    case 'shipment.alarmed':
      return [...cards, ...desks.map(d => alarmTo(d, event.alarm))]
    case 'shipment.reminded': {
      const hold = after.holds.find(h => h.n === event.hold)
      return [...cards, ...(hold ? desks.map(d => reminderTo(d, hold, event.step)) : [])]
    }
    case 'shipment.escalated':
      return [...cards, ...calls(event)]
    case 'shipment.erased':
      return [...cards, ...(before ? [...callsTakenBack(before, after), ...wordless(before)] : [])]
    default: {
      // An alarm goes before all else and says who reported what, so no line tells it again.
      const lines = 'raises' in event && event.raises > 0 ? [] : desks.map(lineTo)
      return [...cards, ...lines, ...takenBack(before, after)]
    }
  }
}
