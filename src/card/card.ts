import type { ContactPointId, Language, OfficerId, SubjectId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { Picture } from './chart.ts'
import type { MessageKey } from './key.ts'

/** Something to be said, before it has a language. */
export type Term =
  | { readonly kind: 'words'; readonly key: MessageKey; readonly params?: Params }
  /** The same in every language: a reference, a code. */
  | { readonly kind: 'data'; readonly text: string }
  | { readonly kind: 'instant'; readonly at: Instant }
  /** Milliseconds, said in the two largest units. */
  | { readonly kind: 'duration'; readonly ms: number }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'officer'; readonly id: OfficerId }
  | { readonly kind: 'contact-point'; readonly id: ContactPointId }
  /** The agency that a contact point belongs to. */
  | { readonly kind: 'agency'; readonly of: ContactPointId }
  /** Something that has a name of its own in each language, e.g. a holiday; English always. */
  | { readonly kind: 'names'; readonly names: Readonly<Record<string, string>> }
  /** A language of the catalogue, by its own name for itself. */
  | { readonly kind: 'language'; readonly of: Language }

export type Params = Readonly<Record<string, Term>>

export const words = (key: MessageKey, params?: Params): Term =>
  params ? { kind: 'words', key, params } : { kind: 'words', key }
export const data = (text: string): Term => ({ kind: 'data', text })
export const at = (moment: Instant): Term => ({ kind: 'instant', at: moment })
export const lasting = (ms: number): Term => ({ kind: 'duration', ms })
export const count = (value: number): Term => ({ kind: 'number', value })
export const officer = (id: OfficerId): Term => ({ kind: 'officer', id })
export const contactPoint = (id: ContactPointId): Term => ({ kind: 'contact-point', id })
export const agencyOf = (desk: ContactPointId): Term => ({ kind: 'agency', of: desk })
export const named = (names: Readonly<Record<string, string>>): Term => ({ kind: 'names', names })
export const languageNamed = (of: Language): Term => ({ kind: 'language', of })

/** How loud a card is; never by colour alone, the headline says it in words. */
export type Tone = 'calm' | 'attention' | 'urgent' | 'done'

/** A button is data, so that it works after a restart: subject, command and the revision it was shown at. */
export interface Button {
  readonly command: string
  /** Without one it is about nothing that is filed. */
  readonly subject?: SubjectId
  /** The referral's revision, or the number of the shift or swap of a roster that it is about. */
  readonly revision: number
  readonly label: MessageKey
  /** What its label names, where several of a card would else be alike. */
  readonly params?: Params
  readonly style: 'primary' | 'plain' | 'danger'
  /** Its press acts at once and is not easily undone, so it asks first. */
  readonly asks?: true
}

export interface FieldOfCard {
  readonly label: MessageKey
  readonly value: Term
}

/** An officer's own text: shown once, untouched, with its language named. */
export interface Quote {
  readonly label: MessageKey
  /** Said in place of the label where author and time go with it. */
  readonly title?: Term
  readonly language: Language
  readonly text: string
}

/** A text that is there to be copied, unaltered to the last character: see verbatim.ts for what may be one. */
export interface Verbatim {
  readonly label: MessageKey
  /** Of the file that it would be. */
  readonly name: string
  readonly text: string
}

/** A message as data: no prose, no markup, no platform. */
export interface Card {
  /** Which card this is, e.g. `referral`; golden tests and style hang on it. */
  readonly name: string
  readonly tone: Tone
  /** The state in the first line. */
  readonly headline: Term
  /** For a lock screen or a list: names nothing of the case but its reference. */
  readonly notification: Term
  /** Who may see it and what may be done with it; on every card of a referral that has one. */
  readonly marking?: readonly Term[]
  readonly fields: readonly FieldOfCard[]
  /** Sentences: one line per language of the place. */
  readonly lines: readonly Term[]
  readonly quotes: readonly Quote[]
  readonly verbatim?: Verbatim
  /** Figures that a place may draw; the card says all of it in words too. */
  readonly picture?: Picture
  readonly buttons: readonly Button[]
  /** Only who must act now. */
  readonly mentions: readonly OfficerId[]
  readonly footer: readonly Term[]
}

const bare: Omit<Card, 'name' | 'headline' | 'notification'> = {
  tone: 'calm',
  fields: [],
  lines: [],
  quotes: [],
  buttons: [],
  mentions: [],
  footer: [],
}

/** A card of which only what differs from a bare one is given. */
export const card = (parts: Partial<Card> & Pick<Card, 'name' | 'headline'>): Card => ({
  ...bare,
  notification: parts.headline,
  ...parts,
})
