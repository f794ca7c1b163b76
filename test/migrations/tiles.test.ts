import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { migrate } from '../../adapters/sqlite/migrate.ts'
import { openLogForReading } from '../../adapters/sqlite/read.ts'
import { createSqliteStore } from '../../adapters/sqlite/store.ts'
import { readCheckpoint, signCheckpoint } from '../../src/audit/checkpoint.ts'
import { createTreeReader } from '../../src/audit/tiles.ts'
import { frontierOf, rootOf } from '../../src/audit/tree.ts'
import { toHex, utf8 } from '../../src/kit/bytes.ts'
import { batch, entriesOf, entry, referral } from '../contract/store-batches.ts'
import { countingSeal, openSqlite, origin, signer, temporaryFolder } from '../contract/store-rig.ts'

const root = join(import.meta.dirname, '../../migrations')
const before = ['0001-log.sql', '0002-lease.sql', '0003-delivery.sql']
const size = 66_000

/** A log of before there were nodes, made with the migrations of then. */
const oldLog = (folder: string): string => {
  const old = join(folder, 'old')
  mkdirSync(old)
  for (const name of before) copyFileSync(join(root, name), join(old, name))
  const file = join(folder, 'log.db')
  const db = Database(file)
  expect(migrate(db, old).ok).toBe(true)
  const leaves = Array.from({ length: size }, (_, i) => digest(utf8(`leaf ${i}`)))
  const signed = { origin, size, root: rootOf(frontierOf(leaves, digest), digest) }
  const insert = db.prepare(`INSERT INTO entry (seq, body, leaf) VALUES (?, '{}', ?)`)
  db.transaction(() => {
    for (const [seq, leaf] of leaves.entries()) insert.run(seq, leaf)
    db.prepare('INSERT INTO head VALUES (1, ?, ?)').run(
      size,
      signCheckpoint(signed, signer, digest),
    )
  })()
  db.close()
  return file
}

test('given a log of before there were nodes, then readers compute them, and opening keeps them', async () => {
  const { folder, remove } = temporaryFolder()
  onTestFinished(remove)
  const file = oldLog(folder)
  const read = openLogForReading(file)
  if (!read.ok) throw new Error(read.error.kind)
  const computed = await Promise.all([1, 2, 3].map(level => read.value.hashes(level, 0, 256)))
  const first = await read.value.hashes(0, 0, 256)
  expect(computed.map(c => c.length)).toEqual([256, 1, 0])
  expect(await read.value.hashes(1, 256, 300)).toHaveLength(1)
  read.value.close()

  const store = openSqlite(file)
  expect(toHex(rootOf(frontierOf(first, digest), digest))).toBe(
    toHex(computed[0]?.[0] ?? new Uint8Array()),
  )
  const kept = await Promise.all([1, 2, 3].map(level => store.hashes(level, 0, 256)))
  expect(kept.map(k => k.map(toHex))).toEqual(computed.map(c => c.map(toHex)))
  await store.commit(batch({ entries: Array.from({ length: 48 }, () => entry(referral(1))) }))
  expect(await store.hashes(1, 256, 300)).toHaveLength(2)
  const leaves = (await entriesOf(store)).map(e => e.leaf)
  const now = await createTreeReader(store.hashes, digest).rootAt(size + 48)
  expect(toHex(now)).toBe(toHex(rootOf(frontierOf(leaves, digest), digest)))
  const head = readCheckpoint((await store.head()).note)
  expect(head.ok && toHex(head.value.root)).toBe(toHex(now))
  await store.close()
})

test('given nodes that are not those of its entries, then the log is damaged and is not opened', async () => {
  const { folder, remove } = temporaryFolder()
  onTestFinished(remove)
  const file = join(folder, 'log.db')
  const store = openSqlite(file)
  await store.commit(batch({ entries: Array.from({ length: 600 }, () => entry(referral(1))) }))
  await store.close()
  const zero = `x'${'00'.repeat(32)}'`
  const opened: string[] = []
  for (const sql of [
    `DROP TRIGGER node_no_update; UPDATE node SET hash = ${zero} WHERE n = 1`,
    `DROP TRIGGER node_no_delete; DELETE FROM node WHERE n = 0`,
    `DROP TRIGGER node_full; INSERT INTO node VALUES (1, 2, ${zero})`,
    `DROP TRIGGER node_no_delete; DELETE FROM node WHERE n = 1`,
  ]) {
    const copy = join(folder, `copy-${opened.length}.db`)
    copyFileSync(file, copy)
    const db = Database(copy)
    db.exec(sql)
    db.close()
    const made = createSqliteStore({ file: copy, migrations: root, seal: countingSeal(), digest })
    opened.push(made.ok ? 'ok' : made.error.kind)
    if (made.ok) await made.value.close()
  }
  // The last one that is missing is made anew.
  expect(opened).toEqual(['Damaged', 'Damaged', 'Damaged', 'ok'])
})
