import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '../../adapters/sqlite/migrate.ts'
import { openForWriting } from '../../adapters/sqlite/open.ts'
import { temporaryFolder } from '../contract/store-rig.ts'

describe('migrations', () => {
  let folder: string
  let remove: () => void
  let db: Database.Database
  beforeEach(() => {
    const made = temporaryFolder()
    folder = made.folder
    remove = made.remove
    write('0001-one.sql', 'CREATE TABLE one (x INTEGER) STRICT;')
    write('0002-two.sql', 'CREATE TABLE two (x INTEGER) STRICT; INSERT INTO one VALUES (2);')
    db = Database(join(folder, 'data.db'))
  })
  afterEach(() => {
    db.close()
    remove()
  })

  const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
  const tables = () =>
    db
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .all()
      .map(row => row.name)
      .sort()
  const version = () => db.pragma('user_version', { simple: true })

  test('given a new database, then all files are applied in order, and again does nothing', () => {
    expect(migrate(db, folder)).toEqual({ ok: true, value: ['0001-one.sql', '0002-two.sql'] })
    expect(migrate(db, folder)).toEqual({ ok: true, value: [] })
    expect(tables()).toEqual(['migration', 'one', 'two'])
    expect(version()).toBe(2)
    expect(db.prepare('SELECT x FROM one').all()).toEqual([{ x: 2 }])
    expect(db.prepare('SELECT version, name FROM migration').all()).toEqual([
      { version: 1, name: '0001-one.sql' },
      { version: 2, name: '0002-two.sql' },
    ])
  })

  test('given a database with data, when a file is added, then only that one is applied', () => {
    migrate(db, folder)
    db.exec('INSERT INTO two VALUES (7)')
    write('0003-three.sql', 'ALTER TABLE two ADD COLUMN y INTEGER')
    expect(migrate(db, folder).ok).toBe(true)
    expect(db.prepare('SELECT x, y FROM two').all()).toEqual([{ x: 7, y: null }])
    expect(version()).toBe(3)
  })

  test('given a file that fails half way, then nothing of it stays, and what was before does', () => {
    migrate(db, folder)
    write(
      '0003-bad.sql',
      'CREATE TABLE three (x); INSERT INTO one VALUES (3); SELECT * FROM nowhere;',
    )
    expect(migrate(db, folder)).toEqual({
      ok: false,
      error: { kind: 'MigrationFailed', name: '0003-bad.sql', detail: 'no such table: nowhere' },
    })
    expect(tables()).toEqual(['migration', 'one', 'two'])
    expect(db.prepare('SELECT x FROM one').all()).toEqual([{ x: 2 }])
    expect(version()).toBe(2)
    write('0003-bad.sql', 'CREATE TABLE three (x)')
    expect(migrate(db, folder).ok).toBe(true)
  })

  test('given the very first file fails, then the next try meets an empty database', () => {
    write('0001-one.sql', 'CREATE TABLE one (x INTEGER); SELECT * FROM nowhere;')
    expect(migrate(db, folder)).toMatchObject({ error: { kind: 'MigrationFailed' } })
    expect(tables()).toEqual([])
  })

  test.each([
    ['a changed file', () => appendFileSync(join(folder, '0001-one.sql'), '\n')],
    [
      'two files that changed places',
      () => {
        write('0001-one.sql', 'CREATE TABLE two (x INTEGER) STRICT; INSERT INTO one VALUES (2);')
        write('0002-two.sql', 'CREATE TABLE one (x INTEGER) STRICT;')
      },
    ],
  ])('given %s that was applied, then it is refused and the database stays', (_, change) => {
    migrate(db, folder)
    change()
    write('0003-three.sql', 'CREATE TABLE three (x)')
    expect(migrate(db, folder)).toEqual({
      ok: false,
      error: { kind: 'MigrationChanged', name: '0001-one.sql' },
    })
    expect(tables()).toEqual(['migration', 'one', 'two'])
  })

  test('given a database newer than the program, then it is refused', () => {
    migrate(db, folder)
    db.pragma('user_version = 9')
    expect(migrate(db, folder)).toEqual({
      ok: false,
      error: { kind: 'TooNew', found: 9, known: 2 },
    })
  })

  test('given a gap in the numbers, then the program is incomplete: it throws', () => {
    write('0004-four.sql', 'CREATE TABLE four (x)')
    expect(() => migrate(db, folder)).toThrow('0004-four.sql')
    expect(tables()).toEqual([])
  })

  test('given files of other names, then they are no migrations', () => {
    write('notes.sql', 'CREATE TABLE notes (x)')
    write('0003-three.sql.bak', 'CREATE TABLE three (x)')
    expect(migrate(db, folder).ok).toBe(true)
    expect(tables()).toEqual(['migration', 'one', 'two'])
  })

  test('given a fault while opening, then the lock is free for the next try', () => {
    write('0003-bad.sql', 'SELECT * FROM nowhere')
    const file = join(folder, 'opened.db')
    const open = () =>
      openForWriting({ file, migrations: folder, applicationId: 0, secureDelete: false })
    const kinds = [open(), open()].map(opened => (opened.ok ? 'ok' : opened.error.kind))
    expect(kinds).toEqual(['MigrationFailed', 'MigrationFailed'])
    write('0003-bad.sql', 'SELECT 1')
    const opened = open()
    expect(opened.ok).toBe(true)
    if (opened.ok) opened.value.release()
  })
})
