import { z } from 'zod'
import { deadlineNames, type Priority } from '../kit/codes.ts'

/** Whom a step tells: people of the owner's desk by role, or the desk that sent the referral. */
export const targets = ['duty', 'supervisor', 'head', 'sending-desk'] as const
export type Target = (typeof targets)[number]

/** Whom to tell when a deadline has passed by so many minutes. */
export const stepSchema = z.strictObject({
  afterMinutes: z.int().min(0).max(525_600),
  tell: z.array(z.enum(targets)).min(1),
})
export type Step = z.infer<typeof stepSchema>

const rising = (steps: readonly Step[]): boolean =>
  steps.every((s, i) => i === 0 || s.afterMinutes > (steps[i - 1]?.afterMinutes ?? 0))

const clockSchema = z.strictObject({
  withinMinutes: z.int().min(1).max(525_600),
  steps: z.array(stepSchema).min(1).refine(rising, 'each step must be later than the one before'),
})
export type ClockPolicy = z.infer<typeof clockSchema>

const perDeadline = z.strictObject({ ack: clockSchema, reply: clockSchema })

export const policySchema = z.strictObject({
  immediate: perDeadline,
  urgent: perDeadline,
  routine: perDeadline,
})
export type EscalationPolicy = z.infer<typeof policySchema>

const hour = 60
const day = 24 * hour

const clock = (withinMinutes: number, second: number): ClockPolicy => ({
  withinMinutes,
  steps: [
    { afterMinutes: 0, tell: ['duty'] },
    { afterMinutes: second, tell: ['supervisor', 'sending-desk'] },
  ],
})

/**
 * Defaults where a pair has agreed nothing else. Reply: Directive (EU) 2023/977 Art. 5 (8 hours, 3 and
 * 7 calendar days), which doesn't bind these agencies. Acknowledgement of routine matters: the SIRENE
 * Manual's outer limit of 12 hours. The other acknowledgement times and the delays of the steps are
 * judgement: no public standard was found.
 */
export const defaultPolicy: EscalationPolicy = {
  immediate: { ack: clock(15, 30), reply: clock(8 * hour, 30) },
  urgent: { ack: clock(hour, 3 * hour), reply: clock(3 * day, 3 * hour) },
  routine: { ack: clock(12 * hour, day), reply: clock(7 * day, day) },
}

/** The clocks that start when a referral of this priority is sent. */
export const clocksOf = (policy: EscalationPolicy, priority: Priority) =>
  deadlineNames.map(name => ({ name, ...policy[priority][name] }))
