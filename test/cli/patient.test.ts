import { describe, expect, test } from 'vitest'
import type { PlaceId, PlatformName } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { minutes } from '../../src/kit/time.ts'
import { createPatient } from '../../src/main/patient.ts'
import type { Facts } from '../../src/ports/log.ts'
import type { Ear, Fault, Outgoing, Platform } from '../../src/ports/platform.ts'

const ear: Ear = {
  hear: async () => ({ kind: 'none' }),
  complete: async () => [],
  suggest: async () => [],
  keep: async () => {},
  form: async () => ({ kind: 'none' }),
  home: () => Promise.reject(new Error('nobody looks')),
  figures: () => Promise.reject(new Error('nobody looks')),
}

/** A platform whose starts end as told, then well; it notes what it was asked. */
const raise = (...faults: readonly Fault[]) => {
  const asked: string[] = []
  const left = [...faults]
  const said: string[] = []
  const opened = Promise.withResolvers<void>()
  const noted =
    <T>(name: string, answer: () => T) =>
    async (): Promise<T> => {
      asked.push(name)
      return answer()
    }
  const sent = () => err<Fault>({ kind: 'Gone' })
  const platform: Platform = {
    name: 'fake' as PlatformName,
    capabilities: {
      forms: true,
      privateReplies: true,
      maxButtons: 3,
      keepsMessages: true,
      paceMs: 0,
    },
    start: noted('start', (): Result<void, Fault> => {
      const fault = left.shift()
      return fault ? err(fault) : ok(undefined)
    }),
    restore: () => {},
    post: noted('post', sent),
    revise: noted('revise', sent),
    reply: noted('reply', sent),
    close: noted('close', () => undefined),
  }
  const note = (message: string, facts: Facts = {}) =>
    void said.push([message, ...Object.values(facts)].join(', '))
  let now = 0
  const waits: number[] = []
  const patience = createPatient(platform, {
    log: { info: note, warn: note, error: note },
    monotonic: () => now,
    sentence: fault => `because ${fault.kind}`,
    pause: attempts => {
      waits.push(attempts)
      // Each try takes ten minutes of the time that is asked for.
      now += minutes(10)
      return attempts
    },
    onOpen: opened.resolve,
  })
  const post = () => patience.platform.post('p' as PlaceId, {} as Outgoing)
  return { ...patience, asked, said, waits, post, opened: opened.promise }
}

describe('given a platform that can not be reached at first', () => {
  test('when it is started, then that is no error, and it is tried again until it is open', async () => {
    const { platform, trying, post, asked, waits, opened } = raise(
      { kind: 'Unreachable' },
      { kind: 'RateLimited', retryAfterMs: 1 },
      // Its rights may be given back while it runs; nobody stands by who would start it anew.
      { kind: 'Forbidden', missing: 'a token' },
    )
    expect(await platform.start(ear)).toEqual(ok(undefined))
    expect(trying()).toBe('because Unreachable')
    expect(await post()).toEqual(err({ kind: 'Unreachable' }))
    expect(asked).toEqual(['start'])
    await opened
    expect(trying()).toBeUndefined()
    expect(waits).toEqual([1, 2, 3])
    expect(await post()).toEqual(err({ kind: 'Gone' }))
    expect(asked).toEqual(['start', 'start', 'start', 'start', 'post'])
  })

  test('when it stays away, then each reason is said at once, and again not before an hour', async () => {
    const away: Fault = { kind: 'Unreachable' }
    const wait: Fault = { kind: 'RateLimited', retryAfterMs: 1 }
    const { platform, said, opened } = raise(away, ...Array(7).fill(away), wait, wait, away)
    await platform.start(ear)
    await opened
    expect(said).toEqual([
      'fake: because Unreachable, 2, 0.002',
      'fake: because Unreachable, 8, 0.008',
      'fake: because RateLimited, 9, 0.009',
      'fake: open at last, after 12 tries',
    ])
  })

  test('when it is closed meanwhile, then no try follows', async () => {
    const { platform, asked } = raise({ kind: 'Unreachable' }, { kind: 'Unreachable' })
    await platform.start(ear)
    await platform.close()
    const before = [...asked]
    expect(before.at(-1)).toBe('close')
    await new Promise(resolve => setImmediate(resolve))
    expect(asked).toEqual(before)
  })
})

describe('given a platform that lets nobody in', () => {
  test('when it is started, then the error is given, and nothing is tried again', async () => {
    const { platform, trying, asked } = raise({ kind: 'Forbidden', missing: 'a token' })
    expect(await platform.start(ear)).toEqual(err({ kind: 'Forbidden', missing: 'a token' }))
    expect(trying()).toBeUndefined()
    await new Promise(resolve => setImmediate(resolve))
    expect(asked).toEqual(['start'])
  })
})

test('given a platform that is open, when it is closed, then what is asked of it after was not tried', async () => {
  const { platform, post, asked } = raise()
  await platform.start(ear)
  expect(await post()).toEqual(err({ kind: 'Gone' }))
  await platform.close()
  expect(await post()).toEqual(err({ kind: 'Unreachable' }))
  expect(asked).toEqual(['start', 'post', 'close'])
})
