import { z } from 'zod'
import { actions } from '../codes/action.ts'
import { feedbacks } from '../codes/feedback.ts'
import { addresseeRoles, notificationKinds, waysOfTelling } from '../codes/notification.ts'
import { verdicts } from '../codes/report.ts'
import { tlps } from '../codes/tlp.ts'
import { urgencyReasons } from '../codes/urgency.ts'
import { categories, outcomes } from '../kit/codes.ts'
import type { ContactPointId, Language, MatterId, OfficerId, ReferralId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import { matterClock } from '../matter/clocks.ts'

const id = <T extends string>() => z.custom<T>(value => typeof value === 'string' && value !== '')
const moment = z.custom<Instant>(value => Number.isSafeInteger(value))
const act = z.object({ by: id<OfficerId>(), at: moment })

const textParts = [
  'facts',
  'answer',
  'telling',
  'confirmation',
  'supplement',
  'holder',
  'verdict',
  'closing',
  'withdrawal',
] as const
export type TextPart = (typeof textParts)[number]

/** Words of an officer, in the vault. */
const text = act.extend({
  part: z.enum(textParts),
  desk: id<ContactPointId>(),
  language: id<Language>(),
  item: z.string(),
})
export type TextOfNotification = z.infer<typeof text>

const addressee = z.object({
  desk: id<ContactPointId>(),
  role: z.enum(addresseeRoles),
  acknowledged: act.exactOptional(),
  /** In order; the last one holds. */
  answers: z.array(act.extend({ result: z.enum(feedbacks), controlled: moment.exactOptional() })),
  referrals: z.array(id<ReferralId>()),
})
export type Addressee = z.infer<typeof addressee>

/** A contact that is not on Liaison, by its number from 1; its name is in the vault. */
const external = z.object({
  told: act.extend({ way: z.enum(waysOfTelling), told: moment }).exactOptional(),
})

/** A rights holder whom a desk asked whether goods or a right are genuine. */
const holder = act.extend({
  desk: id<ContactPointId>(),
  verified: act.extend({ verdict: z.enum(verdicts), on: z.string() }).exactOptional(),
})
export type Holder = z.infer<typeof holder>

export const notificationSchema = z.object({
  id: id<MatterId>(),
  status: z.enum(['open', 'closed', 'withdrawn']),
  kind: z.enum(notificationKinds),
  from: id<ContactPointId>(),
  sent: act,
  category: z.enum(categories),
  actions: z.array(z.enum(actions)),
  urgency: z.enum(urgencyReasons),
  tlp: z.enum(tlps),
  arrival: moment.exactOptional(),
  /** The arrival passed while somebody had not answered. */
  arrivedUnanswered: z.boolean(),
  oral: z.boolean(),
  confirmed: act.exactOptional(),
  addressees: z.array(addressee),
  externals: z.array(external),
  holders: z.array(holder),
  ended: act.exactOptional(),
  outcome: z.enum(outcomes).exactOptional(),
  clocks: z.array(matterClock),
  texts: z.array(text),
  /** Its content was erased; what was written since is in `texts`. */
  erased: z.literal(true).exactOptional(),
})
export type Notification = z.infer<typeof notificationSchema>

/** The desk as one that it was sent to; undefined for the sender. */
export const addresseeAt = (n: Notification, desk: ContactPointId): Addressee | undefined =>
  n.addressees.find(a => a.desk === desk)

export const partiesOf = (n: Notification): readonly ContactPointId[] => [
  n.from,
  ...n.addressees.map(a => a.desk),
]

export const isOpen = (n: Notification): boolean => n.status === 'open'

/** Told by telephone and not yet confirmed in writing. */
export const owesWriting = (n: Notification): boolean => n.oral && n.confirmed === undefined

export const untold = (n: Notification): readonly number[] =>
  n.externals.flatMap((e, i) => (e.told ? [] : [i + 1]))

/** The one that the desk asked and that has said nothing yet. */
export const openHolder = (n: Notification, desk: ContactPointId): Holder | undefined =>
  n.holders.find(h => h.desk === desk && h.verified === undefined)

/**
 * Counts from 1 what changes what that desk may do. What others do counts for none of them, so the button
 * of an addressee outlives the acknowledgements of all others.
 */
export const revisionOf = (n: Notification, desk: ContactPointId): number => {
  const own = addresseeAt(n, desk)
  const asked = n.holders.filter(h => h.desk === desk)
  return (
    1 +
    Number(!isOpen(n)) +
    asked.length +
    asked.filter(h => h.verified).length +
    (own
      ? Number(own.acknowledged !== undefined) + own.answers.length
      : Number(n.confirmed !== undefined))
  )
}

/** Words of the sender are for all, those of an addressee for it and the sender; telling is the sender's own. */
const isFor = (n: Notification, t: TextOfNotification, desk: ContactPointId): boolean => {
  if (t.desk === desk) return true
  if (desk === n.from) return true
  return t.desk === n.from && t.part !== 'telling'
}

export const textsFor = (n: Notification, desk?: ContactPointId): readonly TextOfNotification[] =>
  desk === undefined ? n.texts : n.texts.filter(t => isFor(n, t, desk))
