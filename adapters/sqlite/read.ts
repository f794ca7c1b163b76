import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Head, SealedEntry } from '../../src/ports/store.ts'
import { copyAside } from './aside.ts'
import { streamEntries } from './entries.ts'
import { logId } from './open.ts'

export type ReadFault =
  | { readonly kind: 'NoFile'; readonly file: string }
  | { readonly kind: 'NotALog'; readonly file: string; readonly detail: string }
  | { readonly kind: 'CannotRead'; readonly file: string; readonly detail: string }

/** One state of the log, whatever the writer does meanwhile. */
export interface LogReader {
  readonly head: Head
  /**
   * All entries in order. Where SQLite finds the file itself damaged the stream ends early, which no
   * checkpoint agrees with, and `damage` says why.
   */
  readonly entries: () => AsyncIterable<SealedEntry>
  readonly damage: () => string | undefined
  readonly close: () => void
}

// Tables of a file that we are to judge may hold anything: null, text for bytes.
const entrySql = `SELECT seq, coalesce(CAST(body AS TEXT), '') AS body,
  coalesce(CAST(leaf AS BLOB), x'') AS leaf FROM entry WHERE seq >= ? ORDER BY seq LIMIT 256`
const headSql = `SELECT size, coalesce(CAST(note AS TEXT), '') AS note FROM head`

const readerOf = (db: Database.Database, afterwards: () => void): LogReader => {
  const page = db.prepare<[number], SealedEntry>(entrySql)
  const head = db.prepare<[], Head>(headSql).get() ?? { size: 0, note: '' }
  let damage: string | undefined
  const pageOrEnd = (from: number): readonly SealedEntry[] => {
    try {
      return page.all(from)
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error
      damage = error.message
      return []
    }
  }
  return {
    head,
    // Below 0 too: a row that was slipped in there must be seen.
    entries: () => streamEntries(pageOrEnd, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    damage: () => damage,
    close: () => {
      db.close()
      afterwards()
    },
  }
}

const open = (file: string, afterwards: () => void): Result<LogReader, string> => {
  const db = Database(file, { readonly: true, fileMustExist: true })
  try {
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    // The first statement of the transaction settles which state is read.
    db.exec('BEGIN')
    if (db.pragma('application_id', { simple: true }) !== logId) {
      db.close()
      return err('it does not carry the mark of a log')
    }
    return ok(readerOf(db, afterwards))
  } catch (error) {
    db.close()
    throw error
  }
}

// Where a WAL's index can be neither found nor made, as in a folder that may not be written.
const needsCopy = (code: string): boolean =>
  code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')

const openCopy = (file: string): Result<LogReader, string> => {
  const aside = copyAside(file)
  if (!aside) throw new Error('the file changes while it is copied')
  try {
    const opened = open(aside.file, aside.remove)
    if (!opened.ok) aside.remove()
    return opened
  } catch (error) {
    aside.remove()
    throw error
  }
}

const openEither = (file: string): Result<LogReader, string> => {
  try {
    return open(file, () => {})
  } catch (error) {
    if (error instanceof Database.SqliteError && needsCopy(error.code)) return openCopy(file)
    throw error
  }
}

/**
 * Opens a log for verification: read-only, while a bot writes to it or not, also where its folder may
 * not be written (then through a temporary copy). Nothing in the file is trusted.
 */
export const openLogForReading = (file: string): Result<LogReader, ReadFault> => {
  if (!existsSync(file)) return err({ kind: 'NoFile', file })
  try {
    const opened = openEither(file)
    return opened.ok ? opened : err({ kind: 'NotALog', file, detail: opened.error })
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const broken =
      error instanceof Database.SqliteError &&
      ['SQLITE_NOTADB', 'SQLITE_ERROR'].includes(error.code)
    return err({ kind: broken ? 'NotALog' : 'CannotRead', file, detail })
  }
}
