import { type Instant, minutes } from '../kit/time.ts'

export interface WakeParts {
  /** When there is something to do; undefined where there isn't. */
  readonly next: () => Promise<Instant | undefined>
  readonly now: () => Instant
  readonly run: () => void
}

/** A shorter wait would only ask again before the clock has moved. */
const least = 2

/** Runs at the moment at which something may be sent again: a tick of a second is too coarse for a pace. */
export const createWake = ({ next, now, run }: WakeParts) => {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  return {
    arm: async (): Promise<void> => {
      if (stopped) return
      const at = await next()
      clearTimeout(timer)
      if (at === undefined || stopped) return
      timer = setTimeout(run, Math.min(Math.max(least, at - now()), minutes(1)))
      timer.unref()
    },
    stop: (): void => {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** Answers go out before what follows from them is worked on; some milliseconds, once for many acts. */
const answerMs = 5

/** Runs a moment after it was called, once for all calls until then. */
export const createSoon = (run: () => void) => {
  let waiting: NodeJS.Timeout | undefined
  const go = (): void => {
    waiting = undefined
    run()
  }
  return {
    call: (): void => {
      if (waiting === undefined) waiting = setTimeout(go, answerMs)
    },
    stop: (): void => clearTimeout(waiting),
  }
}

/** Resolves when `work` has, or after `ms`. */
export const within = async (ms: number, work: Promise<void>): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  await Promise.race([work, promise])
  clearTimeout(timer)
}
