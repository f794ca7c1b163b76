import { z } from 'zod'
import { type DeadlineName, deadlineNames, type Priority } from '../kit/codes.ts'

/** Whom a step tells: people of the owner's desk by role, or the other desk of the referral. */
export const targets = ['duty', 'supervisor', 'head', 'other-desk'] as const
export type Target = (typeof targets)[number]

const year = 525_600

/** Whom to tell so many minutes after a deadline; a step before it warns. */
export const stepSchema = z.strictObject({
  afterMinutes: z.int().min(-year).max(year),
  tell: z.array(z.enum(targets)).min(1),
})
export type Step = z.infer<typeof stepSchema>

const rising = (steps: readonly Step[]): boolean =>
  steps.every((s, i) => i === 0 || s.afterMinutes > (steps[i - 1]?.afterMinutes ?? 0))

const clockSchema = z.strictObject({
  withinMinutes: z.int().min(1).max(year),
  steps: z.array(stepSchema).min(1).refine(rising, 'each step must be later than the one before'),
  /** After its last step it runs again by so much: a reminder that does not end. */
  againMinutes: z.int().min(60).max(year).exactOptional(),
})
export type ClockPolicy = z.infer<typeof clockSchema>

/** Clocks of one priority; one that is left out does not run. */
const perPriority = z.partialRecord(z.enum(deadlineNames), clockSchema)
export type PriorityPolicy = z.infer<typeof perPriority>

export const policySchema = z.strictObject({
  immediate: perPriority,
  urgent: perPriority,
  routine: perPriority,
  information: perPriority,
})
export type EscalationPolicy = z.infer<typeof policySchema>

const hour = 60
const day = 24 * hour

const clock = (withinMinutes: number, second: number): ClockPolicy => ({
  withinMinutes,
  steps: [
    { afterMinutes: 0, tell: ['duty'] },
    { afterMinutes: second, tell: ['supervisor', 'other-desk'] },
  ],
})

const again = (withinMinutes: number, againMinutes: number): ClockPolicy => ({
  withinMinutes,
  steps: [{ afterMinutes: 0, tell: ['duty'] }],
  againMinutes,
})

/** Warnings before something is lost that no answer brings back: 30, 14, 7 and 2 days. Judgement. */
const expiry = (withinMinutes: number): ClockPolicy => ({
  withinMinutes,
  steps: [
    { afterMinutes: -30 * day, tell: ['duty'] },
    { afterMinutes: -14 * day, tell: ['duty'] },
    { afterMinutes: -7 * day, tell: ['duty', 'other-desk'] },
    { afterMinutes: -2 * day, tell: ['duty', 'supervisor', 'other-desk'] },
    { afterMinutes: 0, tell: ['supervisor', 'other-desk'] },
  ],
})

const expiries = { evidence: expiry(30 * day), preservation: expiry(60 * day) }

/**
 * Defaults where a pair has agreed nothing else. Reply: Directive (EU) 2023/977 Art. 5 (8 hours, 3 and
 * 7 calendar days), which doesn't bind these agencies. Acknowledgement of routine matters: the SIRENE
 * Manual's outer limit of 12 hours. Preservation: not less than 60 days (Budapest Convention Art. 29),
 * unless the answer gives a date. Evidence: records of unknown keeping are taken to last 30 days
 * (judgement); a jurisdiction may say otherwise. All other figures and delays are judgement: no public
 * standard was found.
 */
export const defaultPolicy: EscalationPolicy = {
  immediate: {
    ack: clock(15, 30),
    decision: clock(hour, 30),
    reply: clock(8 * hour, 30),
    info: clock(2 * hour, hour),
    chase: again(12 * hour, 12 * hour),
    feedback: again(14 * day, 30 * day),
    consent: clock(8 * hour, hour),
    ...expiries,
  },
  urgent: {
    ack: clock(hour, 3 * hour),
    decision: clock(8 * hour, 3 * hour),
    reply: clock(3 * day, 3 * hour),
    info: clock(day, 3 * hour),
    chase: again(12 * hour, 12 * hour),
    feedback: again(30 * day, 30 * day),
    consent: clock(3 * day, 3 * hour),
    ...expiries,
  },
  routine: {
    ack: clock(12 * hour, day),
    decision: clock(3 * day, day),
    reply: clock(7 * day, day),
    info: clock(3 * day, day),
    chase: again(3 * day, 3 * day),
    feedback: again(30 * day, 30 * day),
    consent: clock(7 * day, day),
    ...expiries,
  },
  information: {
    ack: clock(3 * day, day),
    ...expiries,
  },
}

/** What a pair has agreed, clock by clock; the defaults where it has agreed nothing. */
export const overDefaults = (
  agreed: {
    readonly [P in Priority]?: PriorityPolicy | undefined
  },
): EscalationPolicy => ({
  immediate: { ...defaultPolicy.immediate, ...agreed.immediate },
  urgent: { ...defaultPolicy.urgent, ...agreed.urgent },
  routine: { ...defaultPolicy.routine, ...agreed.routine },
  information: { ...defaultPolicy.information, ...agreed.information },
})

/** The policy of one clock, or nothing where it does not run at this priority. */
export const clockOf = (
  policy: EscalationPolicy,
  priority: Priority,
  name: DeadlineName,
): ClockPolicy | undefined => policy[priority][name]
