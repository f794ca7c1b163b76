import { z } from 'zod'
import { bulletinKinds } from '../codes/bulletin.ts'
import { tlps } from '../codes/tlp.ts'
import type { ContactPointId, Language, MatterId, OfficerId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import { matterClock } from '../matter/clocks.ts'

const id = <T extends string>() => z.custom<T>(value => typeof value === 'string' && value !== '')
const moment = z.custom<Instant>(value => Number.isSafeInteger(value))
const act = z.object({ by: id<OfficerId>(), at: moment })

/** Words of an officer, in the vault. */
const text = act.extend({
  part: z.enum(['version', 'review', 'withdrawal']),
  /** Of which revision. */
  revision: z.int().min(1),
  language: id<Language>(),
  item: z.string(),
})
export type TextOfBulletin = z.infer<typeof text>

/** A desk that it was sent to; `read`: a named officer of it has read the present revision. */
const addressee = z.object({ desk: id<ContactPointId>(), read: act.exactOptional() })
export type Addressee = z.infer<typeof addressee>

export const bulletinSchema = z.object({
  id: id<MatterId>(),
  status: z.enum(['open', 'withdrawn']),
  kind: z.enum(bulletinKinds),
  from: id<ContactPointId>(),
  begun: act,
  tlp: z.enum(tlps),
  /** Counts from 1; each puts its text in place of the one before. */
  revision: z.int().min(1),
  revised: act.exactOptional(),
  addressees: z.array(addressee),
  /** The day on which it is looked at again. */
  review: z.string(),
  reviewBy: moment,
  /** How often it was confirmed. */
  reviews: z.array(act),
  ended: act.exactOptional(),
  clocks: z.array(matterClock),
  texts: z.array(text),
  /** Its content was erased; what was written since is in `texts`. */
  erased: z.literal(true).exactOptional(),
})
export type Bulletin = z.infer<typeof bulletinSchema>

export const partiesOf = (b: Bulletin): readonly ContactPointId[] => [
  b.from,
  ...b.addressees.map(a => a.desk),
]

export const isOpen = (b: Bulletin): boolean => b.status === 'open'

/** The desk as one that it was sent to; undefined for the sender. */
export const addresseeAt = (b: Bulletin, desk: ContactPointId): Addressee | undefined =>
  b.addressees.find(a => a.desk === desk)

/** The present text, in each language that there is; the first is the one that it was written in. */
export const versionsOf = (b: Bulletin): readonly TextOfBulletin[] =>
  b.texts.filter(t => t.part === 'version' && t.revision === b.revision)

/** In the first of these languages that there is, else in the one that it was written in. */
export const versionFor = (
  b: Bulletin,
  languages: readonly Language[] = [],
): TextOfBulletin | undefined => {
  const versions = versionsOf(b)
  const [wanted] = languages.flatMap(l => versions.filter(v => v.language === l))
  return wanted ?? versions[0]
}

export const unreadBy = (b: Bulletin): readonly ContactPointId[] =>
  isOpen(b) && !isBare(b) ? b.addressees.filter(a => !a.read).map(a => a.desk) : []

/** There is nothing of it to read. */
export const isBare = (b: Bulletin): boolean => versionsOf(b).length === 0

/**
 * Counts from 1 what changes what that desk may do. That others read it counts for none, so the button of one
 * outlives the receipts of all others; a translation counts for the sender alone.
 */
export const revisionOf = (b: Bulletin, desk: ContactPointId): number =>
  b.revision * 1000 +
  Number(!isOpen(b)) +
  (desk === b.from
    ? versionsOf(b).length + b.reviews.length
    : Number(addresseeAt(b, desk)?.read !== undefined))
