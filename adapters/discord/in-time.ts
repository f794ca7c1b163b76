import { setTimeout as wait } from 'node:timers/promises'

/** Waits for it, but not for longer than `ms` milliseconds; leaves no timer behind. */
export const inTime = async (work: Promise<unknown>, ms: number): Promise<boolean> => {
  const over = new AbortController()
  const late = wait(ms, false, { signal: over.signal }).catch(() => false)
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    over.abort()
  }
}
