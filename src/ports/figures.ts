import type { Bar } from '../card/chart.ts'
import type { Language } from '../kit/ids.ts'
import type { Answer } from './platform.ts'

/** Which week, and with which other desk; the newest that is over and the first desk where not given. */
export interface FiguresAsked {
  /** Of ISO 8601, `2026-W47`. */
  readonly week?: string
  /** Id of the other desk, or of both joined by `+`. */
  readonly pair?: string
}

export interface FigureRow {
  readonly label: string
  /** `late`: what somebody must look at, unless it is nought. */
  readonly tone: 'plain' | 'late'
  /** Of each side, one for each column; null where there are no figures of that week. */
  readonly sides: readonly (readonly (Bar | null)[])[]
}

/** The week in figures as an officer reads it, with what it is compared with. In the officer's language. */
export interface SpokenFigures {
  readonly title: string
  readonly week: string
  /** The other desk. */
  readonly pair: string
  /** Those of which there are figures, newest first; one may be under way. */
  readonly weeks: readonly { readonly id: string; readonly label: string }[]
  readonly pairs: readonly { readonly id: string; readonly label: string }[]
  /** From when until when, and how both sides know that they read the same. */
  readonly notes: readonly { readonly label: string; readonly value: string }[]
  readonly sides: readonly { readonly code: string; readonly name: string }[]
  /** This week, the week before, the same week last year. */
  readonly columns: readonly string[]
  /** All priorities together, then each. */
  readonly groups: readonly {
    readonly id: string
    readonly label: string
    readonly rows: readonly FigureRow[]
  }[]
  /** Every figure of the week, as files to keep. */
  readonly csv: string
  readonly json: string
}

export interface FiguresShown {
  readonly kind: 'figures'
  readonly language: Language
  readonly figures: SpokenFigures
}

/** The figures; a card where there are none to show, a refusal where they may not be asked for or not yet. */
export type FiguresAnswer = FiguresShown | Exclude<Answer, { kind: 'form' | 'none' }>
