import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Page } from '../../src/audit/page.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Head, ReadHashes, SealedEntry } from '../../src/ports/store.ts'
import { copyAside } from './aside.ts'
import { type Derived, readDerived } from './derived.ts'
import { streamEntries } from './entries.ts'
import { readNodes } from './nodes.ts'
import { logId } from './open.ts'
import { packedOf, streamPacked } from './packed.ts'

export type ReadFault =
  | { readonly kind: 'NoFile'; readonly file: string }
  | { readonly kind: 'NotALog'; readonly file: string; readonly detail: string }
  | { readonly kind: 'CannotRead'; readonly file: string; readonly detail: string }

export interface ReadOptions {
  /**
   * One state of the file throughout, which keeps its WAL from being folded in meanwhile; true where not given.
   * Without it each page is read by itself: `head` stands, and entries may come after it.
   */
  readonly pinned?: boolean
}

/** One state of the log, whatever the writer does meanwhile. */
export interface LogReader {
  readonly head: Head
  /**
   * All entries in order. Where SQLite finds the file itself damaged the stream ends early, which no
   * checkpoint agrees with, and `damage` says why.
   */
  readonly entries: () => AsyncIterable<SealedEntry>
  /** The same as bytes, those before `to`, by default all: at most 256 at a time. */
  readonly pages: (to?: number) => AsyncIterable<Page>
  /** Entries from `from` up to but not including `to`, the same way. */
  readonly between: (from: number, to: number) => AsyncIterable<SealedEntry>
  /** The entry of that leaf hash, as the rows have it. */
  readonly withLeaf: (leaf: Uint8Array) => SealedEntry | undefined
  /** As `Store.hashes`, from the rows as they are; computed where a log is from before it had them. */
  readonly hashes: ReadHashes
  /** What is kept beside the entries; throws where the file has no such tables. */
  readonly derived: () => Derived
  readonly damage: () => string | undefined
  readonly close: () => void
}

// Tables of a file that we are to judge may hold anything: null, text for bytes.
const selectSql = `SELECT seq, coalesce(CAST(body AS TEXT), '') AS body,
  coalesce(CAST(leaf AS BLOB), x'') AS leaf FROM entry`
const entrySql = `${selectSql} WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT 256`
const leafSql = `${selectSql} WHERE leaf = ?`
const headSql = `SELECT size, coalesce(CAST(note AS TEXT), '') AS note FROM head`

const readerOf = (db: Database.Database, afterwards: () => void): LogReader => {
  const rows = db.prepare<[number, number], SealedEntry>(entrySql)
  const packed = packedOf(db)
  const byLeaf = db.prepare<[Uint8Array], SealedEntry>(leafSql)
  const head = db.prepare<[], Head>(headSql).get() ?? { size: 0, note: '' }
  let damage: string | undefined
  const orEnd = <T>(read: () => T, otherwise: T): T => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error
      damage = error.message
      return otherwise
    }
  }
  const pageOrEnd = (from: number, to: number): readonly SealedEntry[] =>
    orEnd(() => rows.all(from, to), [])
  return {
    head,
    // Below 0 too: a row that was slipped in there must be seen.
    entries: () => streamEntries(pageOrEnd, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    pages: (to = Number.MAX_SAFE_INTEGER) => streamPacked(packed, pageOrEnd, to),
    between: (from, to) => streamEntries(pageOrEnd, from, to),
    withLeaf: leaf => orEnd(() => byLeaf.get(leaf), undefined),
    hashes: readNodes(db),
    derived: () => readDerived(db),
    damage: () => damage,
    close: () => {
      db.close()
      afterwards()
    },
  }
}

const open = (file: string, pinned: boolean, afterwards: () => void): Result<LogReader, string> => {
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
    const reader = readerOf(db, afterwards)
    if (!pinned) db.exec('COMMIT')
    return ok(reader)
  } catch (error) {
    db.close()
    throw error
  }
}

// Where a WAL's index can be neither found nor made, as in a folder that may not be written.
const needsCopy = (code: string): boolean =>
  code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')

const openCopy = (file: string, pinned: boolean): Result<LogReader, string> => {
  const aside = copyAside(file)
  if (!aside) throw new Error('the file changes while it is copied')
  try {
    const opened = open(aside.file, pinned, aside.remove)
    if (!opened.ok) aside.remove()
    return opened
  } catch (error) {
    aside.remove()
    throw error
  }
}

const openEither = (file: string, pinned: boolean): Result<LogReader, string> => {
  try {
    return open(file, pinned, () => {})
  } catch (error) {
    if (error instanceof Database.SqliteError && needsCopy(error.code))
      return openCopy(file, pinned)
    throw error
  }
}

/**
 * Opens a log for verification: read-only, while a bot writes to it or not, also where its folder may
 * not be written (then through a temporary copy). Nothing in the file is trusted.
 */
export const openLogForReading = (
  file: string,
  { pinned = true }: ReadOptions = {},
): Result<LogReader, ReadFault> => {
  if (!existsSync(file)) return err({ kind: 'NoFile', file })
  try {
    const opened = openEither(file, pinned)
    return opened.ok ? opened : err({ kind: 'NotALog', file, detail: opened.error })
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const broken =
      error instanceof Database.SqliteError &&
      ['SQLITE_NOTADB', 'SQLITE_ERROR'].includes(error.code)
    return err({ kind: broken ? 'NotALog' : 'CannotRead', file, detail })
  }
}
