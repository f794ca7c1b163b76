import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hours, type Instant, instant, plus } from '../../src/kit/time.ts'
import { type Running, type StartOptions, start } from '../../src/main.ts'

/** A desk whose data directory can be put back to what it was, in a clock of its own. */
export interface Guarded {
  readonly dir: string
  /** What it told its operator. */
  readonly told: string[]
  readonly fatal: unknown[]
  readonly start: (more?: Partial<StartOptions>) => ReturnType<typeof start>
  /** The same; throws where it doesn't start. */
  readonly run: (more?: Partial<StartOptions>) => Promise<Running>
  /** An hour later, with all that is due done. */
  readonly nextHour: (running: Running) => Promise<void>
  readonly pass: (ms: number) => void
  readonly now: () => Instant
  /** Keeps the log as it is now; gives a way back to it. The desk must not run. */
  readonly copy: () => () => void
  readonly remove: () => void
}

const databases = ['log.db', 'log.db-wal', 'vault.db', 'vault.db-wal']

/** An hour before nine in Hong Kong, when the day's checkpoint is posted. */
export const raiseGuarded = (config: unknown, given: Partial<StartOptions> = {}): Guarded => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-guard-'))
  const dir = join(folder, 'data')
  const told: string[] = []
  const fatal: unknown[] = []
  let now: Instant = instant(Date.UTC(2026, 10, 25, 0))
  let copies = 0
  const tell = (text: string, facts?: object) => void told.push(`${text} ${JSON.stringify(facts)}`)
  const begin: Guarded['start'] = more =>
    start({
      config,
      demo: false,
      dataDir: dir,
      host: '127.0.0.1',
      port: 0,
      log: { info: () => {}, warn: tell, error: tell },
      onFatal: error => void fatal.push(error),
      now: () => now,
      ...given,
      ...more,
    })
  return {
    dir,
    told,
    fatal,
    start: begin,
    run: async more => {
      const running = await begin(more)
      if (!running.ok) throw new Error(JSON.stringify(running.error))
      return running.value
    },
    nextHour: async ({ pump }) => {
      now = plus(now, hours(1))
      await pump()
      // What stood still for an hour waits a minute for who was not heard.
      now = plus(now, 70_000)
      await pump()
    },
    pass: ms => {
      now = plus(now, ms)
    },
    now: () => now,
    copy: () => {
      const kept = join(folder, `copy-${++copies}`)
      cpSync(dir, kept, { recursive: true })
      return () => {
        for (const name of databases) {
          rmSync(join(dir, name), { force: true })
          if (existsSync(join(kept, name))) cpSync(join(kept, name), join(dir, name))
        }
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
