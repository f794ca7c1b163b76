import { z } from 'zod'
import { snoozeReasons } from '../codes/snooze.ts'
import { ruleSchema, stepSchema, target } from '../escalation/policy.ts'
import { categories, deadlineNames, declineCodes, outcomes, priorities } from '../kit/codes.ts'
import { absurd } from '../kit/result.ts'

const moment = z.iso.datetime({ precision: 3 })
const side = z.enum(['sender', 'receiver'])
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9+.:/-]{0,63}$/)

const contentRef = z.strictObject({
  item: z.string().min(1),
  commit: z.string().min(1),
  bytes: z.int().min(0),
})

/** Text of an officer: where it is in the vault, and the language it was written in. */
export const textRef = z.strictObject({ language: z.string().min(2), ref: contentRef })
export type TextRef = z.infer<typeof textRef>

/** A clock as it starts, frozen: a later policy never moves a running deadline. */
const clock = z.strictObject({
  name: z.enum(deadlineNames),
  owner: side,
  due: moment,
  steps: z.array(stepSchema).min(1),
  againMinutes: z.int().min(10).exactOptional(),
  /** When it started, and how its due time was counted from there; absent where a date was given. */
  since: moment.exactOptional(),
  rule: ruleSchema.exactOptional(),
  snoozeMinutes: z.int().min(1).exactOptional(),
})
export type ClockStart = z.infer<typeof clock>

/** Who may see it, what may be done with it, and whether it may go on or to court. */
const marking = z.strictObject({
  tlp: code,
  pap: code,
  handling: z.array(code),
  court: z.enum(['yes', 'no', 'ask']),
})
export type Marking = z.infer<typeof marking>

const result = z.strictObject({ action: code, result: code })
const measure = z.strictObject({
  kind: code,
  value: z.string().regex(/^\d{1,15}(\.\d{1,6})?$/),
  unit: code,
  currency: code.exactOptional(),
  basis: code,
})
export type Measure = z.infer<typeof measure>
export type ActionResult = z.infer<typeof result>

/** Codes, figures and moments of a category's form by input name; an officer's words never. */
const details = z.record(z.string(), z.string().max(200))

const of = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(`referral.${type}` as const), ...shape })

const said = { text: textRef.exactOptional() }

const drafted = of('drafted', {
  from: z.string(),
  to: z.string(),
  category: z.enum(categories),
  priority: z.enum(priorities),
  observedAt: moment.exactOptional(),
  /** An exercise: it goes the real way, asks for nothing real, and is in no statistics. */
  drill: z.literal(true).exactOptional(),
  /** The referral it follows or whose preservation it extends. */
  parent: z
    .strictObject({ id: z.string(), kind: z.enum(['follow-up', 'extension']) })
    .exactOptional(),
  /** The notification that it was begun from. */
  notification: z.string().exactOptional(),
  ...said,
})
const filled = of('filled', {
  marking,
  urgency: code.exactOptional(),
  actions: z.array(code),
  details,
  /** Names of the inputs that hold an officer's words. */
  given: z.array(code),
  ...said,
})
/** A second officer agrees that it may be sent. */
const approved = of('approved', {})
const sent = of('sent', { clocks: z.array(clock) })
const acknowledged = of('acknowledged', { clocks: z.array(clock) })
const accepted = of('accepted', said)
const infoRequested = of('info_requested', { clocks: z.array(clock), ...said })
const infoSupplied = of('info_supplied', said)
const forwarded = of('forwarded', { clocks: z.array(clock), ...said })
const returned = of('returned', said)
const interim = of('interim', { clocks: z.array(clock), ...said })
const extensionAsked = of('extension_asked', { until: moment, ...said })
const extensionApproved = of('extension_approved', { until: moment })
const extensionRejected = of('extension_rejected', said)
/** The sender changed it: what, from what to what; a raised priority brings new clocks. */
const amended = of('amended', {
  changes: z.record(z.string(), z.strictObject({ from: z.string(), to: z.string() })),
  priority: z.enum(priorities).exactOptional(),
  clocks: z.array(clock),
  marking: marking.exactOptional(),
  urgency: code.exactOptional(),
  actions: z.array(code).exactOptional(),
  details: details.exactOptional(),
  given: z.array(code).exactOptional(),
  ...said,
})
const declined = of('declined', { reason: z.enum(declineCodes), clocks: z.array(clock), ...said })
const answered = of('answered', {
  results: z.array(result),
  preservedUntil: moment.exactOptional(),
  clocks: z.array(clock),
  ...said,
})
const withdrawn = of('withdrawn', said)
const closed = of('closed', {
  outcome: z.enum(outcomes),
  /** What made it too late. */
  cause: code.exactOptional(),
  measures: z.array(measure),
  ...said,
})
const reopened = of('reopened', { clocks: z.array(clock), ...said })
const duplicateProposed = of('duplicate_proposed', { of: z.string(), by: side })
const duplicateConfirmed = of('duplicate_confirmed', {})
const duplicateDenied = of('duplicate_denied', {})
/** Who works on it at a side; `handedOver`: by the one who did so far. */
const assigned = of('assigned', { side, officer: z.string(), handedOver: z.boolean() })
/** For the own desk only. */
const noted = of('noted', { side, ...said })
const consentAsked = of('consent_asked', {
  by: side,
  purpose: z.enum(['onward', 'court']),
  clocks: z.array(clock),
  ...said,
})
/** One officer of the originator proposes, another decides. */
const consentProposed = of('consent_proposed', {
  decision: z.enum(['granted', 'conditions', 'refused']),
  ...said,
})
const consentDecided = of('consent_decided', {
  decision: z.enum(['granted', 'conditions', 'refused']),
})
const translated = of('translated', { of: z.string(), on: z.iso.date(), ...said })
/** Content and key are gone from the vault; what was committed to stays provable. */
/** What is wrong with the entry at that position of the log, said in another: nothing is ever edited. */
const corrected = of('corrected', { seq: z.int().min(0), ...said })
const erased = of('erased', {})
/** The owner puts off the calls of its own clocks; due times stay. */
const snoozed = of('snoozed', {
  side,
  until: moment,
  reason: z.enum(snoozeReasons),
  deadlines: z.array(z.enum(deadlineNames)).min(1),
  ...said,
})
/** The exercise is over: somebody of the other side has acknowledged it. */
const drillEnded = of('drill_ended', {})
/**
 * Why steps were leapt over. `hours`: they waited for the owner's working hours. `down`: the system was
 * not running from then to then. `clock`: the time was in doubt from then to then.
 */
