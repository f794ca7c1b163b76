import { err, ok, type Result } from '../../src/kit/result.ts'

export interface HeartbeatOptions {
  readonly url: string
  /** How long an answer is waited for. */
  readonly timeoutMs: number
  /** What asks; that of the host where not given. */
  readonly fetch?: typeof fetch
}

/** `Unreachable`: no answer in time. `Refused`: an answer other than 2xx, a redirect among them. */
export interface HeartbeatFault {
  readonly kind: 'Unreachable' | 'Refused'
  readonly status?: number
}

export interface Heartbeat {
  /**
   * Tells the address, once, that all is well. Nothing of a case is sent and nothing of the answer is
   * read; a redirect is not followed, so that only the address of the settings ever hears of us.
   */
  readonly beat: () => Promise<Result<void, HeartbeatFault>>
}

export const createHeartbeat = (options: HeartbeatOptions): Heartbeat => {
  const ask = options.fetch ?? fetch
  return {
    beat: async () => {
      try {
        const answer = await ask(options.url, {
          redirect: 'manual',
          signal: AbortSignal.timeout(options.timeoutMs),
        })
        await answer.body?.cancel()
        return answer.ok ? ok(undefined) : err({ kind: 'Refused', status: answer.status })
      } catch {
        return err({ kind: 'Unreachable' })
      }
    },
  }
}
