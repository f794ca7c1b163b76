/** How long one piece of the clock's work should take, so that whoever waits behind it waits below 50 ms. */
const aimMs = 24

/** Timers looked at in the first sweep, before it is known how quick this host is. */
export const firstPiece = 40
const smallest = 40
const largest = 160

/**
 * How many timers the next sweep may look at, after one of `piece` timers took so long. It at most halves
 * or doubles, as one slow moment of the host says little. Pure.
 */
export const nextPiece = (piece: number, tookMs: number): number => {
  const fits = tookMs > 0 ? (piece * aimMs) / tookMs : largest
  const near = Math.min(2 * piece, Math.max(piece / 2, fits))
  return Math.round(Math.min(largest, Math.max(smallest, near)))
}
