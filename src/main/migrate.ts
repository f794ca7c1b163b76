import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stores } from '../../adapters/index.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { StartFault } from './fault.ts'
import { root } from './places.ts'

export interface Migrated {
  /** Names of the migrations that were applied now. */
  readonly log: readonly string[]
  readonly vault: readonly string[]
}

/** Brings the databases of a desk that doesn't run to the form that this version needs. */
export const migrateData = async (dataDir: string): Promise<Result<Migrated, StartFault>> => {
  const [log, vault] = [join(dataDir, 'log.db'), join(dataDir, 'vault.db')]
  if (!existsSync(log)) return err({ kind: 'NoLog', dataDir })
  const { migrateFile } = await stores.sqlite()
  const migrations = join(root, 'migrations')
  const done = migrateFile({ file: log, migrations, which: 'log' })
  if (!done.ok) return err({ ...done.error })
  const also = migrateFile({ file: vault, migrations: join(migrations, 'vault'), which: 'vault' })
  return also.ok ? ok({ log: done.value, vault: also.value }) : err({ ...also.error })
}
