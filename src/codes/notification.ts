import type { MessageKey } from '../card/key.ts'

/** Kinds of message that customs officers know from the WCO's CENcomm; an answer is its Feedback. */
export const notificationKinds = ['warning', 'seizure'] as const
export type NotificationKind = (typeof notificationKinds)[number]
export const labelOfKind = (kind: NotificationKind): MessageKey => `notification.kind.${kind}`

/**
 * Why an administration is told: asked to act itself, or as the exporting one, one of transit, or the
 * regional office that keeps the overview (Project Crocodile told the last and the exporting one at once).
 */
export const addresseeRoles = ['to', 'exporting', 'transit', 'hub'] as const
export type AddresseeRole = (typeof addresseeRoles)[number]
export const labelOfRole = (role: AddresseeRole): MessageKey => `notification.role.${role}`

/** How somebody who is not on Liaison was told: judgement. */
export const waysOfTelling = ['telephone', 'email', 'fax', 'liaison-officer'] as const
export type WayOfTelling = (typeof waysOfTelling)[number]
export const labelOfWay = (way: WayOfTelling): MessageKey => `notification.way.${way}`
