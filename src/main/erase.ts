import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createErase, type Erasure } from '../bot/erase.ts'
import { toMatterId, toReferralId } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { mattersUnder } from '../matter/index.ts'
import { createDirectory } from '../roster/directory.ts'
import { createClock } from './clock.ts'
import { openDisk } from './disk.ts'
import type { StartFault } from './fault.ts'
import type { KeptNotes } from './kept-notes.ts'
import { parseConfig } from './settings.ts'

/** Erases the content of one referral or matter, for the operator, while no desk runs on the data directory. */
export const erase = async (o: {
  readonly config: unknown
  readonly dataDir: string
  readonly referral: string
  readonly reason: string
  readonly kept?: KeptNotes
}): Promise<Result<Erasure, StartFault>> => {
  const config = parseConfig(o.config)
  if (!config.ok) return config
  const id = toReferralId(o.referral) ?? toMatterId(o.referral)
  if (!id) return err({ kind: 'NotAReference', referral: o.referral })
  if (!existsSync(join(o.dataDir, 'log.db'))) return err({ kind: 'NoLog', dataDir: o.dataDir })
  const disk = await openDisk({ ...o, origin: config.value.log })
  if (!disk.ok) return err({ ...disk.error })
  const { store, vault } = disk.value
  const directory = createDirectory(config.value)
  const matters = mattersUnder(config.value)
  const run = createErase({ store, vault, clock: createClock(), directory, matters })
  const done = await run({ id, actor: 'admin', cause: { reason: o.reason } })
  await vault.close()
  await store.close()
  return ok(done)
}
