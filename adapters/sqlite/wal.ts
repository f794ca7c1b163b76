import Database from 'better-sqlite3'

/** Frames after which the WAL is written into the file, between two commits. */
const enough = 800
/** And within a commit, where there was no time between: the WAL stays below 16 MB and one commit. */
const most = 4000

interface Outcome {
  /** Frames in the WAL, and how many of them are in the file too. */
  readonly log: number
  readonly checkpointed: number
}

/**
 * Keeps the WAL short without making a commit wait for it: whoever commits calls `tidy`, and once that is
 * answered, the WAL is written into the file where it grew. Who has time awaits `turn`, so that what came in
 * meanwhile goes first. `stop` before the database is closed.
 */
export const prepareWal = (db: Database.Database) => {
  db.pragma(`wal_autocheckpoint = ${most}`)
  const ask = db.prepare<[], Outcome>('PRAGMA wal_checkpoint(NOOP)')
  const write = db.prepare<[], Outcome>('PRAGMA wal_checkpoint(PASSIVE)')
  let planned: NodeJS.Immediate | undefined
  let turn: Promise<void> | undefined

  const writeLong = () => {
    const now = ask.get()
    if (!now || now.log - now.checkpointed < enough) return
    turn = new Promise(resolve => setImmediate(resolve)).then(() => {
      turn = undefined
    })
    write.get()
  }
  const checkpoint = () => {
    planned = undefined
    try {
      writeLong()
    } catch (error) {
      // What is committed is in the WAL and stays there: the next one tries again, as SQLite's own does.
      if (!(error instanceof Database.SqliteError)) throw error
    }
  }

  return {
    tidy: () => {
      planned ??= setImmediate(checkpoint)
    },
    /** The turn after one in which the WAL was written; there is none else. */
    turn: () => turn,
    stop: () => clearImmediate(planned),
  }
}
