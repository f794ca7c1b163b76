import { type Instant, instant } from '../kit/time.ts'
import type { Clock } from '../ports/clock.ts'

export const hostNow = (): Instant => instant(Date.now())

/** A clock that a replay may set; let go, it tells what `now` does. */
export interface ReplayClock extends Clock {
  readonly set: (at: Instant) => void
  readonly letGo: () => void
}

/** The clock of the host, or that of a test, which then is its monotonic clock too. */
export const createClock = (now?: () => Instant): ReplayClock => {
  const told = now ?? hostNow
  const steady = now ?? (() => performance.now())
  let set: Instant | undefined
  // Beside a replay both clocks stand alike, so that neither its leaps nor its end looks like a jump.
  let base = told() - steady()
  return {
    now: () => set ?? told(),
    monotonic: () => set ?? base + steady(),
    set: at => {
      set = at
    },
    letGo: () => {
      set = undefined
      base = told() - steady()
    },
  }
}
