import { z } from 'zod'
import defaults from './action.json' with { type: 'json' }
import { reminders } from './reminders.ts'

/** `due`: the desk that owns an action item does it by the end of a day. */
const actionPolicySchema = z.strictObject({ due: z.strictObject(reminders) })
export type ActionPolicy = z.infer<typeof actionPolicySchema>

/** Each figure with its source, in action.json. */
export const defaultActionPolicy: ActionPolicy = actionPolicySchema.parse(defaults)

/** What a file may say in place of the defaults. */
export const agreedActionSchema = actionPolicySchema.partial()

export const overActionDefaults = (agreed: z.infer<typeof agreedActionSchema>): ActionPolicy => ({
  due: agreed.due ?? defaultActionPolicy.due,
})
