import { describe, expect, test } from 'vitest'
import { err, ok } from '../../src/kit/result.ts'
import { type Instant, instant, minutes } from '../../src/kit/time.ts'
import { createClock } from '../../src/main/clock.ts'
import { createWatchman } from '../../src/main/watchman.ts'

/** A watchman over a clock that the test describes. */
const raise = () => {
  const warned: string[] = []
  let beats = 0
  let at = 0
  const world = { rounds: 0, isWell: true, isHeld: false, answers: true }
  const watch = createWatchman({
    bot: {
      vigil: () => ({
        rounds: world.rounds,
        checked: 1,
        faults: world.isWell ? [] : ['HK-2026-000001' as never],
      }),
      quietUntil: () => (world.isHeld ? instant(at) : undefined),
    },
    heartbeat: {
      beat: () => {
        beats += 1
        return Promise.resolve(world.answers ? ok(undefined) : err({ kind: 'Unreachable' }))
      },
    },
    clock: { monotonic: () => at },
    log: {
      info: () => {},
      warn: message => void warned.push(message),
      error: message => void warned.push(message),
    },
  })
  /** So many minutes, in each of which the vigil goes its round unless it stands. */
  const pass = async (n: number, goes = true): Promise<number> => {
    const before = beats
    for (let i = 0; i < n; i++) {
      at += minutes(1)
      if (goes) world.rounds += 1
      await watch()
    }
    return beats - before
  }
  return { world, pass, watch, warned, beats: () => beats }
}

describe('given an address that waits for a heartbeat', () => {
  test('when all is well, then it hears at once, and every five minutes', async () => {
    const { pass } = raise()
    expect([await pass(1), await pass(4), await pass(1), await pass(60)]).toEqual([1, 0, 1, 12])
  })

  test('when nothing was looked at yet, or no more, then it hears nothing', async () => {
    const { pass } = raise()
    expect([await pass(10, false), await pass(1), await pass(30, false), await pass(1)]).toEqual([
      0, 1, 0, 1,
    ])
  })

  test('when a clock has a fault or may not act, then it hears nothing until it is mended', async () => {
    const { world, pass } = raise()
    expect(await pass(1)).toBe(1)
    world.isWell = false
    expect(await pass(20)).toBe(0)
    world.isWell = true
    world.isHeld = true
    expect(await pass(20)).toBe(0)
    world.isHeld = false
    expect(await pass(1)).toBe(1)
  })

  test('when it does not answer, then that is a warning, and it is asked again in its turn', async () => {
    const { world, pass, warned } = raise()
    world.answers = false
    expect(await pass(6)).toBe(2)
    expect(warned).toEqual(['heartbeat not taken', 'heartbeat not taken'])
  })
})

describe('given the clock of the program', () => {
  test('when a replay sets it, then both its clocks move alike, and go on from now when let go', () => {
    let now: Instant = instant(1_000_000)
    const clock = createClock(() => now)
    const gap = () => clock.now() - clock.monotonic()
    const start = gap()
    clock.set(instant(5000))
    expect([clock.now(), gap()]).toEqual([5000, start])
    clock.set(instant(6000))
    expect([clock.now(), gap()]).toEqual([6000, start])
    clock.letGo()
    expect([clock.now(), gap()]).toEqual([1_000_000, start])
    now = instant(1_000_500)
    expect([clock.now(), gap()]).toEqual([1_000_500, start])
  })

  test('when it is that of the host, then its second hand never goes back', () => {
    const clock = createClock()
    const read = Array.from({ length: 1000 }, () => clock.monotonic())
    expect(read.filter((at, i) => at < (read[i - 1] ?? at))).toEqual([])
    expect(Math.abs(clock.now() - clock.monotonic())).toBeLessThan(1000)
  })
})
