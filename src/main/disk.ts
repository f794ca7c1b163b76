import { join } from 'node:path'
import { stores } from '../../adapters/index.ts'
import { digest, hmac, openSigner, random } from '../../adapters/keys/index.ts'
import software from '../../package.json' with { type: 'json' }
import { createSeal } from '../audit/create-seal.ts'
import { err, ok } from '../kit/result.ts'
import { root } from './places.ts'
import { hasRoom } from './room.ts'

/** Opens keys, log and vault; whatever was opened before a failure is closed again. */
export const openDisk = async (dataDir: string, origin: string) => {
  const signer = openSigner({ dir: dataDir, origin })
  if (!signer.ok) return signer
  if (!hasRoom(dataDir)) return err({ kind: 'DiskFull', dir: dataDir } as const)
  const seal = createSeal({
    origin,
    software: software.version,
    digest,
    signer: signer.value,
    random,
  })
  const sqlite = await stores.sqlite()
  const store = sqlite.createSqliteStore({
    file: join(dataDir, 'log.db'),
    migrations: join(root, 'migrations'),
    seal,
    digest,
  })
  if (!store.ok) return store
  const vault = sqlite.createSqliteVault({
    file: join(dataDir, 'vault.db'),
    migrations: join(root, 'migrations', 'vault'),
    random,
    hmac,
  })
  if (!vault.ok) {
    await store.value.close()
    return vault
  }
  return ok({ signer: signer.value, store: store.value, vault: vault.value })
}
