import { expect, test } from 'vitest'
import { createFlight } from '../../src/bot/flight.ts'
import { createPump } from '../../src/bot/pump.ts'

const never = new Promise<number>(() => {})

test('given calls begun together of which one hangs, then the others land together', async () => {
  const flight = createFlight<string, number>()
  for (const call of [Promise.resolve(1), never, Promise.resolve(2), Promise.resolve(3)])
    flight.launch('p', call)
  expect(flight.under('p')).toBe(4)
  expect(await flight.landed()).toEqual([1, 2, 3])
  expect(flight.under('p')).toBe(1)
})

test('given only a call that hangs, when nudged, then nothing has landed and the wait ends', async () => {
  const flight = createFlight<string, number>()
  flight.launch('p', never)
  const waiting = flight.landed()
  flight.nudge()
  expect(await waiting).toEqual([])
  expect(flight.under('p')).toBe(1)
})

test('given nothing under way, then there is nothing to wait for', async () => {
  expect(await createFlight<string, number>().landed()).toEqual([])
})

test('given a call that throws, then whoever looks is thrown at', async () => {
  const flight = createFlight<string, number>()
  flight.launch('p', Promise.reject(new Error('a bug')))
  await expect(flight.landed()).rejects.toThrow('a bug')
})

test('given a loop that waits for a call, when kicked, then the next piece begins without its end', async () => {
  const flight = createFlight<string, number>()
  let pieces = 0
  const pump = createPump({
    bot: {
      sweep: async () => 0,
      check: async () => undefined,
      deliver: async () => {
        pieces += 1
        if (pieces === 1) flight.launch('p', never)
        return (await flight.landed()).length
      },
      nudge: flight.nudge,
    },
    yieldNow: async () => undefined,
    onError: error => {
      throw error
    },
  })
  pump.kick()
  while (pieces < 1) await undefined
  pump.kick()
  for (let turn = 0; turn < 200 && pieces < 2; turn++) await undefined
  expect(pieces).toBeGreaterThanOrEqual(2)
})

test('given a stop in the middle of a call, then nothing new is sent and the end waits for that call', async () => {
  const flight = createFlight<string, number>()
  const { promise, resolve } = Promise.withResolvers<number>()
  let resting = false
  const launched: number[] = []
  const pump = createPump({
    bot: {
      sweep: async () => 0,
      check: async () => undefined,
      deliver: async () => {
        if (!resting) {
          launched.push(1)
          flight.launch('p', promise)
        }
        return (await flight.landed()).length
      },
      nudge: flight.nudge,
      rest: () => {
        resting = true
      },
    },
    yieldNow: async () => undefined,
    onError: error => {
      throw error
    },
  })
  pump.kick()
  while (launched.length === 0) await undefined
  let ended = false
  const rest = pump.rest().then(() => {
    ended = true
  })
  for (let turn = 0; turn < 200; turn++) await undefined
  expect(ended).toBe(false)
  resolve(1)
  await rest
  expect([ended, launched.length, flight.under('p')]).toEqual([true, 1, 0])
})
