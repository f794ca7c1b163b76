import { z } from 'zod'
import { type Instant, instant, minutes, plus } from '../kit/time.ts'
import defaults from './notification.json' with { type: 'json' }

const year = 525_600
const own = ['duty', 'backup', 'supervisor', 'head'] as const
const both = [...own, 'other-desk', 'other-head'] as const

/** A clock of notifications; its calls go to those of `targets`, and on until it is met. */
const clock = <const T extends string>(targets: readonly T[]) =>
  z.strictObject({
    within: z.strictObject({ minutes: z.int().min(1).max(year) }),
    /** So long before the arrival, where that is earlier; not looked at where not given. */
    beforeArrivalMinutes: z.int().min(0).max(year).exactOptional(),
    /** But no sooner than so long after it starts. */
    floorMinutes: z.int().min(1).max(year).exactOptional(),
    source: z.string().min(3).exactOptional(),
    steps: z
      .array(
        z.strictObject({
          afterMinutes: z.int().min(0).max(year),
          tell: z.array(z.enum(targets)).min(1),
          source: z.string().min(3).exactOptional(),
        }),
      )
      .min(1)
      .max(10)
      .refine(
        steps =>
          steps.every((s, i) => i === 0 || s.afterMinutes > (steps[i - 1]?.afterMinutes ?? 0)),
        {
          message: 'each step must be later than the one above it',
        },
      ),
    /** The last step is taken again every so often; a clock of something immediate never just ends. */
    againMinutes: z.int().min(10).max(year),
  })

/**
 * `ack`, `answer`: of each addressee. `written`: the sender confirms what was told by telephone. `told`: the
 * sender tells a contact that is not on Liaison.
 */
export const notificationPolicySchema = z.strictObject({
  ack: clock(both),
  answer: clock(both),
  written: clock(own),
  told: clock(own),
})
export type NotificationPolicy = z.infer<typeof notificationPolicySchema>
export type NotificationClock = NotificationPolicy[keyof NotificationPolicy]

/** What a file may say: some of the clocks, in place of the defaults. */
export const agreedNotificationSchema = notificationPolicySchema.partial()

/** Each figure with its source, in notification.json. */
export const defaultNotificationPolicy: NotificationPolicy =
  notificationPolicySchema.parse(defaults)

export const overNotificationDefaults = (
  agreed: z.infer<typeof agreedNotificationSchema>,
): NotificationPolicy => ({
  ack: agreed.ack ?? defaultNotificationPolicy.ack,
  answer: agreed.answer ?? defaultNotificationPolicy.answer,
  written: agreed.written ?? defaultNotificationPolicy.written,
  told: agreed.told ?? defaultNotificationPolicy.told,
})

/** When a clock that starts at `since` is due, with an arrival or without. */
export const dueBy = (
  { within, beforeArrivalMinutes, floorMinutes = 0 }: NotificationClock,
  since: Instant,
  arrival?: Instant,
): Instant => {
  const usual = plus(since, minutes(within.minutes))
  const early =
    arrival === undefined || beforeArrivalMinutes === undefined
      ? usual
      : plus(arrival, -minutes(beforeArrivalMinutes))
  const least = plus(since, minutes(floorMinutes))
  return instant(Math.max(least, Math.min(usual, early)))
}
