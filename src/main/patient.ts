import { setTimeout as wait } from 'node:timers/promises'
import { backoffMs } from '../bot/backoff.ts'
import { err, ok } from '../kit/result.ts'
import { hours } from '../kit/time.ts'
import type { Log } from '../ports/log.ts'
import type { Ear, Fault, Platform } from '../ports/platform.ts'

export interface PatientOptions {
  readonly log: Log
  /** Milliseconds that never go back. */
  readonly monotonic: () => number
  /** Why it didn't start, in a sentence; one of a few. */
  readonly sentence: (fault: Fault) => string
  /** Milliseconds until the next try, by how many were made. */
  readonly pause?: (attempts: number) => number
  /** It has come to be open at last. */
  readonly onOpen?: () => void
}

export interface Patience<P extends Platform> {
  readonly platform: P
  /** What was said of the first try, if it failed and is being repeated. */
  readonly trying: () => string | undefined
}

const shut = err<Fault>({ kind: 'Unreachable' })
/** The same sentence isn't said again before. */
const silenceMs = hours(1)

/**
 * A platform whose `start` is repeated for as long as the outside world fails. Only a `Forbidden` at the
 * first try is an error: there somebody stands by who can mend it. Until it is open, it is `Unreachable`.
 */
export const createPatient = <P extends Platform>(
  platform: P,
  { log, monotonic, sentence, pause = backoffMs, onOpen = () => {} }: PatientOptions,
): Patience<P> => {
  const stopping = new AbortController()
  const { find } = platform
  let isOpen = false
  let said: string | undefined
  let running: Promise<void> | undefined

  const saidAt = new Map<string, number>()
  const tell = (why: string, attempts: number, nextMs: number): void => {
    const before = saidAt.get(why)
    if (before !== undefined && monotonic() - before < silenceMs) return
    saidAt.set(why, monotonic())
    log.warn(`${platform.name}: ${why}`, { attempts, nextTryS: nextMs / 1000 })
  }

  const retry = async (ear: Ear): Promise<void> => {
    let next = pause(1)
    for (let attempts = 1; !stopping.signal.aborted; attempts++) {
      try {
        await wait(next, undefined, { signal: stopping.signal })
      } catch {
        return
      }
      const started = await platform.start(ear)
      if (started.ok) {
        isOpen = true
        said = undefined
        log.warn(`${platform.name}: open at last, after ${attempts + 1} tries`)
        onOpen()
        return
      }
      next = pause(attempts + 1)
      tell(sentence(started.error), attempts + 1, next)
    }
  }

  return {
    trying: () => said,
    platform: {
      ...platform,
      start: async ear => {
        const started = await platform.start(ear)
        isOpen = started.ok
        if (started.ok || started.error.kind === 'Forbidden') return started
        said = sentence(started.error)
        running = retry(ear).catch((error: unknown) => {
          log.error(`${platform.name}: given up until the next start`, { error: String(error) })
        })
        return ok(undefined)
      },
      post: async (...given) => (isOpen ? platform.post(...given) : shut),
      revise: async (...given) => (isOpen ? platform.revise(...given) : shut),
      reply: async (...given) => (isOpen ? platform.reply(...given) : shut),
      ...(find === undefined
        ? {}
        : {
            find: async (...given: Parameters<typeof find>) => (isOpen ? find(...given) : shut),
          }),
      // `posted`, which is asked before it is open, is the platform's own.
      close: async () => {
        stopping.abort()
        await running
        // What is asked of it from now on was not tried, and is for the next start.
        isOpen = false
        await platform.close()
      },
    },
  }
}
