import { join } from 'node:path'
import { stores } from '../../adapters/index.ts'
import { digest, hmac, openSigner, random, verifySignature } from '../../adapters/keys/index.ts'
import software from '../../package.json' with { type: 'json' }
import { createSeal } from '../audit/create-seal.ts'
import { readEntry } from '../audit/entry.ts'
import { verifyTail } from '../audit/verify-tail.ts'
import { err, ok } from '../kit/result.ts'
import type { Store } from '../ports/store.ts'
import { heldAgainst, type KeptNotes } from './kept-notes.ts'
import { ownKeysOf } from './own-keys.ts'
import { root } from './places.ts'
import { hasRoom } from './room.ts'

/** Beside the log: the weekly figures as far as they are counted. It may be deleted at any time. */
export const keptFile = 'figures.cache'

/** Whether the log has ended: nothing may follow its last entry then. */
const isFrozen = async (store: Pick<Store, 'head' | 'readEntries'>): Promise<boolean> => {
  const { size } = await store.head()
  for await (const { body } of store.readEntries(Math.max(0, size - 1), size)) {
    const entry = readEntry(body)
    if (entry.ok && entry.value.type === 'log.frozen') return true
  }
  return false
}

/** Of the newest entries: the second or less that a start may take for them. */
const tailEntries = 10_000

/** Whether what is there may be appended to: its end is whole, and others remember no more of it. */
const checkLog = async (
  store: Store,
  { dataDir, origin, vkey, kept }: Place & { readonly vkey: string },
) => {
  const keys = await ownKeysOf(store, vkey)
  const by = { store, origin, keys, digest, verifySignature }
  const tail = await verifyTail({ ...by, least: tailEntries })
  if (!tail.ok) {
    const { finding, at } = tail.error
    const where = at === undefined ? {} : { at }
    return err({ kind: 'TailBroken', dir: dataDir, finding, ...where } as const)
  }
  const held = await heldAgainst(kept ?? {}, by)
  if (!held.ok) return held
  return (await isFrozen(store)) ? err({ kind: 'Frozen', dir: dataDir } as const) : ok(keys)
}

interface Place {
  readonly dataDir: string
  /** Name of the log. */
  readonly origin: string
  /** For whoever changes the key. */
  readonly changing?: true
  readonly kept?: KeptNotes
}

/**
 * Opens keys, log and vault for writing, once the log has proved to be whole at its end and no shorter than what
 * the kept notes remember; whatever was opened before a failure is closed again. A log that has ended is not
 * opened.
 */
export const openDisk = async (place: Place) => {
  const { dataDir, origin, changing } = place
  const signer = openSigner({ dir: dataDir, origin, ...(changing ? { changing } : {}) })
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
  const checked = await checkLog(store.value, { ...place, vkey: signer.value.vkey })
  if (!checked.ok) {
    await store.value.close()
    return checked
  }
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
  const keys = checked.value
  return ok({ signer: signer.value, keys, store: store.value, vault: vault.value })
}
