import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from 'discord.js'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { minutes } from '../../src/kit/time.ts'
import type { Fault } from '../../src/ports/platform.ts'
import { startSentence } from './faults.ts'
import { type Session, type SessionOptions, startSession } from './session.ts'
import type { Timing } from './timing.ts'

export interface LinkOptions extends SessionOptions {
  readonly timing: Timing
  /** With each look at the connection. */
  readonly onLook: () => void
}

/** The connection to Discord as long as it is wanted, whatever becomes of a single session. */
export interface Link {
  readonly start: () => Promise<Result<void, Fault>>
  /** Undefined before the first session is there. */
  readonly client: () => Client<true> | undefined
  readonly stop: () => Promise<void>
}

const longestPause = minutes(10)

/** A session that is kept: one that has become deaf is ended, and another begun within the budget. */
export const createLink = (options: LinkOptions): Link => {
  const { timing, watchdog, signIns, log } = options
  const stopping = new AbortController()
  const { signal } = stopping
  let session: Session | undefined
  let lastBeat = -1
  let renewing: Promise<void> | undefined
  let looking: NodeJS.Timeout | undefined

  const renew = async (): Promise<void> => {
    log.warn('Discord was not heard for too long: signing in anew.', { limitMs: timing.deaf })
    await session?.stop()
    for (let tries = 0; !signal.aborted; tries++) {
      const pause = tries === 0 ? 0 : Math.min(timing.look * 2 ** tries, longestPause)
      try {
        await wait(Math.max(pause, signIns.waitMs()), undefined, { signal })
      } catch {
        return
      }
      const started = await startSession(options)
      if (started.ok) {
        session = started.value
        if (signal.aborted) await session.stop()
        else log.warn('Signed in to Discord again.', { tries: tries + 1 })
        return
      }
      if (tries === 0) log.error(startSentence(started.error))
    }
  }

  const look = (): void => {
    options.onLook()
    const beat = session?.client.ws.shards.first()?.lastPingTimestamp ?? lastBeat
    if (beat !== lastBeat) watchdog.beat()
    lastBeat = beat
    if (renewing || signal.aborted || !watchdog.isDeaf()) return
    renewing = renew().finally(() => {
      renewing = undefined
    })
  }

  return {
    client: () => session?.client,
    start: async () => {
      const waitMs = signIns.waitMs()
      if (waitMs > timing.signIn / 2) return err({ kind: 'RateLimited', retryAfterMs: waitMs })
      const started = await startSession(options)
      if (!started.ok) return started
      session = started.value
      looking = setInterval(look, timing.look)
      return ok(undefined)
    },
    stop: async () => {
      stopping.abort()
      clearInterval(looking)
      await renewing
      await session?.stop()
    },
  }
}
