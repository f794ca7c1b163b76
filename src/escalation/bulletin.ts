import { z } from 'zod'
import defaults from './bulletin.json' with { type: 'json' }
import { reminders } from './reminders.ts'

/**
 * `read`: an officer of each desk says that it was read, so many working days of the desk after it came.
 * `review`: the desk that sent it confirms on the review date that it still holds, or withdraws it.
 */
const bulletinPolicySchema = z.strictObject({
  read: z.strictObject({ workingDays: z.int().min(1).max(250), ...reminders }),
  review: z.strictObject(reminders),
})
export type BulletinPolicy = z.infer<typeof bulletinPolicySchema>

/** Each figure with its source, in bulletin.json. */
export const defaultBulletinPolicy: BulletinPolicy = bulletinPolicySchema.parse(defaults)

/** What a file may say: one of them or both, in place of the defaults. */
export const agreedBulletinSchema = bulletinPolicySchema.partial()

export const overBulletinDefaults = (
  agreed: z.infer<typeof agreedBulletinSchema>,
): BulletinPolicy => ({
  read: agreed.read ?? defaultBulletinPolicy.read,
  review: agreed.review ?? defaultBulletinPolicy.review,
})
