import { z } from 'zod'
import { type DeadlineName, deadlineNames, type Priority } from '../kit/codes.ts'
import defaults from './default.json' with { type: 'json' }

/**
 * Whom a step tells. Of the owner's desk: who is on duty, the backup, supervisors, heads. Of the other
 * desk of the referral: who is on duty, or its heads. `channel:<id>`: a channel of liaison.json.
 */
export const targets = ['duty', 'backup', 'supervisor', 'head', 'other-desk', 'other-head'] as const
export const target = z.union([
  z.enum(targets),
  z.templateLiteral(['channel:', z.string().regex(/^[a-z0-9-]{1,40}$/)]),
])
export type Target = z.infer<typeof target>

const year = 525_600
const source = z.string().min(3).exactOptional()

/** Whom to tell so many minutes after a deadline; a step before it warns. */
const offsetStep = z.strictObject({
  afterMinutes: z.int().min(-year).max(year),
  tell: z.array(target).min(1),
  source,
})
/** A reminder when so much of the time has gone. */
const shareStep = z.strictObject({
  atPercent: z.int().min(1).max(99),
  tell: z.array(target).min(1),
  source,
})
const policyStep = z.union([offsetStep, shareStep])
export type PolicyStep = z.infer<typeof policyStep>

/** A step as it is frozen into a running clock. */
export const stepSchema = z.strictObject({
  afterMinutes: z.int().min(-year).max(year),
  tell: z.array(target).min(1),
  /** Where the policy named it by the share of the time that has gone. */
  atPercent: z.int().exactOptional(),
})
export type Step = z.infer<typeof stepSchema>

/** How a due time was counted: by the clock, or in working days of the owner's desk. */
export const ruleSchema = z.union([
  z.strictObject({ minutes: z.int().min(1).max(year) }),
  z.strictObject({ workingDays: z.int().min(1).max(250) }),
])

const clockShape = z.strictObject({
  within: ruleSchema,
  source,
  steps: z.array(policyStep).min(1).max(20),
  /** The last step is taken again every so often, until the deadline is met. */
  againMinutes: z.int().min(10).max(year).exactOptional(),
  /** For how long, in all, the owner may put off its calls with a reason; not at all where not given. */
  snoozeMinutes: z.int().min(1).max(year).exactOptional(),
})
export type ClockPolicy = z.infer<typeof clockShape>

/** Where the step at that place breaks the order: shares of the time first, then minutes, both rising. */
const isEarly = (steps: readonly PolicyStep[], i: number): boolean => {
  const step = steps[i]
  const above = steps[i - 1]
  if (!step || !above) return false
  if ('atPercent' in step) return !('atPercent' in above) || step.atPercent <= above.atPercent
  return 'afterMinutes' in above && step.afterMinutes <= above.afterMinutes
}

const clockSchema = clockShape.superRefine(({ steps }, ctx) => {
  steps.forEach((_, i) => {
    if (isEarly(steps, i))
      ctx.addIssue({
        code: 'custom',
        path: ['steps', i],
        message: 'each step must be later than the one above it',
      })
  })
  // How much of the time has gone is not known here, so their order could not be checked.
  const early = steps.findIndex(s => 'afterMinutes' in s && s.afterMinutes < 0)
  if (early >= 0 && steps.some(s => 'atPercent' in s))
    ctx.addIssue({
      code: 'custom',
      path: ['steps', early],
      message: 'steps before the deadline are either all in percent or all in minutes',
    })
})

const lossNames = ['evidence', 'preservation'] as const
/** Clocks that end in a loss: once it is lost, nobody can do anything about it any more. */
type Loss = (typeof lossNames)[number]

export const isLoss = (name: DeadlineName): name is Loss => lossNames.some(l => l === name)

/** Clocks of one priority; one that is left out does not run. */
const perPriority = z
  .partialRecord(z.enum(deadlineNames), clockSchema)
  .superRefine((clocks, ctx) => {
    for (const name of deadlineNames) {
      const clock = clocks[name]
      if (clock && !isLoss(name) && clock.againMinutes === undefined)
        ctx.addIssue({
          code: 'custom',
          path: [name],
          message: 'the last step must not end silently: give againMinutes',
        })
    }
  })
export type PriorityPolicy = z.infer<typeof perPriority>

export const policySchema = z.strictObject({
  immediate: perPriority,
  urgent: perPriority,
  routine: perPriority,
  information: perPriority,
})
export type EscalationPolicy = z.infer<typeof policySchema>

/** What a file may say: some clocks of some priorities, in place of the defaults. */
export const agreedSchema = policySchema.partial()
export type Agreed = z.infer<typeof agreedSchema>

/** Defaults where a pair has agreed nothing else; each figure with its source, in default.json. */
export const defaultPolicy: EscalationPolicy = policySchema.parse(defaults)

/** What a pair has agreed, clock by clock; `under` where it has agreed nothing. */
export const over = (
  under: EscalationPolicy,
  agreed: { readonly [P in Priority]?: PriorityPolicy | undefined },
): EscalationPolicy => ({
  immediate: { ...under.immediate, ...agreed.immediate },
  urgent: { ...under.urgent, ...agreed.urgent },
  routine: { ...under.routine, ...agreed.routine },
  information: { ...under.information, ...agreed.information },
})

export const overDefaults = (agreed: Agreed): EscalationPolicy => over(defaultPolicy, agreed)

/** The policy of one clock, or nothing where it does not run at this priority. */
export const clockOf = (
  policy: EscalationPolicy,
  priority: Priority,
  name: DeadlineName,
): ClockPolicy | undefined => policy[priority][name]
