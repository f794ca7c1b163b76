/** Numbers from 0 up to 1 that are the same in every run (mulberry32). */
export const createChance = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    /** True in that share of cases. */
    odds: (share: number): boolean => next() < share,
    /** An integer from 0 up to but without `n`. */
    below: (n: number): number => Math.floor(next() * n),
    /** Most often short, now and then very long: what waiting for people is like. */
    wait: (mean: number): number => Math.round(-Math.log(1 - next()) * mean),
    of: <T>(first: T, ...more: readonly T[]): T =>
      [first, ...more][Math.floor(next() * (more.length + 1))] ?? first,
  }
}
export type Chance = ReturnType<typeof createChance>
