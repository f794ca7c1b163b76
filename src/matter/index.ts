import { actionsUnder } from '../action/spec.ts'
import { bulletinsUnder } from '../bulletin/spec.ts'
import { type ActionPolicy, defaultActionPolicy } from '../escalation/action.ts'
import { type BulletinPolicy, defaultBulletinPolicy } from '../escalation/bulletin.ts'
import { defaultNotificationPolicy, type NotificationPolicy } from '../escalation/notification.ts'
import { defaultOperationPolicy, type OperationPolicy } from '../escalation/operation.ts'
import { defaultShipmentPolicy, type ShipmentPolicy } from '../escalation/shipment.ts'
import { notificationsUnder } from '../notification/spec.ts'
import { operationsUnder } from '../operation/spec.ts'
import { shipmentsUnder } from '../shipment/spec.ts'
import { defineMatter, type Matter } from './define.ts'

/** What the desks have agreed about matters. */
export interface MatterPolicies {
  readonly notification: NotificationPolicy
  readonly shipment: ShipmentPolicy
  readonly operation: OperationPolicy
  readonly action: ActionPolicy
  readonly bulletin: BulletinPolicy
}

/** Every kind of matter, in the order of the help. */
export const mattersUnder = ({
  notification,
  shipment,
  operation,
  action,
  bulletin,
}: MatterPolicies): readonly Matter[] => [
  defineMatter(notificationsUnder(notification)),
  defineMatter(shipmentsUnder(shipment)),
  defineMatter(operationsUnder(operation)),
  defineMatter(actionsUnder(action)),
  defineMatter(bulletinsUnder(bulletin)),
]

/** The same where nothing else is agreed. */
export const matters: readonly Matter[] = mattersUnder({
  notification: defaultNotificationPolicy,
  shipment: defaultShipmentPolicy,
  operation: defaultOperationPolicy,
  action: defaultActionPolicy,
  bulletin: defaultBulletinPolicy,
})
