import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../../src/kit/time.ts'
import { instant, plus } from '../../src/kit/time.ts'
import { demoConfig, type Running, start } from '../../src/main.ts'
import type { Log } from '../../src/ports/log.ts'
import { quickFolder } from '../rigs/quick-folder.ts'

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** The demo as the real program, on a clock that the test moves and a directory of its own. */
export interface Demo {
  readonly running: () => Running
  /** Moves the clock and does what is then due. */
  readonly pass: (ms: number) => Promise<void>
  readonly stop: () => Promise<void>
  /** On the same data and the same port. */
  readonly startAgain: () => Promise<void>
  /** Everything that ended the program in an unforeseen way; empty, or the test fails. */
  readonly fatal: () => readonly unknown[]
  readonly end: () => Promise<void>
}

/** `config`: other settings than the demo's own. */
export const startDemo = async (config: unknown = demoConfig()): Promise<Demo> => {
  const dataDir = mkdtempSync(join(quickFolder, 'liaison-browser-'))
  const fatal: unknown[] = []
  // 14:05 in Hong Kong, 15:05 in Seoul.
  let now: Instant = instant(Date.UTC(2026, 10, 24, 6, 5))
  const begin = async (port: number): Promise<Running> => {
    const started = await start({
      config,
      demo: true,
      dataDir,
      host: '127.0.0.1',
      port,
      log: silent,
      onFatal: error => fatal.push(error),
      now: () => now,
    })
    if (!started.ok) throw new Error(JSON.stringify(started.error))
    return started.value
  }
  let running: Running | undefined = await begin(0)
  const port = Number(new URL(running.url).port)
  const there = (): Running => {
    if (!running) throw new Error('the program is stopped')
    return running
  }
  const stop = async (): Promise<void> => {
    await running?.close()
    running = undefined
  }
  return {
    running: there,
    pass: async ms => {
      now = plus(now, ms)
      await there().pump()
    },
    stop,
    startAgain: async () => {
      running = await begin(port)
    },
    fatal: () => fatal,
    end: async () => {
      await stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
