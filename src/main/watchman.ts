import type { Heartbeat } from '../../adapters/heartbeat/index.ts'
import type { Bot } from '../bot/bot.ts'
import { minutes } from '../kit/time.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'

export interface WatchmanOptions {
  readonly bot: Pick<Bot, 'vigil' | 'quietUntil'>
  readonly heartbeat: Heartbeat
  readonly clock: Pick<Clock, 'monotonic'>
  readonly log: Log
}

const EVERY = minutes(5)

/**
 * Tells an address outside, at most every five minutes, that the clock does its work, and nothing while it
 * does not: who waits there notices silence, whatever it comes from. All is well when the vigil has been
 * round everything open once more since the last time (it takes some 15,000 in five minutes), found no
 * fault, and the clock may act. Each call looks whether it is time; to be called every minute or so.
 */
export const createWatchman = ({ bot, heartbeat, clock, log }: WatchmanOptions) => {
  let last: number | undefined
  let rounds = 0
  return async (): Promise<void> => {
    const now = clock.monotonic()
    if (last !== undefined && now - last < EVERY) return
    const report = bot.vigil()
    const isWell = report.faults.length === 0 && bot.quietUntil() === undefined
    if (!isWell || report.rounds <= rounds) return
    last = now
    rounds = report.rounds
    const beat = await heartbeat.beat()
    if (!beat.ok) log.warn('heartbeat not taken', { ...beat.error })
  }
}
