import type { ContactPointId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { NotificationEvent } from '../notification/events.ts'
import { addresseeAt, isOpen, type Notification } from '../notification/notification.ts'
import type { ShipmentEvent } from '../shipment/events.ts'
import { missedAt } from './held.ts'
import { countStep, sideIn, type Tally } from './tally.ts'

export interface MatterCounting {
  /** That of two desks, with the begin of its week; undefined for a pair without figures of its own. */
  readonly tallyOf: (
    a: ContactPointId,
    b: ContactPointId,
  ) => { readonly tally: Tally; readonly from: Instant } | undefined
  readonly at: Instant
  readonly zone: (desk: ContactPointId) => string
}

type Called = Extract<
  NotificationEvent | ShipmentEvent,
  { type: 'notification.escalated' | 'shipment.escalated' }
>

/** A step of a clock that one desk of a pair owes the other; its own clocks are nobody else's. */
export const countCall = ({ tallyOf }: MatterCounting, e: Called): void => {
  const desk = e.desk as ContactPointId
  const pair = tallyOf(desk, e.other as ContactPointId)
  if (pair) countStep(sideIn(pair.tally, desk), e.step)
}

/** When the receiver of a notification missed a night: it never spoke, or later than this. */
const nightOf = (
  n: Notification,
  desk: ContactPointId,
  zone: MatterCounting['zone'],
): Instant | undefined => missedAt(n.sent.at, zone(desk))

const acknowledged = (c: MatterCounting, before: Notification, desk: ContactPointId): void => {
  const pair = c.tallyOf(before.from, desk)
  if (!pair || addresseeAt(before, desk)?.acknowledged) return
  const side = sideIn(pair.tally, desk)
  const due = before.clocks.find(k => k.name === `ack:${desk}`)?.due
  side.notifications.ack.push({
    ms: c.at - before.sent.at,
    ...(due === undefined ? {} : { within: c.at <= due }),
  })
  missed(c, before, desk)
}

const missed = (c: MatterCounting, before: Notification, desk: ContactPointId): void => {
  const pair = c.tallyOf(before.from, desk)
  const at = nightOf(before, desk, c.zone)
  if (pair && at !== undefined && at < c.at && at >= pair.from)
    sideIn(pair.tally, desk).missedNights += 1
}

/** Counts one event of a notification; `before` is undefined for the first. */
export const countNotification = (
  c: MatterCounting,
  before: Notification | undefined,
  e: NotificationEvent,
): void => {
  if (e.type === 'notification.sent')
    for (const { desk } of e.addressees) {
      const pair = c.tallyOf(e.from as ContactPointId, desk as ContactPointId)
      if (!pair) continue
      sideIn(pair.tally, e.from as ContactPointId).notifications.sent += 1
      sideIn(pair.tally, desk as ContactPointId).notifications.received += 1
    }
  if (!before || !isOpen(before)) return
  if (e.type === 'notification.acknowledged') acknowledged(c, before, e.desk as ContactPointId)
  if (e.type === 'notification.escalated') countCall(c, e)
  if (e.type === 'notification.closed' || e.type === 'notification.withdrawn')
    for (const a of before.addressees) if (!a.acknowledged) missed(c, before, a.desk)
}
