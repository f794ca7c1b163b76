import { z } from 'zod'
import { bulletinKinds } from '../codes/bulletin.ts'
import { tlps } from '../codes/tlp.ts'
import { clockStart, stepTaken } from '../matter/clocks.ts'
import { type TextRef, textRef } from '../referral/events.ts'

const moment = z.iso.datetime({ precision: 3 })
const said = { text: textRef.exactOptional() }
/** Until when it holds unless it is confirmed: a day, and its end on the sender's clock. */
const review = { review: z.iso.date(), reviewBy: moment }
const clocks = { clocks: z.array(clockStart) }

const of = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(`bulletin.${type}` as const), ...shape })

const begun = of('begun', {
  desk: z.string(),
  kind: z.enum(bulletinKinds),
  tlp: z.enum(tlps),
  addressees: z.array(z.string()),
  ...review,
  ...clocks,
  ...said,
})
/** The same text in another language, which its words name. */
const translated = of('translated', said)
/** The text is replaced; who has read the one before is asked again. */
const revised = of('revised', {
  revision: z.int().min(2),
  tlp: z.enum(tlps),
  ...clocks,
  ...said,
})
/** By a named officer of that desk. */
const read = of('read', { desk: z.string(), revision: z.int().min(1) })
/** It still holds. */
const reviewed = of('reviewed', { ...review, ...clocks, ...said })
const withdrawn = of('withdrawn', said)
/** By the clock. */
const escalated = of('escalated', stepTaken)
const erased = of('erased', {})

export const bulletinEventSchema = z.discriminatedUnion('type', [
  begun,
  translated,
  revised,
  read,
  reviewed,
  withdrawn,
  escalated,
  erased,
])
export type BulletinEvent = z.infer<typeof bulletinEventSchema>
export type Begun = z.infer<typeof begun>

/** The event with the words that went to the vault for it. */
export const withText = (event: BulletinEvent, text: TextRef): BulletinEvent => {
  switch (event.type) {
    case 'bulletin.read':
    case 'bulletin.escalated':
    case 'bulletin.erased':
      throw new Error(`${event.type} has no words`)
    default:
      return { ...event, text }
  }
}
