import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate, readMigrations } from '../../adapters/sqlite/migrate.ts'

const root = join(import.meta.dirname, '../../migrations')

// A line is written when a migration is merged and never changed after: somebody's data has had it.
const frozen = {
  log: {
    folder: root,
    files: {
      '0001-log.sql': '706268be0f9cc5747a7110f53feef77c6ac8b9b8f145a4e94b9f819a845675ba',
      '0002-lease.sql': '8dd08f9e55e378a80fdfc4862edbea3de6aa5932cfdc004833f228230eec5798',
      '0003-delivery.sql': '099c34373c66036e68ff3f2b4dcfd29d822fd89c9eede5b03d1618936ecd6f24',
      '0004-tiles.sql': '42e4b6868ae7346bcb3b10c1377c4c0bdc01c88ff246a03fdde8b61c6df51854',
    },
  },
  vault: {
    folder: join(root, 'vault'),
    files: {
      '0001-vault.sql': '8f1ef108272b9371ec0e683dddc59a77e8ec3030231014d42b49c7635cd96dfb',
      '0002-drafts.sql': '24291073e29b11699b20f666cfe5ca6a1e1d4e6436039bcfb61d90a4da2fc440',
    },
  },
}

for (const [name, { folder, files }] of Object.entries(frozen)) {
  test(`given the migrations of the ${name}, then each is as it was frozen, and no file is left out`, () => {
    const found = readMigrations(folder).map(m => [m.name, m.sha256])
    expect(Object.fromEntries(found)).toEqual(files)
    const sqlFiles = readdirSync(folder).filter(file => file.includes('.sql'))
    expect(sqlFiles.sort()).toEqual(Object.keys(files))
    expect(found.length).toBeGreaterThan(0)
  })

  test(`given the migrations of the ${name}, then none begins or ends a transaction of its own`, () => {
    const texts = Object.keys(files).map(file => readFileSync(join(folder, file), 'utf8'))
    const outside = texts.map(text => text.replace(/\bBEGIN\n.*?\nEND;/gs, ''))
    expect(outside.filter(text => /\b(BEGIN|COMMIT|ROLLBACK|SAVEPOINT)\b/i.test(text))).toEqual([])
    expect(outside).toHaveLength(Object.keys(files).length)
  })

  test(`given the ${name} after all migrations, then its schema is the one on file`, async () => {
    const db = Database(':memory:')
    expect(migrate(db, folder).ok).toBe(true)
    const objects = db
      .prepare<[], { sql: string }>(
        'SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name',
      )
      .all()
    const tables = db
      .prepare<[], { name: string; strict: number }>(
        `SELECT name, strict FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'`,
      )
      .all()
    db.close()
    expect(tables.length).toBeGreaterThanOrEqual(3)
    expect(tables.filter(table => table.strict !== 1)).toEqual([])
    const text = `${objects.map(({ sql }) => sql).join(';\n\n')};\n`
    await expect(text).toMatchFileSnapshot(`schema/${name}.sql`)
  })
}
