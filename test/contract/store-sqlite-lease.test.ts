import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { watchedSql } from '../../adapters/sqlite/watched.ts'
import { ask, step } from './store-batches.ts'
import { openSqlite, temporaryFolder } from './store-rig.ts'

describe('lease and watched in sqlite', () => {
  let folder: string
  let remove: () => void
  let file: string
  beforeEach(() => {
    const made = temporaryFolder()
    folder = made.folder
    remove = made.remove
    file = join(folder, 'log.db')
  })
  afterEach(() => remove())

  /** What a crash at this moment would leave behind, opened again. */
  const afterCrash = (name: string) => {
    const copy = join(folder, `${name}.db`)
    copyFileSync(file, copy)
    copyFileSync(`${file}-wal`, `${copy}-wal`)
    return openSqlite(copy)
  }

  test('given renewals each second for a minute, then one in ten is written, and a crash forgets no more', async () => {
    const store = openSqlite(file)
    const watcher = Database(file, { readonly: true })
    const version = () => Number(watcher.pragma('data_version', { simple: true }))
    await ask(store, 'a', 0, 30_000)
    let [writes, last, forgotten] = [0, version(), 0]
    for (let now = 1_000; now <= 60_000; now += 1_000) {
      await ask(store, 'a', now, now + 30_000)
      writes += Number(version() !== last)
      last = version()
      const crashed = afterCrash(`c${now}`)
      const lease = await ask(crashed, 'b', now + 30_000, now + 60_000)
      await crashed.close()
      if (lease.kind !== 'held') throw new Error('the lease of a dead run does not end')
      expect(lease.epoch).toBe(2)
      forgotten = Math.max(forgotten, now - (lease.seen ?? 0))
    }
    watcher.close()
    await store.close()
    expect({ writes, forgotten }).toEqual({ writes: 6, forgotten: 9_000 })
  })

  test('given a change of holder, or a lease made shorter, then a crash right after forgets neither', async () => {
    const store = openSqlite(file)
    await ask(store, 'a', 0, 30_000)
    await ask(store, 'b', 30_000, 60_000)
    const changed = afterCrash('changed')
    expect(await ask(changed, 'c', 59_999, 70_000)).toEqual({ kind: 'taken', until: 60_000 })
    expect(await changed.commit(step(1, 1, { fence: 1 }))).toEqual({ kind: 'fenced' })
    await changed.close()
    await ask(store, 'b', 30_001, 30_001)
    const shorter = afterCrash('shorter')
    expect(await ask(shorter, 'c', 30_001, 70_000)).toMatchObject({ kind: 'held', epoch: 3 })
    await shorter.close()
    await store.close()
  })

  test('given any statement against the lease, then the schema refuses it', async () => {
    const store = openSqlite(file)
    await ask(store, 'a', 0, 30_000)
    await ask(store, 'b', 30_000, 60_000)
    await store.close()
    const db = Database(file)
    db.pragma('recursive_triggers = OFF')
    const attempts = [
      'UPDATE lease SET epoch = 1',
      'UPDATE lease SET epoch = 3',
      `UPDATE lease SET holder = 'c', seen = 60000, until = 90000`,
      `UPDATE lease SET holder = 'c', epoch = 4, seen = 60000, until = 90000`,
      `UPDATE lease SET holder = 'c', epoch = 3, seen = 59999, until = 90000`,
      `UPDATE lease SET holder = ''`,
      `UPDATE lease SET holder = NULL`,
      'UPDATE lease SET until = seen - 1',
      `UPDATE lease SET until = 'soon'`,
      'UPDATE lease SET only = 2',
      'DELETE FROM lease',
      `INSERT INTO lease VALUES (2, 'c', 1, 0, 0)`,
      `INSERT INTO lease VALUES (1, 'c', 1, 0, 0)`,
      `INSERT OR IGNORE INTO lease VALUES (1, 'c', 1, 0, 0)`,
      `REPLACE INTO lease VALUES (1, 'c', 1, 0, 0)`,
      `INSERT INTO lease VALUES (1, 'c', 1, 0, 0) ON CONFLICT DO UPDATE SET epoch = 1`,
    ]
    const before = db.prepare('SELECT * FROM lease').all()
    for (const sql of attempts) expect(() => db.exec(sql), sql).toThrow()
    expect(attempts).toHaveLength(16)
    expect(db.prepare('SELECT * FROM lease').all()).toEqual(before)
    expect(before).toEqual([{ only: 1, holder: 'b', epoch: 2, seen: 30_000, until: 60_000 }])
    db.exec(`UPDATE lease SET holder = 'c', epoch = 3, seen = 60000, until = 90000`)
    db.close()
  })

  test('given 50,000 closed referrals, then a page of what is watched is read from its two indexes only', async () => {
    const store = openSqlite(file)
    await store.commit(step(1, 1))
    await store.close()
    const db = Database(file)
    db.exec(`WITH RECURSIVE n (i) AS (SELECT 100001 UNION ALL SELECT i + 1 FROM n LIMIT 50000)
      INSERT INTO subject (id, version, state, parties, open)
      SELECT 'HK-2026-' || i, 1, '{}', '[]', 0 FROM n`)
    db.exec('ANALYZE')
    const plan = db
      .prepare<[{ after: string; max: number }], { detail: string }>(
        `EXPLAIN QUERY PLAN ${watchedSql}`,
      )
      .all({ after: '', max: 200 })
      .map(row => row.detail)
    db.close()
    const reads = plan.filter(line => /\b(subject|timer)\b/.test(line))
    expect(reads).toEqual([
      'SEARCH subject USING COVERING INDEX subject_open (id>?)',
      'SEARCH timer USING PRIMARY KEY (subject>?)',
    ])
  })
})
