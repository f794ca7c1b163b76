import { schedule } from 'node-cron'

export interface TickOptions {
  /** 1 to 60, a divisor of 60, so that every gap is the same. */
  readonly everySeconds: number
  readonly run: () => Promise<void>
  /** A run failed. The ticks go on. */
  readonly onError: (error: unknown) => void
}

export interface Tick {
  /** No run begins after this; resolves when the one in flight, if any, has ended. */
  readonly stop: () => Promise<void>
}

/**
 * Calls `run` on every full `everySeconds` of the clock, beginning at the next. It is only the tick:
 * what is due, and since when, is in the store. While a run lasts, ticks are dropped, not queued.
 */
export const createTick = ({ everySeconds, run, onError }: TickOptions): Tick => {
  if (60 % everySeconds !== 0)
    throw new Error(`no tick every ${everySeconds} s: not a divisor of 60`)
  let inFlight: Promise<void> | undefined
  let stopped = false
  const tick = () => {
    if (stopped || inFlight) return
    inFlight = Promise.resolve()
      .then(run)
      .catch(onError)
      .finally(() => {
        inFlight = undefined
      })
  }
  const task = schedule(everySeconds === 60 ? '0 * * * * *' : `*/${everySeconds} * * * * *`, tick, {
    // Without a zone of its own it would pause for an hour where the host's clock is put back.
    timezone: 'UTC',
    suppressMissedWarning: true,
  })
  return {
    stop: async () => {
      stopped = true
      await task.destroy()
      await inFlight
    },
  }
}
