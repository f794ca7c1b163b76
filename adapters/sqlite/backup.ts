import {
  closeSync,
  constants,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  linkSync,
  openSync,
  rmSync,
  unlinkSync,
} from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { err, ok, type Result } from '../../src/kit/result.ts'

export type BackupFault =
  | { readonly kind: 'NoFile'; readonly file: string }
  /** Not a database of this program, or not the one asked for. */
  | { readonly kind: 'NotOurs'; readonly file: string }
  /** Nothing that is there is written over. */
  | { readonly kind: 'IsThere'; readonly file: string }
  | { readonly kind: 'CannotCopy'; readonly file: string; readonly detail: string }
  /** What came out of it isn't sound; it was removed. */
  | { readonly kind: 'BadCopy'; readonly file: string; readonly detail: string }

export interface BackupRequest {
  readonly from: string
  readonly to: string
  readonly applicationId: number
  /** Looks at the copy before it has its name; what it finds wrong, in a few words. */
  readonly check: (file: string) => Promise<string | undefined>
  /** Makes durable what was copied so far; by the system where not given. */
  readonly flush?: (fd: number) => void
}

/** Pages between two turns of who else is there, and between two flushes: some milliseconds. */
const pagesAtOnce = 256

const syncFolder = (path: string): void => {
  const fd = openSync(path, constants.O_RDONLY)
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

const copy = async (
  { from, applicationId, flush = fdatasyncSync }: BackupRequest,
  aside: string,
  fd: number,
): Promise<Result<undefined, BackupFault>> => {
  const db = Database(from, { readonly: true, fileMustExist: true })
  try {
    // One state throughout: else each commit of the writer would make the copy begin anew.
    db.exec('BEGIN')
    if (db.pragma('application_id', { simple: true }) !== applicationId)
      return err({ kind: 'NotOurs', file: from })
    const progress = (): number => {
      // A commit of the desk waits on its disk for what is flushed beside it: a whole log would be too much.
      flush(fd)
      return pagesAtOnce
    }
    await db.backup(aside, { progress })
    return ok(undefined)
  } finally {
    db.close()
  }
}

const soundness = (file: string): string | undefined => {
  const db = Database(file, { readonly: true, fileMustExist: true })
  try {
    const found = db.prepare<[], string>('PRAGMA quick_check(1)').pluck().get()
    return found === 'ok' ? undefined : (found ?? 'no answer')
  } finally {
    db.close()
  }
}

/**
 * Copies a database while its writer goes on (SQLite's online backup, on a connection that only reads), looks at
 * the copy, makes it durable and only then gives it its name. For its owner's eyes only; writes over nothing.
 */
export const backupDatabase = async (
  request: BackupRequest,
): Promise<Result<undefined, BackupFault>> => {
  const { from, to, check } = request
  if (!existsSync(from)) return err({ kind: 'NoFile', file: from })
  if (existsSync(to)) return err({ kind: 'IsThere', file: to })
  const aside = `${to}.${process.pid}.new`
  let fd: number | undefined
  try {
    // Open to the end: to close any of a file gives up the locks that SQLite has on it in this process.
    fd = openSync(aside, 'wx', 0o600)
    const copied = await copy(request, aside, fd)
    if (!copied.ok) return copied
    const detail = soundness(aside) ?? (await check(aside))
    if (detail !== undefined) return err({ kind: 'BadCopy', file: to, detail })
    fsyncSync(fd)
    linkSync(aside, to)
    unlinkSync(aside)
    if (process.platform !== 'win32') syncFolder(dirname(to))
    return ok(undefined)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    return error.code === 'EEXIST'
      ? err({ kind: 'IsThere', file: to })
      : err({ kind: 'CannotCopy', file: to, detail: error.message })
  } finally {
    if (fd !== undefined) closeSync(fd)
    for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(`${aside}${rest}`, { force: true })
  }
}
