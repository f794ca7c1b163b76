import type { Instant } from '../kit/time.ts'

/** The time as the host tells it. Everything that needs a moment is given one; nothing else reads it. */
export interface Clock {
  readonly now: () => Instant
  /**
   * Milliseconds since some fixed moment that never go back and that nobody can set; against them a jump
   * of `now` shows. They may stand still while the host sleeps.
   */
  readonly monotonic: () => number
}
