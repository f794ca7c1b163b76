import { z } from 'zod'
import { actions } from '../codes/action.ts'
import { feedbacks } from '../codes/feedback.ts'
import { addresseeRoles, notificationKinds, waysOfTelling } from '../codes/notification.ts'
import { verdicts } from '../codes/report.ts'
import { tlps } from '../codes/tlp.ts'
import { urgencyReasons } from '../codes/urgency.ts'
import { categories, outcomes } from '../kit/codes.ts'
import { clockStart, stepTaken } from '../matter/clocks.ts'
import { type TextRef, textRef } from '../referral/events.ts'

const moment = z.iso.datetime({ precision: 3 })
const said = { text: textRef.exactOptional() }
const clocks = { clocks: z.array(clockStart) }

const of = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(`notification.${type}` as const), ...shape })

/** What it is about, as codes; the words are in the vault. */
const facts = {
  category: z.enum(categories),
  actions: z.array(z.enum(actions)),
  /** When what moves arrives; nothing where nothing does. */
  arrival: moment.exactOptional(),
}

const sent = of('sent', {
  from: z.string(),
  kind: z.enum(notificationKinds),
  ...facts,
  urgency: z.enum(urgencyReasons),
  tlp: z.enum(tlps),
  /** Begun by telephone: the sender owes it in writing. */
  oral: z.boolean(),
  addressees: z.array(z.strictObject({ desk: z.string(), role: z.enum(addresseeRoles) })),
  /** How many contacts are not on Liaison; who they are is in the vault. */
  externals: z.int().min(0),
  ...clocks,
  ...said,
})
const acknowledged = of('acknowledged', { desk: z.string(), ...clocks })
const answered = of('answered', {
  desk: z.string(),
  result: z.enum(feedbacks),
  controlled: moment.exactOptional(),
  ...clocks,
  ...said,
})
/** That desk turned it into a referral. */
const referred = of('referred', { desk: z.string(), referral: z.string() })
/** A contact that is not on Liaison was told, by the officer whose entry this is. */
const told = of('told', {
  external: z.int().min(1),
  way: z.enum(waysOfTelling),
  at: moment,
  ...said,
})
/** What was said by telephone, in writing; it stands in place of the first words. */
const confirmed = of('confirmed', { ...facts, ...clocks, ...said })
const supplemented = of('supplemented', { arrival: moment.exactOptional(), ...clocks, ...said })
const holderAsked = of('holder_asked', { desk: z.string(), ...said })
const holderVerified = of('holder_verified', {
  desk: z.string(),
  verdict: z.enum(verdicts),
  on: z.iso.date(),
  ...said,
})
const closed = of('closed', { outcome: z.enum(outcomes), ...said })
const withdrawn = of('withdrawn', { ...said })
/** By the clock. `waiting`: desks that have not answered. */
const arrived = of('arrived', { waiting: z.array(z.string()) })
const escalated = of('escalated', stepTaken)
const erased = of('erased', {})

export const notificationEventSchema = z.discriminatedUnion('type', [
  sent,
  acknowledged,
  answered,
  referred,
  told,
  confirmed,
  supplemented,
  holderAsked,
  holderVerified,
  closed,
  withdrawn,
  arrived,
  escalated,
  erased,
])
export type NotificationEvent = z.infer<typeof notificationEventSchema>
export type Sent = z.infer<typeof sent>

/** The event with the words that went to the vault for it. */
export const withText = (event: NotificationEvent, text: TextRef): NotificationEvent => {
  switch (event.type) {
    case 'notification.acknowledged':
    case 'notification.referred':
    case 'notification.arrived':
    case 'notification.escalated':
    case 'notification.erased':
      throw new Error(`${event.type} has no words`)
    default:
      return { ...event, text }
  }
}
