import type { Term } from './card.ts'

/** What one side of a row has. */
export interface Bar {
  readonly value: number
  /** Where it is a share: of how many. 0 where there was nothing to do. */
  readonly of?: number
  /** There may be more. */
  readonly atLeast?: true
}

export interface ChartRow {
  readonly label: Term
  /** `late`: what somebody must look at, unless it is nought. */
  readonly tone: 'plain' | 'late'
  /** One for each side, in their order. */
  readonly bars: readonly Bar[]
}

/** Figures of a few sides as data: no look, no size, no prose. */
export interface Chart {
  /** What it is of, the same in every language. */
  readonly subject: Term
  readonly title: Term
  readonly notes: readonly { readonly label: Term; readonly value: Term }[]
  /** `code`: a few letters that name it where the name has no room. ASCII. */
  readonly sides: readonly { readonly code: string; readonly name: Term }[]
  readonly rows: readonly ChartRow[]
}

/** Whose week it is, so that the page of figures can show the same. */
export interface ChartOf {
  readonly week: string
  /** Ids of both desks, joined by `+`. */
  readonly pair: string
}

/** A chart on a card, and the same in words for who can't see it. */
export interface Picture {
  /** Names the file; ASCII. */
  readonly name: string
  readonly alt: Term
  readonly chart: Chart
  readonly of: ChartOf
}
