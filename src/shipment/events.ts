import { z } from 'zod'
import { feedbacks } from '../codes/feedback.ts'
import { locodes } from '../codes/locode.ts'
import { changes, holdEnds, natures } from '../codes/shipment.ts'
import { tlps } from '../codes/tlp.ts'
import { outcomes } from '../kit/codes.ts'
import { clockStart, stepTaken } from '../matter/clocks.ts'
import { type TextRef, textRef } from '../referral/events.ts'

const moment = z.iso.datetime({ precision: 3 })
const ordinal = z.int().min(1)
const said = { text: textRef.exactOptional() }
const clocks = { clocks: z.array(clockStart) }
/** How many alarms it raises in the same breath. */
const raises = { raises: z.int().min(0) }

const of = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(`shipment.${type}` as const), ...shape })

/** A stretch of the way as codes and moments; its words are in the vault. */
const leg = {
  leg: ordinal,
  /** UN/LOCODE where a code was given. */
  from: z.enum(locodes).exactOptional(),
  to: z.enum(locodes).exactOptional(),
  departs: moment,
  arrives: moment,
  /** Digits of the Harmonized System. */
  hs: z.string().exactOptional(),
  /** A desk; absent where it is an administration that is not on Liaison, named in the words. */
  custodian: z.string().exactOptional(),
  /** How many containers are named; 0 where they are those of the leg above. */
  containers: z.int().min(0),
  /** The desk that reported it. */
  desk: z.string(),
}

const begun = of('begun', {
  ...leg,
  watchers: z.array(z.string()),
  /** The referral or notification that it comes from. */
  source: z.string().exactOptional(),
  tlp: z.enum(tlps),
  ...clocks,
  ...said,
})
const legAdded = of('leg_added', { ...leg, ...raises, ...clocks, ...said })
const goodsDeclared = of('goods_declared', {
  desk: z.string(),
  leg: ordinal,
  nature: z.enum(natures),
  hs: z.string().exactOptional(),
  ...raises,
  ...said,
})
const containerChanged = of('container_changed', {
  desk: z.string(),
  leg: ordinal,
  containers: ordinal,
  ...raises,
  ...said,
})
/** What changed on a leg, against the leg above or below it, or against what it had itself before. */
const alarmed = of('alarmed', {
  desk: z.string(),
  alarm: ordinal,
  leg: ordinal,
  against: ordinal,
  what: z.array(z.enum(changes)).min(1),
  /** One for each desk that watches. */
  ...clocks,
})
/** A named officer of that desk has seen them. */
const seen = of('seen', { desk: z.string(), alarms: z.array(ordinal).min(1) })
const fedBack = of('fed_back', {
  desk: z.string(),
  leg: ordinal,
  result: z.enum(feedbacks),
  controlled: moment.exactOptional(),
  ...said,
})

/** Until when goods are held, with the reminders before it, frozen. */
const limited = {
  limit: moment,
  reminders: z.array(z.strictObject({ percent: z.int(), at: moment })),
}
const held = of('held', {
  desk: z.string(),
  hold: ordinal,
  leg: ordinal,
  since: moment,
  ...limited,
  ...said,
})
const extended = of('extended', { desk: z.string(), hold: ordinal, ...limited, ...said })
const holdEnded = of('hold_ended', {
  desk: z.string(),
  hold: ordinal,
  how: z.enum(holdEnds),
  ...said,
})
/** By the clock. `step`: counts the reminders of this limit from 0; those after the limit are daily. */
const reminded = of('reminded', {
  hold: ordinal,
  step: z.int().min(0),
  limit: moment,
  planned: moment,
  /** Reminders that were leapt over after a downtime. */
  missed: z.array(z.int()),
})
const escalated = of('escalated', stepTaken)
const closed = of('closed', { desk: z.string(), outcome: z.enum(outcomes), ...said })
const erased = of('erased', {})

export const shipmentEventSchema = z.discriminatedUnion('type', [
  begun,
  legAdded,
  goodsDeclared,
  containerChanged,
  alarmed,
  seen,
  fedBack,
  held,
  extended,
  holdEnded,
  reminded,
  escalated,
  closed,
  erased,
])
export type ShipmentEvent = z.infer<typeof shipmentEventSchema>
export type Begun = z.infer<typeof begun>
export type LegAdded = z.infer<typeof legAdded>
export type Alarmed = z.infer<typeof alarmed>
export type Reminded = z.infer<typeof reminded>

/** The event with the words that went to the vault for it. */
export const withText = (event: ShipmentEvent, text: TextRef): ShipmentEvent => {
  switch (event.type) {
    case 'shipment.alarmed':
    case 'shipment.seen':
    case 'shipment.reminded':
    case 'shipment.escalated':
    case 'shipment.erased':
      throw new Error(`${event.type} has no words`)
    default:
      return { ...event, text }
  }
}
