import { z } from 'zod'
import { categories, declineCodes, outcomes, priorities, type Side, states } from '../kit/codes.ts'
import type { ContactPointId, Language, MatterId, OfficerId, ReferralId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import type { ContentRef } from '../ports/vault.ts'
import type { ActionResult, Escalated, Marking, Measure, ReferralEvent } from './events.ts'
import { runningDeadline } from './running.ts'

const id = <T extends string>() => z.custom<T>(value => typeof value === 'string' && value !== '')
const moment = z.custom<Instant>(value => Number.isSafeInteger(value))
const plain = <T>() => z.custom<T>(value => typeof value === 'object' && value !== null)
const side = z.enum(['sender', 'receiver'])

const act = z.object({ by: id<OfficerId>(), at: moment })

const textParts = [
  'referral',
  'details',
  'acceptance',
  'request',
  'supply',
  'forwarding',
  'return',
  'interim',
  'extension',
  'decline',
  'answer',
  'withdrawal',
  'closing',
  'reopening',
  'note',
  'consent',
  'translation',
  'correction',
  'snooze',
] as const
export type TextPart = (typeof textParts)[number]

const text = z.object({
  part: z.enum(textParts),
  language: id<Language>(),
  ref: plain<ContentRef>(),
  by: id<OfficerId>(),
  at: moment,
  /** Only this side may read it. */
  side: side.exactOptional(),
  /** The item of which it is a translation, and the day it was made. */
  of: z.string().exactOptional(),
  on: z.string().exactOptional(),
})
export type TextOfReferral = z.infer<typeof text>

const consent = z.object({
  by: side,
  purpose: z.enum(['onward', 'court']),
  proposed: z.enum(['granted', 'conditions', 'refused']).exactOptional(),
  proposer: id<OfficerId>().exactOptional(),
  /** The item in the vault of what was said with the proposal. */
  words: z.string().exactOptional(),
  decision: z.enum(['granted', 'conditions', 'refused']).exactOptional(),
})
export type Consent = z.infer<typeof consent>

/** A referral as its events leave it. A snapshot of it is kept, but the log is the truth. */
export const referralSchema = z.object({
  id: id<ReferralId>(),
  state: z.enum(states),
  /** Counts officers' acts from 1: what a button was shown at. The clock's acts don't count. */
  revision: z.int().min(1),
  from: id<ContactPointId>(),
  to: id<ContactPointId>(),
  category: z.enum(categories),
  priority: z.enum(priorities),
  observedAt: moment.exactOptional(),
  /** An exercise: it goes the real way, asks for nothing real, and is in no statistics. */
  drill: z.literal(true).exactOptional(),
  /** Of an exercise that was sent: its limit and the steps taken, kept for its report. */
  drillRun: z
    .object({
      due: moment.exactOptional(),
      calls: z.array(z.object({ at: moment, event: plain<Escalated>() })),
      /** Steps beyond the first few, of which only the number is kept. */
      more: z.int().min(0),
    })
    .exactOptional(),
  parent: z
    .object({ id: id<ReferralId>(), kind: z.enum(['follow-up', 'extension']) })
    .exactOptional(),
  /** The notification that it was begun from. */
  notification: id<MatterId>().exactOptional(),
  marking: plain<Marking>().exactOptional(),
  urgency: z.string().exactOptional(),
  actions: z.array(z.string()),
  details: z.record(z.string(), z.string()),
  /** Inputs of the form that hold words in the vault. */
  given: z.array(z.string()),
  acts: z.partialRecord(z.enum(states), act),
  /** Who wrote the draft: none of them may approve it. */
  authors: z.array(id<OfficerId>()),
  approved: act.exactOptional(),
  /** Where it goes on after a request for information. */
  resume: z.enum(states).exactOptional(),
  assignees: z.object({
    sender: id<OfficerId>().exactOptional(),
    receiver: id<OfficerId>().exactOptional(),
  }),
  extension: z.object({ until: moment, by: id<OfficerId>() }).exactOptional(),
  extensions: z.int().min(0),
  duplicate: z.object({ of: z.string(), by: side }).exactOptional(),
  consents: z.array(consent),
  results: z.array(plain<ActionResult>()),
  measures: z.array(plain<Measure>()),
  reason: z.enum(declineCodes).exactOptional(),
  outcome: z.enum(outcomes).exactOptional(),
  deadlines: z.array(runningDeadline),
  /** Steps reached over its whole life. */
  escalations: z.int().min(0),
  texts: z.array(text),
  erased: z.boolean(),
})
export type Referral = z.infer<typeof referralSchema>

/** An event with when and by whom, as the log has it. */
export interface Happened {
  readonly event: ReferralEvent
  readonly at: Instant
  readonly by: OfficerId | 'clock'
}

/** Which side must act; nobody once it is over. */
export const whoseTurn = (r: Referral): Side | 'nobody' => {
  switch (r.state) {
    case 'draft':
    case 'info_requested':
    case 'answered':
    case 'declined':
      return 'sender'
    case 'sent':
    case 'acknowledged':
    case 'accepted':
    case 'forwarded':
      return 'receiver'
    case 'withdrawn':
    case 'closed':
      return 'nobody'
    default:
      return absurd(r.state)
  }
}

export const isOpen = (r: Referral): boolean => whoseTurn(r) !== 'nobody'

/** Whether it is in any statistics: an exercise never is. */
export const counts = (r: Referral): boolean => r.drill === undefined

export const wasSent = (r: Referral): boolean => r.acts.sent !== undefined

export const sideOf = (r: Referral, desk: ContactPointId): Side | undefined =>
  desk === r.from ? 'sender' : desk === r.to ? 'receiver' : undefined

export const deskOf = (r: Pick<Referral, 'from' | 'to'>, side: Side): ContactPointId =>
  side === 'sender' ? r.from : r.to

export const otherSide = (side: Side): Side => (side === 'sender' ? 'receiver' : 'sender')

/** The consent that was asked for and is not decided; there is one at a time. */
export const openConsent = (r: Referral): Consent | undefined =>
  r.consents.find(c => c.decision === undefined)
