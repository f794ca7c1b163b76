import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSignIns } from '../../adapters/discord/signing-in.ts'
import { days, hours, instant, seconds } from '../../src/kit/time.ts'

let dataDir: string
let now = 1_795_500_000_000
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'liaison-sign-ins-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const errors: string[] = []
const log = { info: () => {}, warn: () => {}, error: (m: string) => void errors.push(m) }
const open = () => openSignIns({ dataDir, now: () => instant(now), apart: seconds(5), log })
const store = (times: readonly number[]) =>
  writeFile(join(dataDir, 'discord-sign-ins.json'), JSON.stringify(times))

describe('given a program that dies of each sign-in and is started again', () => {
  test('when it does so for more than a day, then there are never 1,000 in one', async () => {
    const times: number[] = []
    const began = now
    while (now < began + hours(27)) {
      const signIns = await open()
      now += signIns.waitMs()
      await signIns.record()
      times.push(now)
      now += seconds(1)
    }
    const most = times.map((t, i) => times.filter((u, j) => j >= i && u < t + days(1)).length)
    expect(Math.max(...most)).toBe(900)
    expect(times.length).toBeGreaterThan(950)
  })

  test('when the first sign-ins fail, then they are near each other, and far apart later', async () => {
    const waits: number[] = []
    for (let i = 0; i < 25; i++) {
      const signIns = await open()
      waits.push(signIns.waitMs())
      now += signIns.waitMs()
      await signIns.record()
    }
    expect(waits[0]).toBe(0)
    expect(waits.slice(1, 20)).toEqual(Array.from({ length: 19 }, () => seconds(5)))
    expect(waits.slice(20)).toEqual(Array.from({ length: 5 }, () => seconds(90)))
  })
})

describe('given a count from before', () => {
  test('when all of it is old, then it is forgotten', async () => {
    await store(Array.from({ length: 950 }, () => now - days(1) - 1))
    const signIns = await open()
    expect(signIns.waitMs()).toBe(0)
    await signIns.record()
    expect(JSON.parse(await readFile(join(dataDir, 'discord-sign-ins.json'), 'utf8'))).toEqual([
      now,
    ])
  })

  test('when the day is used up, then the wait lasts until the oldest is a day old', async () => {
    await store(Array.from({ length: 900 }, () => now - hours(20)))
    expect((await open()).waitMs()).toBe(hours(4))
  })

  test('when the clock was put back, then nobody waits for years', async () => {
    await store([now + days(400)])
    expect((await open()).waitMs()).toBe(seconds(5))
  })

  test('when it is unreadable, then that is told, and it begins anew', async () => {
    await writeFile(join(dataDir, 'discord-sign-ins.json'), '{')
    expect((await open()).waitMs()).toBe(0)
    expect(errors.at(-1)).toContain('count of sign-ins')
  })

  test('when it can not be written, then that is told, and it counts on', async () => {
    await rm(dataDir, { recursive: true })
    const signIns = await open()
    await signIns.record()
    expect(errors.at(-1)).toContain('could not be written')
    expect(signIns.waitMs()).toBe(seconds(5))
  })
})
