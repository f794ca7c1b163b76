import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { days, instant } from '../../src/kit/time.ts'
import { createHighWater } from '../../src/main/high-water.ts'
import { keepingFindings } from '../../src/main/keeping-findings.ts'
import { logOf, referral } from '../audit/log-under-test.ts'
import { temporaryFolder } from '../contract/store-rig.ts'
import { scratch } from './program.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

const folder = (): string => {
  const made = scratch()
  cleanups.push(made.remove)
  return made.dir
}

const noteOf = (size: number): string =>
  logOf(
    Array.from({ length: size }, (_, n) => [
      { subject: referral(1), type: 'referral.sent', actor: 'clock', event: { n } },
    ]),
  ).note

describe('given a high-water file', () => {
  const raise = (file: string) => {
    const told: string[] = []
    let [now, size] = [0, 1]
    const log = { info: () => {}, warn: () => {}, error: (text: string) => void told.push(text) }
    const store = { head: async () => ({ size, note: noteOf(size) }) }
    const water = createHighWater({ file, store, monotonic: () => now, log })
    return {
      water,
      told,
      grow: () => {
        size += 1
      },
      pass: (ms: number) => {
        now += ms
      },
    }
  }

  test('when the log grows, then it follows once a second at most, and at the end at once', async () => {
    const file = join(folder(), 'w')
    const { water, grow, pass } = raise(file)
    await water.step()
    expect(readFileSync(file, 'utf8')).toBe(noteOf(1))
    grow()
    pass(999)
    await water.step()
    expect(readFileSync(file, 'utf8')).toBe(noteOf(1))
    pass(1)
    await water.step()
    expect(readFileSync(file, 'utf8')).toBe(noteOf(2))
    grow()
    await water.close()
    expect(readFileSync(file, 'utf8')).toBe(noteOf(3))
  })

  test('when its volume is gone, then that is told once an hour, nobody waits for it, and it is written once it is back', async () => {
    const dir = folder()
    const file = join(dir, 'away', 'w')
    const { water, told, pass } = raise(file)
    for (let n = 0; n < 3; n++) {
      await water.step()
      pass(1000)
    }
    expect(told).toHaveLength(1)
    pass(3_600_000)
    await water.step()
    expect(told).toHaveLength(2)
    mkdirSync(join(dir, 'away'))
    pass(1000)
    await water.step()
    expect(readFileSync(file, 'utf8')).toBe(noteOf(1))
  })
})

describe('given what is kept outside of the data directory', () => {
  const now = instant(Date.UTC(2026, 10, 25))

  test('when nothing is set, then nothing is said of it', () => {
    expect(keepingFindings({ dataDir: folder(), now })).toEqual([])
  })

  test('when the high-water file is on the volume of the data, or its folder is not there, then that is wrong', () => {
    const dataDir = folder()
    const says = (highWater: string) => keepingFindings({ dataDir, now, highWater })
    expect(says(join(dataDir, 'w'))).toMatchObject([
      { ok: false, says: expect.stringContaining('is on the volume of the data') },
    ])
    expect(says(join(dataDir, 'no', 'w'))).toMatchObject([{ ok: false }])
  })

  test('when it is on another, then it says how long the log was, or that it is no checkpoint', () => {
    const other = temporaryFolder()
    cleanups.push(other.remove)
    const highWater = join(other.folder, 'w')
    // A data directory that isn't there yet is on no volume.
    const says = () => keepingFindings({ dataDir: join(other.folder, 'none'), now, highWater })
    expect(says()).toMatchObject([{ ok: true, says: expect.stringContaining('not there yet') }])
    writeFileSync(highWater, noteOf(3))
    expect(says()).toMatchObject([{ ok: true, says: `${highWater}: 3 entries` }])
    writeFileSync(highWater, 'words')
    expect(says()).toMatchObject([{ ok: false, says: `${highWater} is no checkpoint of a log.` }])
  })

  test('when the newest backup is older than two days, or there is none, then that is wrong', () => {
    const backupDir = folder()
    const says = () => keepingFindings({ dataDir: backupDir, now, backupDir })
    expect(says()).toMatchObject([{ ok: false, says: `${backupDir} has none.` }])
    const file = join(backupDir, 'log-2026-11-24T000000Z.db')
    writeFileSync(file, '')
    const aged = (n: number) => utimesSync(file, new Date(now - days(n)), new Date(now - days(n)))
    aged(1)
    expect(says()).toMatchObject([{ ok: true, says: expect.stringContaining(': 1, the newest') }])
    aged(3)
    expect(says()).toMatchObject([{ ok: false, says: expect.stringContaining('3 days old') }])
  })
})
