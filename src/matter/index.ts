import { defaultNotificationPolicy, type NotificationPolicy } from '../escalation/notification.ts'
import { defaultShipmentPolicy, type ShipmentPolicy } from '../escalation/shipment.ts'
import { notificationsUnder } from '../notification/spec.ts'
import { shipmentsUnder } from '../shipment/spec.ts'
import { defineMatter, type Matter } from './define.ts'

/** What the desks have agreed about matters. */
export interface MatterPolicies {
  readonly notification: NotificationPolicy
  readonly shipment: ShipmentPolicy
}

/** Every kind of matter, in the order of the help. */
export const mattersUnder = ({ notification, shipment }: MatterPolicies): readonly Matter[] => [
  defineMatter(notificationsUnder(notification)),
  defineMatter(shipmentsUnder(shipment)),
]

/** The same where nothing else is agreed. */
export const matters: readonly Matter[] = mattersUnder({
  notification: defaultNotificationPolicy,
  shipment: defaultShipmentPolicy,
})
