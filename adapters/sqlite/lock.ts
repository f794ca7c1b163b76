import Database from 'better-sqlite3'

/**
 * Makes this the one writer of `file`, until released or until the process ends however it ends: the
 * operating system holds the lock, so none is ever stale. Readers of `file` aren't kept out.
 * Undefined if somebody else has it. Opening and closing `<file>.lock` by other means within this
 * process would drop it (POSIX); nothing has a reason to.
 */
export const lockForWriting = (file: string): (() => void) | undefined => {
  const lock = Database(`${file}.lock`, { timeout: 0 })
  try {
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return () => {
      lock.close()
    }
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return undefined
    throw error
  }
}
