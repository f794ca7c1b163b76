import { copyFileSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { verifySignature } from '../../adapters/keys/ed25519.ts'
import { digest } from '../../adapters/keys/hashes.ts'
import { openLogForReading } from '../../adapters/sqlite/read.ts'
import { printVerifierKey, verifierKey } from '../../src/audit/verifier-key.ts'
import { verifyLog } from '../../src/audit/verify.ts'
import type { Store } from '../../src/ports/store.ts'
import { batch, entry, referral } from './store-batches.ts'
import { openSqlite, origin, signer, temporaryFolder } from './store-rig.ts'

const vkey = printVerifierKey(verifierKey(origin, signer.publicKey, digest))

const openReader = (file: string) => {
  const opened = openLogForReading(file)
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  return opened.value
}

const verify = async (file: string) => {
  const reader = openReader(file)
  const { note } = reader.head
  const report = await verifyLog({ entries: reader.entries(), note, vkey, digest, verifySignature })
  const damage = reader.damage()
  reader.close()
  return { report, damage }
}

const fill = async (store: Store, commits: number) => {
  for (let n = 0; n < commits; n++)
    await store.commit(batch({ entries: [entry(referral(1), `note number ${n}`)] }))
}

describe('a log opened for reading', () => {
  let folder: string
  let remove: () => void
  let file: string
  beforeEach(async () => {
    const made = temporaryFolder()
    folder = made.folder
    remove = made.remove
    file = join(folder, 'log.db')
    const store = openSqlite(file)
    await fill(store, 300)
    await store.close()
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    remove()
  })

  test('given a log at rest, then it is proven, and not a byte of it changed', async () => {
    const before = readFileSync(file)
    expect((await verify(file)).report).toMatchObject({ kind: 'proven', size: 300 })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('given a log in use, then one state of it is read while the writer goes on', async () => {
    const store = openSqlite(file)
    await fill(store, 5)
    const reader = openReader(file)
    let seen = 0
    for await (const { seq } of reader.entries()) {
      if (seq % 50 === 0) await fill(store, 1)
      seen += 1
    }
    expect([seen, reader.head.size]).toEqual([305, 305])
    reader.close()
    expect((await verify(file)).report).toMatchObject({ kind: 'proven', size: 312 })
    await store.close()
  })

  test('given a folder where no index of the WAL can be made, then a copy is read and removed', async () => {
    vi.stubEnv('TMPDIR', folder)
    const copies = () => readdirSync(folder).filter(name => name.startsWith('liaison-log-'))
    symlinkSync('nowhere/at/all', `${file}-shm`)
    const reader = openReader(file)
    expect(copies()).toHaveLength(1)
    reader.close()
    expect(copies()).toEqual([])
    expect((await verify(file)).report).toMatchObject({ kind: 'proven', size: 300 })
  })

  test('given such a folder with a WAL in it, then the copy holds what the WAL holds', async () => {
    const store = openSqlite(file)
    await fill(store, 5)
    const taken = join(folder, 'taken.db')
    copyFileSync(file, taken)
    copyFileSync(`${file}-wal`, `${taken}-wal`)
    await store.close()
    symlinkSync('nowhere/at/all', `${taken}-shm`)
    expect((await verify(taken)).report).toMatchObject({ kind: 'proven', size: 305 })
  })

  test('given one byte changed in each of 12 bodies, then verification names each', async () => {
    const bytes = readFileSync(file)
    const changed: number[] = []
    for (let n = 0; n < 300; n += 25) {
      const copy = Buffer.from(bytes)
      const words = Buffer.from(`"note number ${n}"`)
      // Everywhere: a page that was split keeps an old copy in its free space.
      for (let at = copy.indexOf(words); at !== -1; at = copy.indexOf(words)) copy[at + 3] = 0x58
      const other = join(folder, `changed-${n}.db`)
      writeFileSync(other, copy)
      const { report } = await verify(other)
      expect(report).toEqual({ kind: 'tampered', finding: 'LeafMismatch', at: n })
      changed.push(n)
    }
    expect(changed).toHaveLength(12)
  })

  test('given pages overwritten, then the stream ends early and says why', async () => {
    const bytes = readFileSync(file)
    const at = bytes.indexOf(Buffer.from('"note number 150"'))
    const page = Math.floor(at / 4096) * 4096
    bytes.fill(0xff, page, page + 4096)
    const other = join(folder, 'overwritten.db')
    writeFileSync(other, bytes)
    const { report, damage } = await verify(other)
    expect(report).toMatchObject({ kind: 'tampered', finding: 'SizeMismatch' })
    expect(damage).toContain('malformed')
  })

  test.each([
    ['a row that is not of the log', 'CREATE TABLE entry (seq, body, leaf)', 'LeafMismatch'],
    ['a view', 'CREATE VIEW entry AS SELECT 0 AS seq, NULL AS body, 7 AS leaf', 'LeafMismatch'],
  ])(
    'given %s in place of the entries, then it is tampering, not a crash',
    async (_, sql, finding) => {
      const db = Database(file)
      db.pragma('foreign_keys = OFF')
      db.exec(`DROP TABLE entry; ${sql}`)
      if (sql.includes('TABLE')) db.exec('INSERT INTO entry VALUES (0, NULL, NULL)')
      db.close()
      expect((await verify(file)).report).toMatchObject({ kind: 'tampered', finding })
    },
  )

  test('given no file, no database or no log, then the failure says which', () => {
    const other = join(folder, 'other.db')
    const db = Database(other)
    db.exec('CREATE TABLE entry (seq, body, leaf)')
    db.close()
    const text = join(folder, 'text.db')
    writeFileSync(text, 'only words '.repeat(500))
    const empty = join(folder, 'empty.db')
    writeFileSync(empty, '')
    const kinds = [join(folder, 'none.db'), other, text, empty, folder].map(path => {
      const opened = openLogForReading(path)
      return opened.ok ? 'ok' : opened.error.kind
    })
    expect(kinds).toEqual(['NoFile', 'NotALog', 'NotALog', 'NotALog', 'CannotRead'])
  })
})
