import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTick } from '../../adapters/cron/index.ts'

/** A run that lasts until it is told to end. */
const slowRun = () => {
  const ends: (() => void)[] = []
  let running = 0
  let most = 0
  const run = () =>
    new Promise<void>(resolve => {
      running += 1
      most = Math.max(most, running)
      ends.push(() => {
        running -= 1
        resolve()
      })
    })
  return { run, begun: () => ends.length, most: () => most, endLast: () => ends.at(-1)?.() }
}

const never = (error: unknown) => {
  throw new Error(`unexpected: ${error}`)
}

describe('given a clock that the test moves', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 6, 30, 0, 500) })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('when a minute passes, then a tick of 15 s has run four times and one of 60 s once', async () => {
    let quarter = 0
    let minute = 0
    const ticks = [
      createTick({ everySeconds: 15, run: async () => void quarter++, onError: never }),
      createTick({ everySeconds: 60, run: async () => void minute++, onError: never }),
    ]
    await vi.advanceTimersByTimeAsync(60_000)
    expect({ quarter, minute }).toEqual({ quarter: 4, minute: 1 })
    await Promise.all(ticks.map(tick => tick.stop()))
  })

  test('when a run outlasts five ticks, then they are dropped and the next one runs once', async () => {
    const slow = slowRun()
    const tick = createTick({ everySeconds: 1, run: slow.run, onError: never })
    await vi.advanceTimersByTimeAsync(6_000)
    expect(slow.begun()).toBe(1)
    slow.endLast()
    await vi.advanceTimersByTimeAsync(1_000)
    expect({ begun: slow.begun(), most: slow.most() }).toEqual({ begun: 2, most: 1 })
    slow.endLast()
    await tick.stop()
  })

  test('when a run fails, then the failure is handed on and the ticks go on', async () => {
    const seen: unknown[] = []
    let runs = 0
    const run = () => {
      runs += 1
      if (runs === 1) throw new Error('at once')
      return runs === 2 ? Promise.reject(new Error('later')) : Promise.resolve()
    }
    const tick = createTick({ everySeconds: 1, run, onError: error => seen.push(error) })
    await vi.advanceTimersByTimeAsync(3_000)
    expect(seen.map(String)).toEqual(['Error: at once', 'Error: later'])
    expect(runs).toBe(3)
    await tick.stop()
  })

  test('when it is stopped during a run, then stopping ends after that run and none begins', async () => {
    const slow = slowRun()
    const tick = createTick({ everySeconds: 1, run: slow.run, onError: never })
    await vi.advanceTimersByTimeAsync(1_000)
    let stopped = false
    const stopping = tick.stop().then(() => {
      stopped = true
    })
    await vi.advanceTimersByTimeAsync(3_000)
    expect({ begun: slow.begun(), stopped }).toEqual({ begun: 1, stopped: false })
    slow.endLast()
    await stopping
    await vi.advanceTimersByTimeAsync(3_000)
    expect({ begun: slow.begun(), stopped }).toEqual({ begun: 1, stopped: true })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('when the gap would not be even, then it is refused at once', () => {
    for (const everySeconds of [0, 7, 45, 61, 0.7, Number.NaN])
      expect(() => createTick({ everySeconds, run: async () => {}, onError: never })).toThrow(
        'not a divisor of 60',
      )
  })
})

test('given the real clock, when a tick of one second is made, then it runs within two', async () => {
  const before = Date.now()
  const tick = await new Promise<ReturnType<typeof createTick>>((resolve, reject) => {
    const made = createTick({ everySeconds: 1, run: async () => resolve(made), onError: reject })
  })
  expect(Date.now() - before).toBeLessThan(2_000)
  await tick.stop()
})
