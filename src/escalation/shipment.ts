import { z } from 'zod'
import { type Instant, instant, minutes, plus } from '../kit/time.ts'
import holds from './hold.json' with { type: 'json' }
import { stepSchema } from './policy.ts'
import defaults from './shipment.json' with { type: 'json' }

const year = 525_600
const source = z.string().min(3).exactOptional()

const calls = {
  source,
  steps: z.array(stepSchema).min(1).max(20),
  /** The last step is taken again every so often, until it is met. */
  againMinutes: z.int().min(10).max(year),
}

/**
 * `act`: the custodian of a leg says what it does, so long before the arrival. `alarm`: a desk says that
 * it has seen what changed. `hold`: how long goods are held, and when both sides are reminded.
 */
export const shipmentPolicySchema = z.strictObject({
  act: z.strictObject({
    beforeArrivalMinutes: z.int().min(0).max(year),
    /** But no sooner than so long after it starts. */
    floorMinutes: z.int().min(1).max(year),
    ...calls,
  }),
  alarm: z.strictObject({ withinMinutes: z.int().min(1).max(year), ...calls }),
  hold: z.strictObject({
    limit: z.strictObject({ workingDays: z.int().min(1).max(250), source }),
    extension: z.strictObject({
      workingDays: z.int().min(1).max(250),
      times: z.int().min(0).max(10),
      source,
    }),
    reminders: z.strictObject({ atPercent: z.array(z.int().min(1).max(99)).max(9), source }),
  }),
})
export type ShipmentPolicy = z.infer<typeof shipmentPolicySchema>
export type HoldPolicy = ShipmentPolicy['hold']

/** Each figure with its source, in shipment.json and hold.json. */
export const defaultShipmentPolicy: ShipmentPolicy = shipmentPolicySchema.parse({
  ...defaults,
  hold: holds,
})

/** What a file may say: some of them, in place of the defaults. */
export const agreedShipmentSchema = shipmentPolicySchema.partial()

export const overShipmentDefaults = (
  agreed: z.infer<typeof agreedShipmentSchema>,
): ShipmentPolicy => ({
  act: agreed.act ?? defaultShipmentPolicy.act,
  alarm: agreed.alarm ?? defaultShipmentPolicy.alarm,
  hold: agreed.hold ?? defaultShipmentPolicy.hold,
})

/** When the custodian of a leg must have acted; undefined where it arrived before it was reported. */
export const actDue = (
  { beforeArrivalMinutes, floorMinutes }: ShipmentPolicy['act'],
  now: Instant,
  arrives: Instant,
): Instant | undefined =>
  arrives <= now
    ? undefined
    : instant(
        Math.max(plus(arrives, -minutes(beforeArrivalMinutes)), plus(now, minutes(floorMinutes))),
      )
