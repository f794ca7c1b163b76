import type { Log } from '../../src/ports/log.ts'

/** What is under way, so that the end can wait for it. */
export interface Flight {
  /** Something that was heard: its failure is told here and ends nothing. */
  readonly track: (work: Promise<unknown>) => Promise<void>
  /** Something that was asked for: its failure is for who asked. */
  readonly tracked: <T>(work: Promise<T>) => Promise<T>
  readonly size: () => number
  readonly landed: () => Promise<void>
}

export const createFlight = (log: Log): Flight => {
  const inFlight = new Set<Promise<unknown>>()
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    inFlight.add(work)
    const done = (): void => void inFlight.delete(work)
    work.then(done, done)
    return work
  }
  return {
    tracked,
    track: async work => {
      try {
        await tracked(work)
      } catch (error) {
        // The core's own failures end the process elsewhere; here one press stays without an answer.
        log.error('Something that Discord said could not be worked on.', { why: String(error) })
      }
    },
    size: () => inFlight.size,
    landed: async () => {
      while (inFlight.size > 0) await Promise.allSettled(inFlight)
    },
  }
}
