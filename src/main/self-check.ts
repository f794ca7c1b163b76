import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { toBase64 } from '../kit/bytes.ts'
import { days, type Instant } from '../kit/time.ts'
import type { Log } from '../ports/log.ts'
import type { Checked, SelfCheck } from '../ports/self-check.ts'
import type { Verified } from '../summary/system.ts'

export interface SelfCheckOptions {
  /** log.db. */
  readonly file: string
  /** The key that signs the log. */
  readonly vkey: string
  readonly now: () => Instant
  readonly log: Log
}

export interface OwnCheck extends SelfCheck {
  /** To be called every minute or so: begins the first check, and then one a day. */
  readonly tick: () => void
  /** Resolves when no check is under way; for whoever waits for its result. */
  readonly settled: () => Promise<void>
  /** Gives up what is under way. */
  readonly close: () => Promise<void>
}

const every = days(1)

const answer = z.object({
  size: z.int(),
  verdict: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('proven'), root: z.instanceof(Uint8Array) }),
    z.object({ kind: z.literal('tampered'), finding: z.string(), at: z.int().exactOptional() }),
    z.object({ kind: z.literal('undecided'), reason: z.string() }),
  ]),
})

const checkedOf = (message: unknown, at: Instant): Checked => {
  const { size, verdict } = answer.parse(message)
  switch (verdict.kind) {
    case 'proven':
      return { at, size, result: { kind: 'proven', root: toBase64(verdict.root) } }
    case 'tampered': {
      const { finding, at: seq } = verdict
      return {
        at,
        size,
        result: { kind: 'tampered', finding, ...(seq === undefined ? {} : { seq }) },
      }
    }
    case 'undecided':
      return { at, size, result: { kind: 'undecided', reason: verdict.reason } }
  }
}

/** The same as the weekly summary tells it; what could not be decided is no verdict. */
export const verifiedOf = (checked: Checked | undefined): Verified | undefined =>
  checked && checked.result.kind !== 'undecided'
    ? { at: checked.at, size: checked.size, ok: checked.result.kind === 'proven' }
    : undefined

/** Checks the log once a day in a thread of its own, and tells the operator when it doesn't hold. */
export const createSelfCheck = ({ file, vkey, now, log }: SelfCheckOptions): OwnCheck => {
  let last: Checked | undefined
  let begun: Instant | undefined
  let worker: Worker | undefined
  let ended = Promise.resolve()

  const tell = ({ size, result }: Checked): void => {
    const facts = { size, ...result }
    if (result.kind === 'proven') log.info('the audit log was checked: proven', facts)
    else log.error('the audit log was checked: it does not hold; run liaison audit verify', facts)
  }

  const start = (): void => {
    if (worker) return
    begun = now()
    const thread = new Worker(new URL('./self-check-thread.ts', import.meta.url), {
      workerData: { file, vkey },
    })
    worker = thread
    ended = new Promise(resolve => {
      thread.on('message', (message: unknown) => {
        last = checkedOf(message, now())
        tell(last)
      })
      thread.on('error', error => {
        log.error('the audit log could not be checked', { error: error.message })
      })
      thread.on('exit', () => {
        worker = undefined
        resolve()
      })
    })
    // Nobody who stops the program waits for it.
    thread.unref()
  }

  return {
    last: () => last,
    isRunning: () => worker !== undefined,
    start,
    tick: () => {
      if (begun === undefined || now() - begun >= every) start()
    },
    settled: () => ended,
    close: async () => {
      await worker?.terminate()
    },
  }
}
