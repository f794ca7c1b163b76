import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { hmac, random } from '../../adapters/keys/hashes.ts'
import { createMemoryVault, createVaultDisk } from '../../adapters/memory/vault.ts'
import { createSqliteVault } from '../../adapters/sqlite/vault.ts'
import type { Vault } from '../../src/ports/vault.ts'
import { batch, entry, referral } from './store-batches.ts'
import { migrations, openSqlite, temporaryFolder } from './store-rig.ts'
import { type RaiseVault, type VaultName, vaultContract } from './vault.ts'

const openVault = (file: string): Vault => {
  const vault = createSqliteVault({ file, migrations: join(migrations, 'vault'), random, hmac })
  if (!vault.ok) throw new Error(JSON.stringify(vault.error))
  return vault.value
}

const raisers = {
  memory: () => {
    const disk = createVaultDisk()
    return { open: () => createMemoryVault({ disk, random, hmac }), dispose: () => {} }
  },
  sqlite: () => {
    const { folder, remove } = temporaryFolder()
    return { open: () => openVault(join(folder, 'vault.db')), dispose: remove }
  },
} satisfies Record<VaultName, RaiseVault>

for (const [name, raise] of Object.entries(raisers)) vaultContract(name, raise)

/** Files of the folder whose bytes hold the text. */
const holders = (folder: string, text: string): readonly string[] =>
  readdirSync(folder)
    .filter(name => readFileSync(join(folder, name)).includes(Buffer.from(text)))
    .sort()

const words = 'Suspect: Kim Example, +82-2-0000-0000'

test('given an erased referral, then no file of the running vault holds a byte of it', async () => {
  const { folder, remove } = temporaryFolder()
  onTestFinished(remove)
  const vault = openVault(join(folder, 'vault.db'))
  const long = { subject: words, narrative: `${words} ${'narrative '.repeat(3_000)}` }
  for (let i = 0; i < 20; i++) await vault.put(referral(1), long)
  await vault.put(referral(2), { subject: 'kept words' })
  expect(holders(folder, words)).not.toEqual([])
  await vault.erase(referral(1))
  for (const text of [words, 'Kim Example', 'narrative narrative'])
    expect(holders(folder, text), text).toEqual([])
  expect(holders(folder, 'kept words')).toEqual(['vault.db'])
  expect(readdirSync(folder)).toContain('vault.db-wal')
  await vault.close()
  expect(holders(folder, 'Kim Example')).toEqual([])
})

test('given a reader of the file, when a referral is erased, then it is held until the reader ends', async () => {
  const { folder, remove } = temporaryFolder()
  onTestFinished(remove)
  const file = join(folder, 'vault.db')
  const vault = openVault(file)
  const { item } = await vault.put(referral(1), { subject: words })
  const reader = Database(file, { readonly: true })
  reader.exec('BEGIN')
  expect(reader.prepare('SELECT count(*) AS n FROM item').get()).toEqual({ n: 1 })
  expect(await vault.erase(referral(1))).toEqual({ ok: false, error: 'Held' })
  expect(await vault.get(item)).toBeUndefined()
  reader.close()
  expect(await vault.erase(referral(1))).toEqual({ ok: true, value: undefined })
  expect(holders(folder, words)).toEqual([])
  await vault.close()
})

test('given keys in the index, then no file holds one, and equal keys differ between two vaults', async () => {
  const folders = [temporaryFolder(), temporaryFolder()]
  const digests = []
  for (const { folder, remove } of folders) {
    onTestFinished(remove)
    const vault = openVault(join(folder, 'vault.db'))
    await vault.index(referral(1), ['container:MSKU1234565'])
    expect(holders(folder, 'MSKU1234565')).toEqual([])
    await vault.close()
    const db = Database(join(folder, 'vault.db'), { readonly: true })
    digests.push(db.prepare<[], { hex: string }>('SELECT hex(digest) AS hex FROM found_by').all())
    db.close()
  }
  expect(digests.map(rows => rows.length)).toEqual([1, 1])
  expect(digests[0]).not.toEqual(digests[1])
})

test('given content in the vault, then the log that commits to it holds none of it', async () => {
  const { folder, remove } = temporaryFolder()
  onTestFinished(remove)
  const vault = openVault(join(folder, 'vault.db'))
  const store = openSqlite(join(folder, 'log.db'))
  const ref = await vault.put(referral(1), { subject: words })
  const told = { ...entry(referral(1)), event: { content: { ...ref } } }
  await store.commit(batch({ entries: [told] }))
  await store.close()
  await vault.close()
  expect(holders(folder, words)).toEqual(['vault.db'])
  expect(holders(folder, ref.commit)).toEqual(['log.db'])
})

test('the contract runs over both vaults', () => {
  expect(Object.keys(raisers)).toEqual(['memory', 'sqlite'])
})
