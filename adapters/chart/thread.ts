import { Worker } from 'node:worker_threads'
import type { SpokenChart } from '../../src/card/spoken.ts'
import { err, type Result } from '../../src/kit/result.ts'
import type { ChartFault } from '../../src/ports/chart.ts'

export type Drawn = Result<Uint8Array, ChartFault>

export interface Thread {
  /** One at a time. Never rejects; after a `TooSlow` or `Failed` the next one gets a new thread. */
  readonly draw: (chart: SpokenChart) => Promise<Drawn>
  /** Lets the thread go; the next drawing starts another. */
  readonly stop: () => Promise<void>
}

export interface ThreadOptions {
  readonly script: URL
  /** Milliseconds that one drawing may take, the start of the thread with it. */
  readonly timeoutMs: number
}

/** Of one drawing alone: what a thread's own machinery listens to must stay. */
const listen = <T>(
  worker: Worker,
  event: string,
  signal: AbortSignal,
  hear: (given: T) => void,
): void => {
  worker.on(event, hear)
  signal.addEventListener('abort', () => worker.off(event, hear))
}

/** A thread that draws, started when it is first needed. */
export const createThread = ({ script, timeoutMs }: ThreadOptions): Thread => {
  let running: Worker | undefined

  const stop = async (): Promise<void> => {
    const ending = running
    running = undefined
    // Else the process may end, or wait for ever, before the thread has.
    ending?.ref()
    await ending?.terminate()
  }

  const begin = (): Worker => {
    const worker = new Worker(script, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 64 },
    })
    // A thread that rests keeps no process alive.
    worker.unref()
    running = worker
    return worker
  }

  return {
    draw: async chart => {
      const worker = running ?? begin()
      const over = new AbortController()
      const drawn = await new Promise<Drawn>(resolve => {
        const failed = (why: string): void => resolve(err({ kind: 'Failed', why }))
        const { signal } = over
        listen(worker, 'message', signal, (result: Drawn) => resolve(result))
        listen(worker, 'error', signal, (error: Error) => failed(error.message))
        listen(worker, 'exit', signal, (code: number) => failed(`it ended with ${code}`))
        const timer = setTimeout(() => resolve(err({ kind: 'TooSlow' })), timeoutMs)
        signal.addEventListener('abort', () => clearTimeout(timer))
        worker.postMessage(chart)
      })
      over.abort()
      if (!drawn.ok && drawn.error.kind !== 'NoGlyphs') await stop()
      return drawn
    },
    stop,
  }
}
