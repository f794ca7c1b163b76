import { z } from 'zod'
import { stepSchema } from '../escalation/policy.ts'
import {
  categories,
  deadlineNames,
  declineCodes,
  outcomes,
  priorities,
  type Side,
  type State,
  states,
} from '../kit/codes.ts'
import type { ContactPointId, Language, OfficerId, ReferralId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { fromRfc3339, type Instant } from '../kit/time.ts'
import type { ContentRef } from '../ports/vault.ts'
import type { Drafted, Escalated, ReferralEvent, TextRef } from './events.ts'

const id = <T extends string>() => z.custom<T>(value => typeof value === 'string' && value !== '')
const moment = z.custom<Instant>(value => Number.isSafeInteger(value))

const act = z.object({ by: id<OfficerId>(), at: moment })

const runningDeadline = z.object({
  name: z.enum(deadlineNames),
  due: moment,
  steps: z.array(stepSchema),
  /** How many steps were reached; more than none means overdue. */
  reached: z.int().min(0),
  /** Calls that were made, so that they can be taken back when it is met. */
  calls: z.array(
    z.object({
      revision: z.int().min(1),
      event: z.custom<Escalated>(value => typeof value === 'object' && value !== null),
    }),
  ),
})
export type RunningDeadline = z.infer<typeof runningDeadline>

const textParts = ['referral', 'acceptance', 'decline', 'answer', 'withdrawal', 'closing'] as const
export type TextPart = (typeof textParts)[number]

const text = z.object({
  part: z.enum(textParts),
  language: id<Language>(),
  ref: z.custom<ContentRef>(value => typeof value === 'object' && value !== null),
})

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
  observedAt: moment.optional(),
  acts: z.partialRecord(z.enum(states), act),
  reason: z.enum(declineCodes).optional(),
  outcome: z.enum(outcomes).optional(),
  deadlines: z.array(runningDeadline),
  /** Steps reached over its whole life. */
  escalations: z.int().min(0),
  texts: z.array(text),
})
export type Referral = z.infer<typeof referralSchema>

/** An event with when and by whom, as the log has it. */
export interface Happened {
  readonly event: ReferralEvent
  readonly at: Instant
  readonly by: OfficerId | 'clock'
}

const born = (id: ReferralId, event: Drafted): Referral => ({
  id,
  state: 'draft',
  revision: 0,
  from: event.from as ContactPointId,
  to: event.to as ContactPointId,
  category: event.category,
  priority: event.priority,
  ...(event.observedAt ? { observedAt: fromRfc3339(event.observedAt) } : {}),
  acts: {},
  deadlines: [],
  escalations: 0,
  texts: [],
})

const withText = (r: Referral, part: TextPart, text: TextRef | undefined): Referral =>
  text
    ? { ...r, texts: [...r.texts, { part, language: text.language as Language, ref: text.ref }] }
    : r

/** An officer's act: the new state, who and when, and which deadlines it stops. */
const step = (r: Referral, to: State, h: Happened, stops: 'ack' | 'all' | 'none'): Referral => ({
  ...r,
  state: to,
  revision: r.revision + 1,
  acts: h.by === 'clock' ? r.acts : { ...r.acts, [to]: { by: h.by, at: h.at } },
  deadlines:
    stops === 'none'
      ? r.deadlines
      : stops === 'all'
        ? []
        : r.deadlines.filter(d => d.name !== 'ack'),
})

const existing = (r: Referral | undefined): Referral => {
  if (!r) throw new Error('the first event of a referral must be its draft')
  return r
}

/** Folds one event into the state. Total: any event of the union, in the order of the log. */
export const evolve = (before: Referral | undefined, id: ReferralId, h: Happened): Referral => {
  const e = h.event
  if (e.type === 'referral.drafted')
    return withText(step(born(id, e), 'draft', h, 'none'), 'referral', e.text)
  const r = existing(before)
  switch (e.type) {
    case 'referral.sent':
      return {
        ...step(r, 'sent', h, 'none'),
        deadlines: e.clocks.map(c => ({
          name: c.name,
          due: fromRfc3339(c.due),
          steps: c.steps,
          reached: 0,
          calls: [],
        })),
      }
    case 'referral.acknowledged':
      return step(r, 'acknowledged', h, 'ack')
    case 'referral.accepted':
      return withText(step(r, 'accepted', h, 'ack'), 'acceptance', e.text)
    case 'referral.declined':
      return { ...withText(step(r, 'declined', h, 'all'), 'decline', e.text), reason: e.reason }
    case 'referral.answered':
      return withText(step(r, 'answered', h, 'all'), 'answer', e.text)
    case 'referral.withdrawn':
      return withText(step(r, 'withdrawn', h, 'all'), 'withdrawal', e.text)
    case 'referral.closed':
      return { ...withText(step(r, 'closed', h, 'all'), 'closing', e.text), outcome: e.outcome }
    case 'referral.escalated':
      return {
        ...r,
        escalations: r.escalations + 1 + e.missed.length,
        deadlines: r.deadlines.map(d =>
          d.name === e.deadline
            ? {
                ...d,
                reached: e.step + 1,
                calls: [...d.calls, { revision: r.revision, event: e }],
              }
            : d,
        ),
      }
    default:
      return absurd(e)
  }
}

/** Which side must act; nobody once it is over. */
export const whoseTurn = (r: Referral): Side | 'nobody' => {
  switch (r.state) {
    case 'draft':
    case 'answered':
    case 'declined':
      return 'sender'
    case 'sent':
    case 'acknowledged':
    case 'accepted':
      return 'receiver'
    case 'withdrawn':
    case 'closed':
      return 'nobody'
    default:
      return absurd(r.state)
  }
}

export const isOpen = (r: Referral): boolean => whoseTurn(r) !== 'nobody'

export const sideOf = (r: Referral, desk: ContactPointId): Side | undefined =>
  desk === r.from ? 'sender' : desk === r.to ? 'receiver' : undefined
