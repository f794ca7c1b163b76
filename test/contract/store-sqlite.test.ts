import { spawnSync } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { digest } from '../../adapters/keys/hashes.ts'
import { isSafeVersion, logId, openForWriting } from '../../adapters/sqlite/open.ts'
import { createSqliteStore } from '../../adapters/sqlite/store.ts'
import { networkVolume, volumeType } from '../../adapters/sqlite/volume.ts'
import { batch, claim, later, owed, sent, step } from './store-batches.ts'
import { countingSeal, migrations, openSqlite, temporaryFolder } from './store-rig.ts'

describe('sqlite store', () => {
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

  const create = (path = file) =>
    createSqliteStore({ file: path, migrations, seal: countingSeal(), digest })
  const fill = async (entries = 3) => {
    const store = openSqlite(file)
    for (let n = 1; n <= entries; n++)
      await store.commit(step(n, 1, { outbox: [owed(n, 'a', 'card')] }))
    const [job] = await claim(store)
    await store.commit(step(9, 1, { settle: [sent(job?.id ?? 0, 'm1')] }))
    await store.close()
  }

  test('given an open database, then its durable settings read back', () => {
    const opened = openForWriting({ file, migrations, applicationId: logId, secureDelete: true })
    if (!opened.ok) throw new Error(opened.error.kind)
    const { db, release } = opened.value
    const read = (name: string) => db.pragma(name, { simple: true })
    const settings = [
      'journal_mode',
      'synchronous',
      'foreign_keys',
      'trusted_schema',
      'cell_size_check',
      'recursive_triggers',
      'busy_timeout',
      'secure_delete',
      'application_id',
      'user_version',
    ].map(read)
    release()
    expect(settings).toEqual(['wal', 2, 1, 0, 1, 1, 5000, 1, 0x4c494149, 4])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test.each([
    [0x6969, 'nfs'],
    [0xff534d42, 'cifs'],
    // As a 32-bit system says it.
    [0xff534d42 | 0, 'cifs'],
    [0xfe534d42, 'smb2'],
    [0x00c36400, 'ceph'],
  ])(
    'given a volume of type %d, then it is refused as one of the network, and nothing is made',
    (type, volume) => {
      const asked = { file, migrations, applicationId: logId, secureDelete: false }
      const opened = openForWriting({ ...asked, volumeOf: () => type })
      expect(opened).toEqual({ ok: false, error: { kind: 'NetworkVolume', file, volume } })
      expect(readdirSync(folder)).toEqual([])
    },
  )

  test('given volumes of this machine, then they are not taken for others', () => {
    // ext4, xfs, btrfs, tmpfs, overlay, zfs, and one that nobody told of.
    const types = [0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0]
    expect(types.map(networkVolume)).toEqual(types.map(() => undefined))
    expect(networkVolume(volumeType(folder))).toBeUndefined()
  })

  test('given a page of the file that is not what SQLite wrote, then opening tells of damage', async () => {
    await fill(400)
    const bytes = readFileSync(file)
    const damaged = join(folder, 'damaged.db')
    // The b-tree header of a page in the middle: no row is in the order that it says.
    const page = Math.floor(bytes.length / 4096 / 2) * 4096
    bytes.fill(0xff, page + 8, page + 64)
    writeFileSync(damaged, bytes)
    expect(create(damaged)).toMatchObject({ ok: false, error: { kind: 'Damaged' } })
  })

  test.each([
    ['3.51.3', true],
    ['3.54.1', true],
    ['4.0.0', true],
    ['3.51.2', false],
    ['3.9.9', false],
    ['2.99.99', false],
  ])('given SQLite %s, then it is safe: %s', (version, safe) => {
    expect(isSafeVersion(version)).toBe(safe)
  })

  test('given any statement against what is sealed or settled, then the schema refuses it', async () => {
    await fill()
    const db = Database(file)
    db.pragma('recursive_triggers = OFF')
    const leaf = `x'${'00'.repeat(32)}'`
    const attempts = [
      `UPDATE entry SET body = '{}' WHERE seq = 1`,
      `UPDATE OR IGNORE entry SET leaf = ${leaf} WHERE seq = 1`,
      'DELETE FROM entry WHERE seq = 3',
      `INSERT INTO entry VALUES (7, '{}', ${leaf})`,
      `INSERT INTO entry VALUES (1, '{}', ${leaf})`,
      `INSERT OR REPLACE INTO entry VALUES (1, '{}', ${leaf})`,
      `REPLACE INTO entry VALUES (3, '{}', ${leaf})`,
      `INSERT INTO entry VALUES (1, '{}', ${leaf}) ON CONFLICT DO UPDATE SET body = '{}'`,
      `INSERT INTO entry VALUES (4, 'no json', ${leaf})`,
      `INSERT INTO entry VALUES (4, '{}', x'00')`,
      `INSERT INTO entry VALUES (-1, '{}', ${leaf})`,
      'UPDATE head SET size = 3',
      'UPDATE head SET size = 5',
      'DELETE FROM head',
      `INSERT INTO head VALUES (2, 4, 'x')`,
      `UPDATE outbox SET state = 'pending', message = NULL, sent_at = NULL WHERE id = 1`,
      'DELETE FROM outbox WHERE id = 1',
      `UPDATE outbox SET state = 'sent' WHERE id = 2`,
      `INSERT INTO outbox (key, platform, place, subject, purpose, recipe, seq, rank, owed_at)
       VALUES ('k', 'p', 'a', 's', 'card', '{}', 77, 2, 1)`,
      `INSERT INTO link VALUES ('s', 1, ${leaf})`,
      `INSERT INTO timer VALUES ('HK-2026-999999', 'ack', 0, 1)`,
      `INSERT INTO node VALUES (1, 0, ${leaf})`,
      `INSERT INTO node VALUES (1, 1, ${leaf})`,
    ]
    const before = db.prepare('SELECT * FROM entry').all()
    for (const sql of attempts) expect(() => db.exec(sql), sql).toThrow()
    expect(attempts).toHaveLength(23)
    expect(before).toHaveLength(4)
    expect(db.prepare('SELECT * FROM entry').all()).toEqual(before)
    db.close()
  })

  test('given a store that is open, then a second one is refused, here and in another process', async () => {
    const first = openSqlite(file)
    expect(create()).toEqual({ ok: false, error: { kind: 'InUse', file } })
    const script = `
      import { lockForWriting } from '${join(import.meta.dirname, '../../adapters/sqlite/lock.ts')}'
      process.stdout.write(String(lockForWriting(process.argv[1]) === undefined))`
    const other = () =>
      spawnSync(process.execPath, ['--input-type=module', '-e', script, file], { encoding: 'utf8' })
    expect(other().stdout).toBe('true')
    expect(await first.commit(step(1, 1))).toEqual({ kind: 'committed', size: 1 })
    await first.close()
    expect(other().stdout).toBe('false')
    await openSqlite(file).close()
  })

  test('given a lock file left behind, then the next start is not kept out', async () => {
    writeFileSync(`${file}.lock`, '')
    await openSqlite(file).close()
    expect(create().ok).toBe(true)
  })

  test('given a file of another program, then it is refused and not a byte of it changes', () => {
    const foreign = join(folder, 'other.db')
    const db = Database(foreign)
    db.exec('CREATE TABLE theirs (x)')
    db.close()
    const text = join(folder, 'notes.txt')
    writeFileSync(
      text,
      'no database, only words; long enough to have a header of a hundred bytes'.repeat(9),
    )
    for (const path of [foreign, text]) {
      const before = readFileSync(path)
      expect(create(path)).toEqual({ ok: false, error: { kind: 'NotOurs', file: path } })
      expect(readFileSync(path).equals(before)).toBe(true)
    }
  })

  test('given a folder that is not there, then the fault names the file', () => {
    const path = join(folder, 'nowhere', 'log.db')
    expect(create(path)).toMatchObject({ ok: false, error: { kind: 'CannotOpen' } })
  })

  test('given entries without their last, or a head that is not theirs, then opening tells of damage', async () => {
    await fill()
    for (const sql of [
      'DROP TRIGGER entry_no_delete; PRAGMA foreign_keys = OFF; DELETE FROM entry WHERE seq = 3',
      'DROP TRIGGER entry_no_delete; PRAGMA foreign_keys = OFF; DELETE FROM entry WHERE seq = 1',
      'DROP TRIGGER head_next; UPDATE head SET size = 3',
    ]) {
      const copy = join(folder, 'damaged.db')
      copyFileSync(file, copy)
      const db = Database(copy)
      db.exec(sql)
      db.close()
      expect(create(copy), sql).toMatchObject({ ok: false, error: { kind: 'Damaged' } })
    }
  })

  test('given 50,000 sent rows, then a claim costs less than ten times one over none', async () => {
    let store = openSqlite(file)
    await store.commit(step(1, 1, { outbox: ['a', 'b', 'c'].map(place => owed(1, place)) }))
    const waiting = (await claim(store)).map(({ id }) => later(id, 1e12))
    await store.commit(batch({ settle: waiting }))
    const fastest = async () => {
      const times: number[] = []
      for (let round = 0; round < 7; round++) {
        const start = performance.now()
        for (let i = 0; i < 50; i++) expect(await claim(store)).toEqual([])
        times.push(performance.now() - start)
      }
      return Math.min(...times)
    }
    const before = await fastest()
    await store.close()
    const db = Database(file)
    const { changes } = db
      .prepare(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50000)
         INSERT INTO outbox
           (key, platform, place, subject, purpose, recipe, seq, rank, owed_at, state, message,
            sent_at)
         SELECT 'k' || i, 'p', 'a', 's', 'ping', '{}', 0, 1, 1, 'sent', 'm', 1 FROM n`,
      )
      .run()
    db.close()
    store = openSqlite(file)
    const after = await fastest()
    await store.close()
    expect([changes, waiting.length]).toEqual([50_000, 3])
    expect(after / before).toBeLessThan(10)
  })
})
