import type { Database } from 'better-sqlite3'
import type { Instant } from '../../src/kit/time.ts'

/** Statements on the keys of what was heard and committed. */
export const prepareInbox = (db: Database) => {
  const find = db.prepare<[string], { key: string }>('SELECT key FROM inbox WHERE key = ?')
  const insert = db.prepare<[string, Instant]>('INSERT INTO inbox (key, at) VALUES (?, ?)')

  return {
    knows: (key: string): boolean => find.get(key) !== undefined,
    remember: (key: string, at: Instant) => {
      insert.run(key, at)
    },
  }
}

export type Inbox = ReturnType<typeof prepareInbox>
