import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../../adapters/sqlite/migrate.ts'
import { temporaryFolder } from '../contract/store-rig.ts'

const root = join(import.meta.dirname, '../../migrations')

test('given a log with messages in every state, when delivery is migrated, then each is kept and owed as before', () => {
  const { folder, remove } = temporaryFolder()
  onTestFinished(remove)
  const old = join(folder, 'old')
  mkdirSync(old)
  for (const name of ['0001-log.sql', '0002-lease.sql']) cpSync(join(root, name), join(old, name))
  const db = Database(join(folder, 'log.db'))
  db.pragma('foreign_keys = ON')
  expect(migrate(db, old).ok).toBe(true)
  db.exec(`INSERT INTO entry VALUES (0, '{}', x'${'00'.repeat(32)}')`)
  const insert = db.prepare(
    `INSERT INTO outbox (key, platform, place, subject, purpose, recipe, seq, state, attempts, next_at,
       repeat, message, sent_at) VALUES (?, 'p', ?, 's', ?, '{}', 0, ?, ?, ?, ?, ?, ?)`,
  )
  insert.run('k1', 'a', 'card', 'sent', 1, 0, 0, 'm1', 70)
  insert.run('k2', 'a', 'reply', 'pending', 3, 900, 1, null, null)
  insert.run('k3', 'b', 'ping.1', 'sending', 1, 0, 0, null, null)
  insert.run('k4', 'b', 'card', 'dead', 20, 0, 0, null, null)
  db.exec(`INSERT INTO shown VALUES (1, 1, 'p', 'a', 's', 'card')`)
  expect(migrate(db, root).ok).toBe(true)
  const rows = db
    .prepare('SELECT id, key, rank, state, attempts, doubt, message, sent_at FROM outbox')
    .raw()
    .all()
  expect(rows).toEqual([
    [1, 'k1', 2, 'sent', 1, 0, 'm1', 70],
    [2, 'k2', 3, 'pending', 3, 1, null, null],
    [3, 'k3', 1, 'sending', 1, 0, null, null],
    [4, 'k4', 2, 'dead', 20, 0, null, null],
  ])
  expect(db.prepare('SELECT * FROM pace').raw().all()).toEqual([
    ['p', 'a', 900, 70],
    ['p', 'b', 0, 0],
  ])
  expect(db.prepare('SELECT first, last, purpose FROM shown').raw().all()).toEqual([[1, 1, 'card']])
  expect(db.pragma('foreign_key_check')).toEqual([])
  expect(() => db.exec(`UPDATE outbox SET state = 'pending' WHERE id = 4`)).toThrow('final')
  db.close()
})
