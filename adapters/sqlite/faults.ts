import Database from 'better-sqlite3'

/** Why a database can't be used. Each needs a person; none is worth another try by itself. */
export type OpenFault =
  /** Another process, or another store of this one, writes to it. */
  | { readonly kind: 'InUse'; readonly file: string }
  /** Not a database, or that of another program. */
  | { readonly kind: 'NotOurs'; readonly file: string }
  /** Written by a newer version of this program. */
  | { readonly kind: 'TooNew'; readonly found: number; readonly known: number }
  /** An applied migration isn't what it was when it was applied. */
  | { readonly kind: 'MigrationChanged'; readonly name: string }
  /** Nothing of this migration was kept. */
  | { readonly kind: 'MigrationFailed'; readonly name: string; readonly detail: string }
  /** On a volume of the network, where neither locks nor a WAL can be relied on (sqlite.org/wal.html). */
  | { readonly kind: 'NetworkVolume'; readonly file: string; readonly volume: string }
  /** The file system or the library won't give the durability that we promise. */
  | { readonly kind: 'Unsafe'; readonly setting: string; readonly found: string }
  | { readonly kind: 'Damaged'; readonly file: string; readonly detail: string }
  | { readonly kind: 'CannotOpen'; readonly file: string; readonly detail: string }

/** The fault behind an error that SQLite threw while opening; anything else is thrown on. */
export const toOpenFault = (file: string, error: unknown): OpenFault => {
  if (error instanceof Error && 'syscall' in error)
    return { kind: 'CannotOpen', file, detail: error.message }
  if (!(error instanceof Database.SqliteError)) throw error
  if (error.code === 'SQLITE_NOTADB') return { kind: 'NotOurs', file }
  return error.code.startsWith('SQLITE_CORRUPT')
    ? { kind: 'Damaged', file, detail: error.message }
    : { kind: 'CannotOpen', file, detail: error.message }
}
