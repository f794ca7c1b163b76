import { z } from 'zod'
import { type Currency, readCurrency } from '../codes/currency.ts'
import { countingBases, measureKinds } from '../codes/measure.ts'
import { tlps } from '../codes/tlp.ts'
import { units } from '../codes/unit.ts'
import { categories } from '../kit/codes.ts'
import { clockStart, stepTaken } from '../matter/clocks.ts'
import { type TextRef, textRef } from '../referral/events.ts'

const moment = z.iso.datetime({ precision: 3 })
const ordinal = z.int().min(1)
const said = { text: textRef.exactOptional() }
const clocks = { clocks: z.array(clockStart) }

const of = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(`operation.${type}` as const), ...shape })

/** So much of a kind in a unit, as in codes/measure.ts. */
export const sumSchema = z.strictObject({
  kind: z.enum(measureKinds),
  unit: z.enum(units),
  currency: z.custom<Currency>(v => typeof v === 'string' && readCurrency(v) === v).exactOptional(),
  basis: z.enum(countingBases),
  amount: z.int().min(0),
})

/** How the count stood when a report was given: what every participant was told. */
const tally = {
  tagged: z.int().min(0),
  /** Of all referrals together, like added to like. */
  sums: z.array(sumSchema),
  /** Totals of administrations that are not on Liaison; never added to the others. */
  outside: z.array(z.strictObject({ proxy: ordinal, asOf: moment, sums: z.array(sumSchema) })),
}
export const tallySchema = z.strictObject(tally)

const begun = of('begun', {
  /** The desk that leads it. */
  desk: z.string(),
  from: moment,
  to: moment,
  categories: z.array(z.enum(categories)),
  invited: z.array(z.string()),
  tlp: z.enum(tlps),
  ...clocks,
  ...said,
})
const invited = of('invited', { desk: z.string(), desks: z.array(z.string()).min(1) })
/** By a named officer of the desk. */
const joined = of('joined', { desk: z.string() })
const declined = of('declined', { desk: z.string(), ...said })
/** Totals of an administration that is not on Liaison, in place of those it gave before. */
const proxied = of('proxied', {
  desk: z.string(),
  proxy: ordinal,
  asOf: moment,
  sums: z.array(sumSchema).min(1),
  ...said,
})
const tagged = of('tagged', {
  desk: z.string(),
  referral: z.string(),
  /** What had come of it by then. */
  sums: z.array(sumSchema),
})
const untagged = of('untagged', { desk: z.string(), referral: z.string(), ...said })
const reported = of('reported', { desk: z.string(), report: ordinal, ...tally, ...clocks, ...said })
const closed = of('closed', {
  desk: z.string(),
  ...tally,
  /** Referrals from which nothing had come by then: another operation may count them. */
  released: z.array(z.string()),
  ...said,
})
const escalated = of('escalated', stepTaken)
const erased = of('erased', {})

export const operationEventSchema = z.discriminatedUnion('type', [
  begun,
  invited,
  joined,
  declined,
  proxied,
  tagged,
  untagged,
  reported,
  closed,
  escalated,
  erased,
])
export type OperationEvent = z.infer<typeof operationEventSchema>
export type Begun = z.infer<typeof begun>

/** The event with the words that went to the vault for it. */
export const withText = (event: OperationEvent, text: TextRef): OperationEvent => {
  switch (event.type) {
    case 'operation.invited':
    case 'operation.joined':
    case 'operation.tagged':
    case 'operation.escalated':
    case 'operation.erased':
      throw new Error(`${event.type} has no words`)
    default:
      return { ...event, text }
  }
}
