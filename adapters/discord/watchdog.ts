/** Tells a gateway that is deaf from one that has nothing to say. */
export interface Watchdog {
  /** Discord is heard: READY, RESUMED. */
  readonly heard: () => void
  /** A heartbeat was answered; counts only between `heard` and `lost`. */
  readonly beat: () => void
  /** The connection is gone, or is being resumed: answered heartbeats say nothing until `heard`. */
  readonly lost: () => void
  /** No sign for longer than it may be. */
  readonly isDeaf: () => boolean
}

/**
 * discord.js waits for ever for a RESUMED that is lost, while heartbeats are still answered, and makes a
 * connection anew for ever where none can be had. `monotonic` and `limit` in milliseconds.
 */
export const createWatchdog = (monotonic: () => number, limit: number): Watchdog => {
  let last = monotonic()
  let isUp = false
  return {
    heard: () => {
      isUp = true
      last = monotonic()
    },
    beat: () => {
      if (isUp) last = monotonic()
    },
    lost: () => {
      // What it had said before doesn't count against it: from here on it has its time.
      if (isUp) last = monotonic()
      isUp = false
    },
    isDeaf: () => monotonic() - last > limit,
  }
}
