import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  isHalfChanged,
  nextKey,
  openNextSigner,
  promoteNextSigner,
} from '../../adapters/keys/index.ts'
import { checkpointNow } from '../bot/releases.ts'
import { loadWitnessed, logBatchOf } from '../bot/witnessed.ts'
import type { Config } from '../config.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { createDirectory } from '../roster/directory.ts'
import type { LogEvent } from '../witness/events.ts'
import { createClock } from './clock.ts'
import { openDisk } from './disk.ts'
import type { StartFault } from './fault.ts'
import type { KeptNotes } from './kept-notes.ts'
import { parseConfig } from './settings.ts'
import { witnessingOf } from './witnessing.ts'

interface Asked {
  readonly config: unknown
  readonly dataDir: string
  readonly kept?: KeptNotes
}

type Disk = Extract<Awaited<ReturnType<typeof openDisk>>, { ok: true }>['value']

/** Opens the data of a program that doesn't run, for one act of its administrator. */
const withLog = async <T>(
  config: Config,
  { dataDir, kept }: Asked,
  act: (disk: Disk) => Promise<T>,
  changing?: true,
): Promise<Result<T, StartFault>> => {
  const disk = await openDisk({
    dataDir,
    origin: config.log,
    ...(kept ? { kept } : {}),
    ...(changing ? { changing } : {}),
  })
  if (!disk.ok) return err({ ...disk.error })
  const done = await act(disk.value)
  await disk.value.vault.close()
  await disk.value.store.close()
  return ok(done)
}

const append = async ({ store }: Disk, config: Config, events: readonly LogEvent[]) => {
  const { batch } = logBatchOf({
    loaded: await loadWitnessed(store),
    events,
    actor: 'admin',
    now: createClock().now(),
    directory: createDirectory(config),
    rules: witnessingOf(config).rules,
  })
  await store.commit(batch)
}

const asked = (o: Asked): Result<Config, StartFault> => {
  const config = parseConfig(o.config)
  if (!config.ok) return config
  return existsSync(join(o.dataDir, 'log.db')) ? config : err({ kind: 'NoLog', dataDir: o.dataDir })
}

/**
 * Puts a new key in the place of the log's: says so in an entry that the old one still signs, then releases a
 * checkpoint in an entry that the new one signs. Interrupted at any point, it is ended by doing it again.
 * @returns the new public key
 */
export const changeKey = async (o: Asked): Promise<Result<string, StartFault>> => {
  const config = asked(o)
  if (!config.ok) return config
  const place = { dir: o.dataDir, origin: config.value.log }
  // Nothing is begun that can't be ended: another program writes, or the log has ended.
  if (!existsSync(join(o.dataDir, nextKey))) {
    const may = await withLog(config.value, o, async () => undefined)
    if (!may.ok) return may
  }
  const next = openNextSigner(place)
  if (!next.ok) return err({ ...next.error })
  const { vkey } = next.value
  if (!isHalfChanged(place, vkey)) {
    const told = await withLog(
      config.value,
      o,
      async disk => {
        const { log } = await loadWitnessed(disk.store)
        if (log?.keys.at(-1) !== vkey)
          await append(disk, config.value, [{ type: 'log.key_changed', vkey }])
      },
      true,
    )
    if (!told.ok) return told
  }
  const promoted = promoteNextSigner(place, vkey)
  if (!promoted.ok) return err({ ...promoted.error })
  const signed = await withLog(config.value, o, async disk =>
    append(disk, config.value, [await checkpointNow(disk)]),
  )
  return signed.ok ? ok(vkey) : signed
}

/** Ends the log: its last entry says so, and nothing follows. @returns the checkpoint over all of it */
export const freeze = async (o: Asked): Promise<Result<string, StartFault>> => {
  const config = asked(o)
  if (!config.ok) return config
  // Also one that others remember more of: to end it is what is left to do then.
  return withLog(config.value, { ...o, kept: {} }, async disk => {
    await append(disk, config.value, [{ type: 'log.frozen' }])
    return (await disk.store.head()).note
  })
}
