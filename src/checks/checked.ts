/** The outcome of a check of a number with a check digit. It warns; it refuses nothing. */
export interface Checked {
  readonly ok: boolean
  /** As given. */
  readonly value: string
  /** In its one spelling where the form fits, otherwise only without blanks and in capitals. */
  readonly plain: string
  /** The check digit that the number asks for; undefined where the form doesn't fit at all. */
  readonly expected?: string
}

/** Capitals and digits without blanks and hyphens; full-width input understood. */
export const compact = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s/\u2010-\u2015\u2212-]/g, '')
    .toUpperCase()

/** The sum of digits times weights; digits beyond the weights count nothing. */
export const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(digits[i] ?? 0), 0)
