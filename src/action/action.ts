import { z } from 'zod'
import { tlps } from '../codes/tlp.ts'
import type { ContactPointId, Language, MatterId, OfficerId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import { matterClock } from '../matter/clocks.ts'

const id = <T extends string>() => z.custom<T>(value => typeof value === 'string' && value !== '')
const moment = z.custom<Instant>(value => Number.isSafeInteger(value))
const act = z.object({ by: id<OfficerId>(), at: moment })
const deskAct = act.extend({ desk: id<ContactPointId>() })

const textParts = ['item', 'progress', 'result', 'reopening', 'carrying', 'withdrawal'] as const
export type TextPart = (typeof textParts)[number]

/** Words of an officer, in the vault. */
const text = deskAct.extend({
  part: z.enum(textParts),
  language: id<Language>(),
  item: z.string(),
})
export type TextOfAction = z.infer<typeof text>

/** Put off to another meeting, of which the day is known. */
const carried = deskAct.extend({ meeting: z.string(), was: moment })

export const actionSchema = z.object({
  id: id<MatterId>(),
  status: z.enum(['open', 'done', 'withdrawn']),
  from: id<ContactPointId>(),
  other: id<ContactPointId>(),
  /** Whose it is: one of the two. */
  owner: id<ContactPointId>(),
  begun: act,
  due: moment,
  tlp: z.enum(tlps),
  /** The day of the meeting at which it was agreed. */
  agreed: z.string().exactOptional(),
  /** Reference of what it comes from. */
  link: z.string().exactOptional(),
  /** In order; the last one says for which meeting it is kept. */
  carried: z.array(carried),
  reopened: z.int().min(0),
  /** How it ended, while it is over. */
  ended: deskAct.exactOptional(),
  clocks: z.array(matterClock),
  texts: z.array(text),
  /** Its content was erased; what was written since is in `texts`. */
  erased: z.literal(true).exactOptional(),
})
export type Action = z.infer<typeof actionSchema>

export const partiesOf = (a: Action): readonly ContactPointId[] => [a.from, a.other]

export const isOpen = (a: Action): boolean => a.status === 'open'

/** The desk of the two that doesn't own it. */
export const counterpartOf = (a: Action): ContactPointId => (a.owner === a.from ? a.other : a.from)

export const isOverdue = (a: Action, now: Instant): boolean => isOpen(a) && a.due <= now

/** Counts from 1 what changes what either desk may do; that somebody reports on it changes nothing. */
export const revisionOf = (a: Action): number =>
  1 + a.carried.length + a.reopened * 2 + Number(!isOpen(a))
