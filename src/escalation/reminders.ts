import { z } from 'zod'
import { targets } from './policy.ts'

const year = 525_600
const tell = z.array(z.enum(targets)).min(1)
const source = z.string().min(3).exactOptional()

const step = z.union([
  /** When so much of the time has gone. */
  z.strictObject({ atPercent: z.int().min(1).max(99), tell, source }),
  /** At the due time, or so many minutes after it. */
  z.strictObject({ afterMinutes: z.int().min(0).max(year), tell, source }),
])
type ReminderStep = z.infer<typeof step>

/** Shares of the time come before the due time, so that the two can be told apart by size. */
const place = (s: ReminderStep): number => ('atPercent' in s ? s.atPercent - 100 : s.afterMinutes)

/**
 * When somebody is reminded of what can wait: by shares of the time, then from the due time on, and at last
 * again and again. The owner's working hours hold for each.
 */
export const reminders = {
  source,
  steps: z
    .array(step)
    .min(1)
    .max(20)
    .refine(steps => steps.every((s, i) => i === 0 || place(s) > place(steps[i - 1] ?? s)), {
      message: 'each step must be later than the one above it',
    }),
  againMinutes: z.int().min(60).max(year),
}
