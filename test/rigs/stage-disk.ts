import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type StoreKey, stores } from '../../adapters/index.ts'
import { digest, hmac } from '../../adapters/keys/index.ts'
import type { Seal } from '../../src/audit/seal.ts'
import type { Store } from '../../src/ports/store.ts'
import type { Vault } from '../../src/ports/vault.ts'
import { quickFolder } from './quick-folder.ts'

export interface Opened {
  readonly store: Store
  readonly vault: Vault
}

/** Where a store and a vault are kept between two starts. */
export interface StageDisk {
  readonly open: () => Opened
  /** What a power cut at this moment leaves behind, to be opened in place of this one. */
  readonly image: () => StageDisk
  /** Raw bytes of its files by name; empty where there are none. */
  readonly folder?: string
  readonly dispose: () => void
}

interface Parts {
  readonly seal: Seal
  readonly random: (n: number) => Uint8Array
}

const migrations = join(import.meta.dirname, '../../migrations')

const raiseMemory = async ({ seal, random }: Parts): Promise<StageDisk> => {
  const memory = await stores.memory()
  const on = (
    disk: ReturnType<typeof memory.createDisk>,
    vaultDisk: ReturnType<typeof memory.createVaultDisk>,
  ): StageDisk => ({
    open: () => ({
      store: memory.createMemoryStore({ seal, disk }),
      vault: memory.createMemoryVault({ disk: vaultDisk, random, hmac }),
    }),
    image: () => on(structuredClone(disk), structuredClone(vaultDisk)),
    dispose: () => {},
  })
  return on(memory.createDisk(), memory.createVaultDisk())
}

const raiseSqlite = async ({ seal, random }: Parts): Promise<StageDisk> => {
  const sqlite = await stores.sqlite()
  const value = <T>(
    result:
      | { readonly ok: true; readonly value: T }
      | { readonly ok: false; readonly error: unknown },
  ): T => {
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    return result.value
  }
  const at = (folder: string, before: () => void): StageDisk => {
    const dispose = (): void => {
      rmSync(folder, { recursive: true, force: true })
      before()
    }
    return {
      folder,
      open: () => ({
        store: value(
          sqlite.createSqliteStore({ file: join(folder, 'log.db'), migrations, seal, digest }),
        ),
        vault: value(
          sqlite.createSqliteVault({
            file: join(folder, 'vault.db'),
            migrations: join(migrations, 'vault'),
            random,
            hmac,
          }),
        ),
      }),
      image: () => {
        const copy = mkdtempSync(join(quickFolder, 'liaison-stage-'))
        for (const name of readdirSync(folder))
          if (/\.db(-wal)?$/.test(name)) cpSync(join(folder, name), join(copy, name))
        return at(copy, dispose)
      },
      dispose,
    }
  }
  return at(mkdtempSync(join(quickFolder, 'liaison-stage-')), () => {})
}

const raisers: Readonly<Record<StoreKey, (parts: Parts) => Promise<StageDisk>>> = {
  memory: raiseMemory,
  sqlite: raiseSqlite,
}

export const raiseDisk = (store: StoreKey, parts: Parts): Promise<StageDisk> =>
  raisers[store](parts)
