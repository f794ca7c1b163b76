/** The value below which the share `q` (0 to 1) of the values lies; values in any order, at least one. */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]
  if (value === undefined) throw new Error('a quantile of nothing')
  return value
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** Milliseconds that something took. */
export const timed = async <T>(
  work: () => Promise<T> | T,
): Promise<{ readonly ms: number; readonly value: T }> => {
  const from = performance.now()
  const value = await work()
  return { ms: performance.now() - from, value }
}

export const inMs = (ms: number): string => `${ms < 10 ? ms.toFixed(2) : ms.toFixed(0)} ms`
