import type { Language } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { Tone } from './card.ts'
import type { Bar, ChartOf, ChartRow } from './chart.ts'
import type { Widget } from './form.ts'

/** A piece of text and the language it is in; data that is no language has none. */
export interface Part {
  readonly text: string
  readonly language?: Language
}

/** Something said in the languages of a place: several parts where they differ, one where they don't. */
export interface Spoken {
  readonly parts: readonly Part[]
  /** Where it is a moment, so that a platform may add the reader's own time beside it. */
  readonly at?: Instant
}

/** Parts as one text, joined as on a bilingual sign: `狀態 / 상태`. */
export const joined = (spoken: Spoken): string => spoken.parts.map(p => p.text).join(' / ')

/** What is asked before a press that acts at once. */
export interface SpokenConfirm {
  readonly title: Spoken
  readonly text: Spoken
  readonly yes: Spoken
  readonly no: Spoken
}

export interface SpokenButton {
  readonly label: Spoken
  /** `v1:<subject>:<command>:<revision>` */
  readonly data: string
  readonly style: 'primary' | 'plain' | 'danger'
  readonly confirm?: SpokenConfirm
}

export interface SpokenQuote {
  readonly label: Spoken
  readonly language: Language
  readonly languageName: string
  readonly text: string
}

/** A chart in the words of one place. */
export interface SpokenChart {
  readonly subject: Spoken
  readonly title: Spoken
  readonly notes: readonly { readonly label: Spoken; readonly value: Spoken }[]
  readonly sides: readonly { readonly code: string; readonly name: Spoken }[]
  readonly rows: readonly {
    readonly label: Spoken
    readonly tone: ChartRow['tone']
    readonly bars: readonly Bar[]
  }[]
}

export interface SpokenPicture {
  readonly name: string
  readonly alt: Spoken
  readonly chart: SpokenChart
  readonly of: ChartOf
}

/** Shown in letters of one width, with nothing of it changed, so that what is copied is what was meant. */
export interface SpokenVerbatim {
  readonly label: Spoken
  readonly name: string
  readonly text: string
}

/** A card in the words of one place. Only the look is left to the platform. */
export interface SpokenCard {
  readonly name: string
  readonly tone: Tone
  readonly headline: Spoken
  readonly notification: Spoken
  readonly marking?: readonly Spoken[]
  readonly fields: readonly { readonly label: Spoken; readonly value: Spoken }[]
  /** One part per line. */
  readonly lines: readonly Spoken[]
  readonly quotes: readonly SpokenQuote[]
  readonly verbatim?: SpokenVerbatim
  readonly picture?: SpokenPicture
  readonly buttons: readonly SpokenButton[]
  /** Who is called, by officer and by the name to show. */
  readonly mentions: readonly { readonly officer: string; readonly name: string }[]
  readonly footer: readonly Spoken[]
}

export interface SpokenInput {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly widget: Widget
  readonly required: boolean
  readonly group?: string
  readonly max?: number
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  readonly value?: string
  readonly problem?: string
}

/** A form in the words of one officer. */
export interface SpokenForm {
  /** `v1:<subject or ->:<command>:<revision>` */
  readonly data: string
  readonly language: Language
  readonly title: string
  readonly about?: string
  readonly submit: string
  readonly cancel: string
  readonly inputs: readonly SpokenInput[]
}

/** The form with what was given so far, so that a step back or a refusal loses nothing. */
export const withValues = (
  form: SpokenForm,
  values: Readonly<Record<string, string>>,
): SpokenForm => ({
  ...form,
  inputs: form.inputs.map(input => {
    const value = Object.hasOwn(values, input.name) ? values[input.name] : undefined
    return value === undefined ? input : { ...input, value }
  }),
})

/** A part of an officer's own page. Names are for style and tests; the heading is for the eye. */
export interface SpokenPart {
  readonly name: 'turn' | 'soon' | 'duty' | 'settings' | 'help'
  readonly heading: string
  readonly cards: readonly SpokenCard[]
  /** That there is nothing, or how many more there are. */
  readonly note?: string
}
