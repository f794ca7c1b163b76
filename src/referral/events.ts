import { z } from 'zod'
import { stepSchema, targets } from '../escalation/policy.ts'
import { categories, deadlineNames, declineCodes, outcomes, priorities } from '../kit/codes.ts'
import { absurd } from '../kit/result.ts'

const moment = z.iso.datetime({ precision: 3 })

const contentRef = z.strictObject({
  item: z.string().min(1),
  commit: z.string().min(1),
  bytes: z.int().min(0),
})

/** Text of an officer: where it is in the vault, and the language it was written in. */
const text = z.strictObject({ language: z.string().min(2), ref: contentRef })
export type TextRef = z.infer<typeof text>

const clock = z.strictObject({
  name: z.enum(deadlineNames),
  due: moment,
  steps: z.array(stepSchema).min(1),
})

const drafted = z.strictObject({
  type: z.literal('referral.drafted'),
  from: z.string(),
  to: z.string(),
  category: z.enum(categories),
  priority: z.enum(priorities),
  observedAt: moment.optional(),
  text: text.optional(),
})
/** The clocks are frozen here, so that a later policy never moves a running deadline. */
const sent = z.strictObject({ type: z.literal('referral.sent'), clocks: z.array(clock) })
const acknowledged = z.strictObject({ type: z.literal('referral.acknowledged') })
const accepted = z.strictObject({ type: z.literal('referral.accepted'), text: text.optional() })
const declined = z.strictObject({
  type: z.literal('referral.declined'),
  reason: z.enum(declineCodes),
  text: text.optional(),
})
const answered = z.strictObject({ type: z.literal('referral.answered'), text: text.optional() })
const withdrawn = z.strictObject({ type: z.literal('referral.withdrawn'), text: text.optional() })
const closed = z.strictObject({
  type: z.literal('referral.closed'),
  outcome: z.enum(outcomes),
  text: text.optional(),
})
/** The clock's own act: the deadline `due` has passed and a step is reached, with those leapt over. */
const escalated = z.strictObject({
  type: z.literal('referral.escalated'),
  deadline: z.enum(deadlineNames),
  step: z.int().min(0),
  due: moment,
  tell: z.array(z.enum(targets)).min(1),
  missed: z.array(z.int().min(0)),
})

export const referralEventSchema = z.discriminatedUnion('type', [
  drafted,
  sent,
  acknowledged,
  accepted,
  declined,
  answered,
  withdrawn,
  closed,
  escalated,
])

/** What happened to a referral, past tense. Holds codes and ids; people's own words are in the vault. */
export type ReferralEvent = z.infer<typeof referralEventSchema>
export type Drafted = z.infer<typeof drafted>
export type Escalated = z.infer<typeof escalated>

/** The event with the officer's words, where its kind can hold any. */
export const withText = (event: ReferralEvent, words: TextRef): ReferralEvent => {
  switch (event.type) {
    case 'referral.drafted':
    case 'referral.accepted':
    case 'referral.declined':
    case 'referral.answered':
    case 'referral.withdrawn':
    case 'referral.closed':
      return { ...event, text: words }
    case 'referral.sent':
    case 'referral.acknowledged':
    case 'referral.escalated':
      throw new Error(`${event.type} holds no words`)
    default:
      return absurd(event)
  }
}
