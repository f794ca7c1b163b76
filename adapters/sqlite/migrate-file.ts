import { ok, type Result } from '../../src/kit/result.ts'
import type { OpenFault } from './faults.ts'
import { logId, openForWriting, vaultId } from './open.ts'

export interface MigrateRequest {
  readonly file: string
  /** Folder of the migrations of this database. */
  readonly migrations: string
  readonly which: 'log' | 'vault'
}

/** Brings a database to the newest migration and closes it. @returns those that were applied now */
export const migrateFile = ({
  file,
  migrations,
  which,
}: MigrateRequest): Result<readonly string[], OpenFault> => {
  const opened = openForWriting({
    file,
    migrations,
    applicationId: which === 'log' ? logId : vaultId,
    secureDelete: which === 'vault',
  })
  if (!opened.ok) return opened
  opened.value.release()
  return ok(opened.value.applied)
}
