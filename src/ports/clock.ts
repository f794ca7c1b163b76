import type { Instant } from '../kit/time.ts'

/** The time as the host tells it. Everything that needs a moment is given one; nothing else reads it. */
export interface Clock {
  readonly now: () => Instant
}