const because = z.union([
  z.strictObject({ kind: z.literal('hours') }),
  z.strictObject({ kind: z.enum(['down', 'clock']), from: moment, to: moment }),
])
export type Because = z.infer<typeof because>
/** One of several deadlines of a desk that fell due in the same minute and were told in one message. */
const bundled = z.strictObject({
  subject: z.string(),
  deadline: z.enum(deadlineNames),
  step: z.int().min(0),
  due: moment,
})
export type Bundled = z.infer<typeof bundled>
/**
 * The clock's own act: the next step of a deadline was reached, with the steps it leapt over. A step
 * beyond the policy's last is that one once more.
 */
const escalated = of('escalated', {
  deadline: z.enum(deadlineNames),
  owner: side,
  step: z.int().min(0),
  due: moment,
  tell: z.array(target).min(1),
  /**
   * Steps of the policy that it leapt over, and how many repeats of the last one; none where they waited
   * for the same working hours, as nothing was missed then.
   */
  missed: z.array(z.int().min(0)),
  missedRounds: z.int().min(1).exactOptional(),
  because: because.exactOptional(),
  /** When this step was to be taken; statistics of lateness count from it. */
  planned: moment.exactOptional(),
  /** Who was called at the owner's desk, and at the other one. */
  called: z.array(z.string()).exactOptional(),
  calledOther: z.array(z.string()).exactOptional(),
  /** All that were told in one message with it, itself included. */
  bundle: z.array(bundled).min(2).max(20).exactOptional(),
})

export const referralEventSchema = z.discriminatedUnion('type', [
  drafted,
  filled,
  approved,
  sent,
  acknowledged,
  accepted,
  infoRequested,
  infoSupplied,
  forwarded,
  returned,
  interim,
  extensionAsked,
  extensionApproved,
  extensionRejected,
  amended,
  declined,
  answered,
  withdrawn,
  closed,
  reopened,
  duplicateProposed,
  duplicateConfirmed,
  duplicateDenied,
  assigned,
  noted,
  consentAsked,
  consentProposed,
  consentDecided,
  translated,
  corrected,
  erased,
  escalated,
  snoozed,
  drillEnded,
])

/** What happened to a referral, past tense. Holds codes and ids; people's own words are in the vault. */
export type ReferralEvent = z.infer<typeof referralEventSchema>
export type Drafted = z.infer<typeof drafted>
export type Escalated = z.infer<typeof escalated>
export type Snoozed = z.infer<typeof snoozed>

/** The event with the officer's words, where its kind can hold any. */
export const withText = (event: ReferralEvent, words: TextRef): ReferralEvent => {
  switch (event.type) {
    case 'referral.drafted':
    case 'referral.filled':
    case 'referral.accepted':
    case 'referral.info_requested':
    case 'referral.info_supplied':
    case 'referral.forwarded':
    case 'referral.returned':
    case 'referral.interim':
    case 'referral.extension_asked':
    case 'referral.extension_rejected':
    case 'referral.amended':
    case 'referral.declined':
    case 'referral.answered':
    case 'referral.withdrawn':
    case 'referral.closed':
    case 'referral.reopened':
    case 'referral.noted':
    case 'referral.consent_asked':
    case 'referral.consent_proposed':
    case 'referral.translated':
    case 'referral.corrected':
    case 'referral.snoozed':
      return { ...event, text: words }
    case 'referral.approved':
    case 'referral.sent':
    case 'referral.acknowledged':
    case 'referral.extension_approved':
    case 'referral.duplicate_proposed':
    case 'referral.duplicate_confirmed':
    case 'referral.duplicate_denied':
    case 'referral.assigned':
    case 'referral.consent_decided':
    case 'referral.erased':
    case 'referral.escalated':
    case 'referral.drill_ended':
      throw new Error(`${event.type} holds no words`)
    default:
      return absurd(event)
  }
}
