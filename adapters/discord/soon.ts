import { setTimeout as wait } from 'node:timers/promises'

/** What it comes to within so many milliseconds, else what is said instead; also where it fails. */
export const soon = async <T>(work: Promise<T>, ms: number, instead: T): Promise<T> => {
  const stop = new AbortController()
  const late = wait(ms, instead, { signal: stop.signal }).catch(() => instead)
  return Promise.race([work.catch(() => instead), late]).finally(() => stop.abort())
}
