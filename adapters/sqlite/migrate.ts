import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { OpenFault } from './faults.ts'

export interface Migration {
  /** Counts from 1. */
  readonly version: number
  readonly name: string
  /** Of the file's bytes, hex. */
  readonly sha256: string
  readonly sql: string
}

/** The migrations of a folder in order. Throws where the numbers have a gap: the program is incomplete. */
export const readMigrations = (folder: string): readonly Migration[] =>
  readdirSync(folder)
    .filter(name => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name, i) => {
      const version = Number(name.slice(0, 4))
      if (version !== i + 1) throw new Error(`migration ${name} is number ${i + 1} of ${folder}`)
      const bytes = readFileSync(join(folder, name))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { version, name, sha256, sql: bytes.toString('utf8') }
    })

interface Applied {
  readonly version: number
  readonly name: string
  readonly sha256: string
}

const record = `CREATE TABLE IF NOT EXISTS migration (
  version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT`

const readApplied = (db: Database.Database): readonly Applied[] =>
  db.prepare<[], Applied>('SELECT version, name, sha256 FROM migration ORDER BY version').all()

const apply = (db: Database.Database, migration: Migration): Result<undefined, OpenFault> => {
  try {
    db.transaction(() => {
      db.exec(record)
      db.exec(migration.sql)
      db.prepare('INSERT INTO migration (version, name, sha256) VALUES (?, ?, ?)').run(
        migration.version,
        migration.name,
        migration.sha256,
      )
      db.pragma(`user_version = ${migration.version}`)
    }).immediate()
    return ok(undefined)
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    return err({ kind: 'MigrationFailed', name: migration.name, detail: error.message })
  }
}

/**
 * Brings a database to the newest migration, each file whole or not at all; never back.
 * @returns the names of those that were applied now
 */
export const migrate = (
  db: Database.Database,
  folder: string,
): Result<readonly string[], OpenFault> => {
  const known = readMigrations(folder)
  const found = Number(db.pragma('user_version', { simple: true }))
  if (found > known.length) return err({ kind: 'TooNew', found, known: known.length })
  const applied = found > 0 ? readApplied(db) : []
  const changed = applied.find(
    (old, i) => known[i]?.name !== old.name || known[i]?.sha256 !== old.sha256,
  )
  if (changed) return err({ kind: 'MigrationChanged', name: changed.name })
  const missing = known.slice(applied.length)
  for (const migration of missing) {
    const done = apply(db, migration)
    if (!done.ok) return done
  }
  return ok(missing.map(({ name }) => name))
}
