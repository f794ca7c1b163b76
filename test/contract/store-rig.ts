import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signerOf } from '../../adapters/keys/ed25519.ts'
import { digest } from '../../adapters/keys/hashes.ts'
import { createDisk } from '../../adapters/memory/disk.ts'
import { createMemoryStore } from '../../adapters/memory/store.ts'
import { createSqliteStore } from '../../adapters/sqlite/store.ts'
import { createSeal } from '../../src/audit/create-seal.ts'
import type { Seal } from '../../src/audit/seal.ts'
import type { Store } from '../../src/ports/store.ts'

export type StoreName = 'memory' | 'sqlite'

/** A place for one store that outlives its restarts. */
export interface StoreRig {
  /** Opens it, for the first time or again; the one opened before is to be closed. */
  readonly open: () => Store
  readonly dispose: () => void
}

export type Raise = () => StoreRig

export const migrations = join(import.meta.dirname, '../../migrations')
export const origin = 'test.example/hkc-kcs'
export const signer = signerOf(new Uint8Array(32).fill(7))

/** A seal whose salts are counted, so that two stores can be compared byte by byte. */
export const countingSeal = (): Seal => {
  let salts = 0
  const random = (n: number) => {
    salts += 1
    return Uint8Array.from({ length: n }, (_, i) => (i < 4 ? (salts >> (8 * i)) & 255 : 0))
  }
  return createSeal({ origin, software: '0.0.0', digest, signer, random })
}

export const temporaryFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-test-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export const openSqlite = (file: string, seal: Seal = countingSeal()): Store => {
  const store = createSqliteStore({ file, migrations, seal, digest })
  if (!store.ok) throw new Error(JSON.stringify(store.error))
  return store.value
}

export const raisers = {
  memory: () => {
    const disk = createDisk()
    const seal = countingSeal()
    return { open: () => createMemoryStore({ seal, disk }), dispose: () => {} }
  },
  sqlite: () => {
    const { folder, remove } = temporaryFolder()
    const seal = countingSeal()
    return { open: () => openSqlite(join(folder, 'log.db'), seal), dispose: remove }
  },
} satisfies Record<StoreName, Raise>
