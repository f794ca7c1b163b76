import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstPiece, nextPiece } from '../../src/bot/piece.ts'

/** The piece after many on a host where each timer takes so long, beside what every sweep takes. */
const settled = (msEach: number, fixedMs = 0): number => {
  let piece = firstPiece
  for (let n = 0; n < 20; n++) piece = nextPiece(piece, fixedMs + piece * msEach)
  return piece
}

test('given a quick host, then a sweep grows until it takes twenty-four milliseconds, or is 160 timers', () => {
  expect(settled(0.2)).toBe(120)
  expect(settled(0.16, 4)).toBe(125)
  expect(settled(0.05)).toBe(160)
  expect(settled(0)).toBe(160)
})

test('given a slow host, then a sweep is never less than forty timers', () => {
  expect(settled(1)).toBe(40)
  expect(nextPiece(160, 960)).toBe(80)
})

test('given any sweep, then the next at most halves or doubles, and stays within its bounds', () => {
  const seen = { less: 0, more: 0 }
  const property = fc.property(
    fc.integer({ min: 40, max: 160 }),
    fc.integer({ min: 0, max: 60 }),
    (piece, took) => {
      const next = nextPiece(piece, took)
      expect(Number.isInteger(next)).toBe(true)
      expect(next).toBeGreaterThanOrEqual(Math.max(40, Math.floor(piece / 2)))
      expect(next).toBeLessThanOrEqual(Math.min(160, piece * 2))
      if (next < piece) seen.less++
      if (next > piece) seen.more++
    },
  )
  fc.assert(property, { seed: 1, numRuns: 500 })
  expect(seen.less).toBeGreaterThan(50)
  expect(seen.more).toBeGreaterThan(50)
})
