import type { Timed } from './figures.ts'

/** One thing that took time, and whether it kept its limit where it had one. */
export interface Took {
  readonly ms: number
  readonly within?: boolean
}

/** Of an even number the mean of the two in the middle, cut. */
export const medianOf = (sorted: readonly number[]): number | undefined => {
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return low === undefined || high === undefined ? undefined : Math.floor((low + high) / 2)
}

export const timed = (all: readonly Took[]): Timed => {
  const sorted = all.map(t => t.ms).toSorted((a, b) => a - b)
  const [medianMs, worstMs] = [medianOf(sorted), sorted.at(-1)]
  return {
    n: all.length,
    limited: all.filter(t => t.within !== undefined).length,
    within: all.filter(t => t.within).length,
    ...(medianMs === undefined ? {} : { medianMs }),
    ...(worstMs === undefined ? {} : { worstMs }),
  }
}
