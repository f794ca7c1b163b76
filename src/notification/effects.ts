import type { ContactPointId } from '../kit/ids.ts'
import { asJson } from '../kit/json.ts'
import { absurd } from '../kit/result.ts'
import type { StepTaken } from '../matter/clocks.ts'
import type { MatterNotice, Told } from '../matter/matter.ts'
import type { Purpose } from '../ports/store.ts'
import type { NotificationEvent } from './events.ts'
import { type Notification, partiesOf } from './notification.ts'

const cardTo = (desk: ContactPointId): MatterNotice => ({
  desk,
  purpose: 'card',
  recipe: { card: 'notification' },
})

const lineTo = (desk: ContactPointId): MatterNotice => ({
  desk,
  purpose: 'reply',
  recipe: { card: 'happened' },
})

const isOther = (t: StepTaken['tell'][number]): boolean => t === 'other-desk' || t === 'other-head'

/** One message a step and desk: named alike when it is taken back, so that it changes in place. */
const calls = (e: StepTaken): readonly MatterNotice[] => {
  const purpose: Purpose = `ping.${e.deadline}.${e.step}.${e.due}`
  const call = (desk: string, to: 'owner' | 'other'): MatterNotice => ({
    desk: desk as ContactPointId,
    purpose,
    recipe: { card: 'call', to, step: asJson(e) },
    urgent: true,
  })
  return [
    ...(e.tell.some(t => !isOther(t)) ? [call(e.desk, 'owner')] : []),
    ...(e.tell.some(isOther) ? [call(e.other, 'other')] : []),
  ]
}

/** Calls of clocks that are met, or that start anew: nobody should go on reading to act. */
const takenBack = (
  before: Notification | undefined,
  after: Notification,
): readonly MatterNotice[] =>
  (before?.clocks ?? [])
    .filter(c => !after.clocks.some(x => x.name === c.name && x.due === c.due))
    .flatMap(c => c.calls.flatMap(calls))

/** Desks that an event is news to. */
const told = (n: Notification, e: NotificationEvent): readonly ContactPointId[] => {
  const withSender = (desk: string) => [...new Set([n.from, desk as ContactPointId])]
  switch (e.type) {
    case 'notification.acknowledged':
    case 'notification.answered':
    case 'notification.referred':
      return withSender(e.desk)
    case 'notification.told':
      return [n.from]
    case 'notification.holder_asked':
    case 'notification.holder_verified':
      return e.desk === n.from ? partiesOf(n) : withSender(e.desk)
    case 'notification.arrived':
      return [n.from, ...e.waiting.map(d => d as ContactPointId)]
    case 'notification.sent':
    case 'notification.confirmed':
    case 'notification.supplemented':
    case 'notification.closed':
    case 'notification.withdrawn':
    case 'notification.erased':
      return partiesOf(n)
    case 'notification.escalated':
      return withSender(e.desk)
    default:
      return absurd(e)
  }
}

/** Who must hear of an event. What one addressee does is shown to it and to the sender, and to no third. */
export const effects = (
  before: Notification | undefined,
  after: Notification,
  { event }: Told<NotificationEvent>,
): readonly MatterNotice[] => {
  const desks = told(after, event)
  const cards = desks.map(cardTo)
  if (event.type === 'notification.sent')
    return [
      ...cards.map(c => ({ ...c, urgent: true as const })),
      // With the receipt that all of them are given.
      ...desks.map(lineTo),
      {
        desk: after.from,
        purpose: 'ping.supervisor',
        recipe: { card: 'supervisor' },
        urgent: true,
      },
    ]
  if (event.type === 'notification.escalated') {
    const isFirst = before?.clocks.some(c => c.name === event.deadline && c.reached === 0)
    // The card says that it is late; by which step of the ladder, the calls say.
    return [...(isFirst ? cards : []), ...calls(event)]
  }
  // That the words are gone stands on the card; a line under it would call it up again.
  const lines = event.type === 'notification.erased' ? [] : desks.map(lineTo)
  return [...cards, ...lines, ...takenBack(before, after)]
}
