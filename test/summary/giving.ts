import type { Fold } from '../../src/summary/fold.ts'

const subjectOf = (text: string): string =>
  (JSON.parse(text) as { subject?: { id: string } }).subject?.id ?? ''

export interface Giving {
  /** Gives the fold the text of that position, and what it has let go of. */
  readonly give: (fold: Fold, seq: number) => void
  readonly giveAll: (fold: Fold) => Fold
  /** How often something was let go of that was needed again. */
  readonly recalled: () => number
}

/** All texts of a log, in order, for folds that forget. */
export const createGiving = (texts: readonly string[]): Giving => {
  const seqs = Map.groupBy(texts.keys(), seq => subjectOf(texts[seq] ?? ''))
  let recalled = 0
  const give = (fold: Fold, seq: number): void => {
    const text = texts[seq] ?? ''
    const lacked = fold.offer(text)
    if (lacked === undefined) return
    recalled += 1
    const earlier = (seqs.get(lacked) ?? []).filter(s => s < seq).map(s => texts[s] ?? '')
    if (fold.offer(text, earlier) !== undefined) throw new Error(`${lacked} is lacking for good`)
  }
  return {
    give,
    giveAll: fold => {
      for (const seq of texts.keys()) give(fold, seq)
      return fold
    },
    recalled: () => recalled,
  }
}
