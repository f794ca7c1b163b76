import { expect, test } from 'vitest'
import { createSweep } from '../../src/bot/sweep.ts'
import { createVigil } from '../../src/bot/vigil.ts'
import { plus } from '../../src/kit/time.ts'
import { referral } from '../contract/store-batches.ts'
import { directory } from '../referral/desks.ts'
import { start } from '../referral/sample.ts'
import { emptyWorld } from './empty-world.ts'

/**
 * Sweeps over `due` timers of referrals that are gone, each of which takes so long to look at.
 * @returns how many each sweep asked for
 */
const sweepOver = async (due: number, msEach: number): Promise<readonly number[]> => {
  const asked: number[] = []
  let [passed, left] = [0, due]
  const world = emptyWorld({
    directory,
    clock: { now: () => plus(start, passed), monotonic: () => passed },
    store: {
      claimTimers: async ({ now, max }) => {
        asked.push(max)
        const given = Math.min(max, left)
        left -= given
        return Array.from({ length: given }, (_, n) => ({
          subject: referral(n),
          deadline: 'ack',
          step: 0,
          due: now,
        }))
      },
      load: async () => {
        passed += msEach
        return undefined
      },
    },
  })
  const { sweep } = createSweep(world, createVigil(world))
  while (left > 0) await sweep()
  await sweep()
  return asked
}

test('given many due on a quick host, then sweeps grow to what it does in a moment', async () => {
  const grown = Array.from({ length: 9 }, () => 120)
  expect(await sweepOver(1000, 0.2)).toEqual([40, 80, ...grown])
})

test('given a slow host, then sweeps stay as they began', async () => {
  expect(await sweepOver(150, 2)).toEqual([40, 40, 40, 40, 40])
})

test('given fewer due than asked for, then the next sweep asks for as many', async () => {
  expect(await sweepOver(39, 0)).toEqual([40, 40])
})
