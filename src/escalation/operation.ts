import { z } from 'zod'
import defaults from './operation.json' with { type: 'json' }
import { reminders } from './reminders.ts'

/**
 * `report`: the desk that leads an operation reports every so many days while it runs. `end`: it gives the end
 * report once the period is over.
 */
const operationPolicySchema = z.strictObject({
  report: z.strictObject({ everyDays: z.int().min(1).max(366), ...reminders }),
  end: z.strictObject(reminders),
})
export type OperationPolicy = z.infer<typeof operationPolicySchema>

/** Each figure with its source, in operation.json. */
export const defaultOperationPolicy: OperationPolicy = operationPolicySchema.parse(defaults)

/** What a file may say: some of them, in place of the defaults. */
export const agreedOperationSchema = operationPolicySchema.partial()

export const overOperationDefaults = (
  agreed: z.infer<typeof agreedOperationSchema>,
): OperationPolicy => ({
  report: agreed.report ?? defaultOperationPolicy.report,
  end: agreed.end ?? defaultOperationPolicy.end,
})
