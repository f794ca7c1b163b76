import type { Brand } from './brand.ts'

/** Customs administration, e.g. `hkc`. */
export type AgencyId = Brand<string, 'AgencyId'>
/** A desk of an administration, e.g. `hkc.cyber`. */
export type ContactPointId = Brand<string, 'ContactPointId'>
/** Pseudonym of a person in the log, e.g. `hkc.o1`; the name stays in the directory. */
export type OfficerId = Brand<string, 'OfficerId'>
/** A referral's reference, e.g. `HK-2026-000123`: running number per side and year, speakable. */
export type ReferralId = Brand<string, 'ReferralId'>
/** A reference such as `HK-N-2026-000123`; the letter says of which kind of matter. */
export type MatterId = Brand<string, 'MatterId'>
/** The log itself as a subject: its checkpoints, cosignatures and keys. */
export type LogId = Brand<'log', 'LogId'>
/** What entries, timers and messages belong to: a referral, a matter, a contact point's duty roster, or the log. */
export type SubjectId = ReferralId | MatterId | ContactPointId | LogId
/** A chat system as the core sees it; the core knows no names of any. */
export type PlatformName = Brand<string, 'PlatformName'>
/** A channel or person on a platform. */
export type PlaceId = Brand<string, 'PlaceId'>
/** What a platform calls a message it keeps. */
export type MessageId = Brand<string, 'MessageId'>
/** A language as a folder of `locales/` names it, e.g. `zh-HK`. */
export type Language = Brand<string, 'Language'>

const referralPattern = /^[A-Z]{2,4}-\d{4}-\d{6}$/

/** Reads a reference as typed: any case, full-width letters and digits included. */
export const toReferralId = (text: string): ReferralId | undefined => {
  const plain = text.normalize('NFKC').trim().toUpperCase()
  return referralPattern.test(plain) ? (plain as ReferralId) : undefined
}

const deskPattern = /^[a-z][a-z0-9]{1,15}\.[a-z][a-z0-9-]{0,20}$/

/** True for the roster of a contact point, which is filed under the contact point's own id. */
export const isDesk = (id: SubjectId): id is ContactPointId => deskPattern.test(id)

/** There is one log, so there is one such id. */
export const logId = 'log' as LogId

export const isLog = (id: SubjectId): id is LogId => id === logId

/** The reference with running number `n` (1 to 999,999) of `year`. */
export const nthReferralId = (prefix: string, year: number, n: number): ReferralId =>
  `${prefix}-${year}-${String(n).padStart(6, '0')}` as ReferralId

const matterPattern = /^[A-Z]{2,4}-[NSOAB]-\d{4}-\d{6}$/

/** True for a reference of a matter of any kind. */
export const isMatter = (id: SubjectId): id is MatterId => matterPattern.test(id)

/** As `toReferralId`. */
export const toMatterId = (text: string): MatterId | undefined => {
  const plain = text.normalize('NFKC').trim().toUpperCase()
  return matterPattern.test(plain) ? (plain as MatterId) : undefined
}

/** Which kind of matter: notification, shipment, operation, action item, bulletin. */
export type MatterLetter = 'N' | 'S' | 'O' | 'A' | 'B'

export const letterOf = (id: MatterId): MatterLetter => id.split('-')[1] as MatterLetter

export const nthMatterId = (
  prefix: string,
  letter: MatterLetter,
  year: number,
  n: number,
): MatterId => `${prefix}-${letter}-${year}-${String(n).padStart(6, '0')}` as MatterId

/** The running number within a reference. */
export const numberOf = (id: ReferralId | MatterId): number => Number(id.slice(-6))
