import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { days, hours, type Instant, instant, seconds } from '../../src/kit/time.ts'
import type { Log } from '../../src/ports/log.ts'
import { isMissingFile } from './faults.ts'

export interface SignIns {
  /** Milliseconds until the next one is allowed; 0 where it is now. */
  readonly waitMs: () => number
  /** Before each, so that a program that dies of it counts, too. */
  readonly record: () => Promise<void>
}

export interface SignInOptions {
  readonly dataDir: string
  readonly now: () => Instant
  /** Milliseconds between two. */
  readonly apart: number
  readonly log: Log
}

const fileName = 'discord-sign-ins.json'
const shape = z.array(z.number().int())

/** Discord resets the token after 1,000 in a day; the rest is for whoever mends something by hand. */
const mostInDay = 900
/** Of one hour; a start that fails again and again goes on more slowly after these. */
const mostQuick = 20
/** No more than 960 a day. */
const slowApart = seconds(90)

const read = async (path: string, log: Log): Promise<Instant[]> => {
  try {
    return shape.parse(JSON.parse(await readFile(path, 'utf8'))).map(instant)
  } catch (error) {
    if (!isMissingFile(error))
      log.error('The count of sign-ins to Discord is unreadable and begins anew.', {
        file: fileName,
      })
    return []
  }
}

const write = async (path: string, times: readonly Instant[]): Promise<void> => {
  const aside = `${path}.new`
  const file = await open(aside, 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(times)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
}

/** Counts sign-ins over restarts, since Discord counts them over restarts (docs: 1,000 in 24 hours). */
export const openSignIns = async (options: SignInOptions): Promise<SignIns> => {
  const { now, apart, log } = options
  const path = join(options.dataDir, fileName)
  const times = await read(path, log)
  return {
    waitMs: () => {
      const at = now()
      const since = (ms: number): readonly Instant[] => times.filter(t => t > at - ms)
      const [day, hour] = [since(days(1)), since(hours(1))]
      const [oldest] = day.slice(-mostInDay)
      if (day.length >= mostInDay && oldest !== undefined)
        return Math.min(oldest + days(1) - at, days(1))
      const gap = hour.length >= mostQuick ? slowApart : apart
      const last = times.at(-1)
      // A clock that was put back must not make a wait of years.
      return last === undefined ? 0 : Math.min(Math.max(last + gap - at, 0), gap)
    },
    record: async () => {
      const at = now()
      times.push(at)
      const old = times.findIndex(t => t > at - days(1))
      times.splice(0, old)
      try {
        await write(path, times)
      } catch {
        // discord.js would try on and on, and sign in all the same.
        log.error('The count of sign-ins to Discord could not be written.', { file: fileName })
      }
    },
  }
}
