import { expect, it } from 'vitest'
import { backoffMs } from '../../src/bot/backoff.ts'

it('given tries that failed, then the wait doubles from one second and ends at five minutes', () => {
  const seconds = [0, 1, 2, 3, 8, 9, 10, 20, 1_000_000].map(n => backoffMs(n) / 1000)
  expect(seconds).toEqual([1, 1, 2, 4, 128, 256, 300, 300, 300])
})
