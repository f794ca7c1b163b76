import { closeSync, existsSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { type OpenFault, toOpenFault } from './faults.ts'
import { lockForWriting } from './lock.ts'
import { migrate } from './migrate.ts'
import { networkVolume, volumeType } from './volume.ts'

export const logId = 0x4c494149
export const vaultId = 0x4c494156

export interface Opened {
  readonly db: Database.Database
  /** Names of the migrations that were applied now. */
  readonly applied: readonly string[]
  /** Closes the database and lets another writer in. */
  readonly release: () => void
}

export interface OpenRequest {
  readonly file: string
  /** Folder of the migrations of this database. */
  readonly migrations: string
  readonly applicationId: number
  /** Overwrites what is deleted; on from the first byte or it is worth nothing. */
  readonly secureDelete: boolean
  /** What a folder is on; asked of the system where not given. */
  readonly volumeOf?: (folder: string) => number
}

type Setting = readonly [pragma: string, value: string, readBack: string | number]

// better-sqlite3 falls to synchronous=NORMAL in WAL mode, in silence; hence set after WAL, and read back.
const durable: readonly Setting[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['busy_timeout', '5000', 5000],
  ['temp_store', 'MEMORY', 2],
]

// 3.51.3 mends a corruption of the WAL that all versions before it have (sqlite.org/wal.html).
const oldestSafe = [3, 51, 3] as const

/** True if a version such as `3.54.1` is one that doesn't damage a WAL. */
export const isSafeVersion = (version: string): boolean => {
  const parts = version.split('.').map(Number)
  const differing = oldestSafe.findIndex((least, i) => parts[i] !== least)
  return differing === -1 || (parts[differing] ?? 0) > (oldestSafe[differing] ?? 0)
}

const versionOf = (db: Database.Database): string =>
  db.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version ?? ''

const isForeign = (db: Database.Database, applicationId: number): boolean => {
  const found = db.pragma('application_id', { simple: true })
  if (found === applicationId) return false
  const objects = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_schema').get()
  return found !== 0 || (objects?.n ?? 0) > 0
}

const applySettings = (db: Database.Database, settings: readonly Setting[]) => {
  for (const [pragma, value, readBack] of settings) {
    db.pragma(`${pragma} = ${value}`)
    const found = db.pragma(pragma, { simple: true })
    if (found !== readBack)
      return err({ kind: 'Unsafe', setting: pragma, found: String(found) } as const)
  }
  return ok(undefined)
}

/** What SQLite finds wrong in the file itself; whether the entries are ours, the tree says. */
const quickCheck = (db: Database.Database): string | undefined => {
  const found = db.prepare<[], string>('PRAGMA quick_check(1)').pluck().get()
  return found === 'ok' ? undefined : (found ?? 'no answer')
}

const prepareDatabase = (
  db: Database.Database,
  request: OpenRequest,
): Result<readonly string[], OpenFault> => {
  const version = versionOf(db)
  if (!isSafeVersion(version))
    return err({ kind: 'Unsafe', setting: 'sqlite_version', found: version })
  // Before anything is written, as setting WAL would be.
  if (isForeign(db, request.applicationId)) return err({ kind: 'NotOurs', file: request.file })
  const erasing: readonly Setting[] = request.secureDelete ? [['secure_delete', 'ON', 1]] : []
  const set = applySettings(db, [...erasing, ...durable])
  if (!set.ok) return set
  const detail = quickCheck(db)
  if (detail !== undefined) return err({ kind: 'Damaged', file: request.file, detail })
  return migrate(db, request.migrations)
}

/**
 * Opens a database as its one writer, in this order: not on a volume of the network, locked, by a safe SQLite,
 * ours, durable settings read back, sound in itself, migrations applied.
 * The file is made if it isn't there, readable by its owner only.
 */
export const openForWriting = (request: OpenRequest): Result<Opened, OpenFault> => {
  const { file } = request
  if (!existsSync(dirname(file)))
    return err({ kind: 'CannotOpen', file, detail: 'its folder is not there' })
  const volume = networkVolume((request.volumeOf ?? volumeType)(dirname(file)))
  if (volume !== undefined) return err({ kind: 'NetworkVolume', file, volume })
  let unlock: (() => void) | undefined
  let db: Database.Database | undefined
  const release = () => {
    db?.close()
    unlock?.()
  }
  try {
    unlock = lockForWriting(file)
    if (!unlock) return err({ kind: 'InUse', file })
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
    db = Database(file)
    const ready = prepareDatabase(db, request)
    if (ready.ok) return ok({ db, applied: ready.value, release })
    release()
    return ready
  } catch (error) {
    release()
    return err(toOpenFault(file, error))
  }
}
