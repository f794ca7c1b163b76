import { open, rename } from 'node:fs/promises'
import { seconds } from '../kit/time.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/store.ts'

export interface HighWaterParts {
  /** On another volume than the log. */
  readonly file: string
  readonly store: Pick<Store, 'head'>
  /** Milliseconds that never go back. */
  readonly monotonic: () => number
  readonly log: Log
}

export interface HighWater {
  /** Writes the checkpoint that the log stands at, if it is another than before; once a second at most. */
  readonly step: () => Promise<void>
  /** The same at the end, however short ago the last one was. */
  readonly close: () => Promise<void>
}

const every = seconds(1)
const silence = seconds(3600)

const publish = async (file: string, text: string): Promise<void> => {
  const aside = `${file}.new`
  const handle = await open(aside, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(aside, file)
}

/**
 * Remembers how long the log is, outside of its directory and of its commits: after a commit, so that it never
 * says more than what is on disk. A volume that fails is told of, and holds up nobody.
 */
export const createHighWater = ({ file, store, monotonic, log }: HighWaterParts): HighWater => {
  let written = 0
  let tried: number | undefined
  let told: number | undefined
  let running: Promise<void> | undefined

  const write = async (): Promise<void> => {
    const { size, note } = await store.head()
    if (size === written) return
    try {
      await publish(file, note)
      written = size
    } catch (error) {
      if (told !== undefined && monotonic() - told < silence) return
      told = monotonic()
      const why = error instanceof Error ? error.message : ''
      log.error('the high-water file can not be written: LIAISON_HIGH_WATER', { file, why })
    }
  }
  const run = (): Promise<void> => {
    tried = monotonic()
    running ??= write().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    step: async () => {
      if (tried === undefined || monotonic() - tried >= every) await run()
    },
    close: async () => {
      await running
      await run()
    },
  }
}
