import { z } from 'zod'
import { tlps } from '../codes/tlp.ts'
import { clockStart, stepTaken } from '../matter/clocks.ts'
import { type TextRef, textRef } from '../referral/events.ts'

const moment = z.iso.datetime({ precision: 3 })
const said = { text: textRef.exactOptional() }
const clocks = { clocks: z.array(clockStart) }

const of = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(`action.${type}` as const), ...shape })

const begun = of('begun', {
  desk: z.string(),
  other: z.string(),
  owner: z.string(),
  /** The end of a day on the owner's clock. */
  due: moment,
  tlp: z.enum(tlps),
  agreed: z.iso.date().exactOptional(),
  link: z.string().exactOptional(),
  ...clocks,
  ...said,
})
const updated = of('updated', { desk: z.string(), ...said })
const done = of('done', { desk: z.string(), ...said })
/** By the desk that isn't its owner; the due time is the one before where none is given. */
const reopened = of('reopened', { desk: z.string(), due: moment, ...clocks, ...said })
const carried = of('carried', {
  desk: z.string(),
  meeting: z.iso.date(),
  due: moment,
  ...clocks,
  ...said,
})
const withdrawn = of('withdrawn', { desk: z.string(), ...said })
/** By the clock. */
const escalated = of('escalated', stepTaken)
const erased = of('erased', {})

export const actionEventSchema = z.discriminatedUnion('type', [
  begun,
  updated,
  done,
  reopened,
  carried,
  withdrawn,
  escalated,
  erased,
])
export type ActionEvent = z.infer<typeof actionEventSchema>
export type Begun = z.infer<typeof begun>

/** The event with the words that went to the vault for it. */
export const withText = (event: ActionEvent, text: TextRef): ActionEvent => {
  if (event.type === 'action.escalated' || event.type === 'action.erased')
    throw new Error(`${event.type} has no words`)
  return { ...event, text }
}
