import { timingSafeEqual } from 'node:crypto'
import { canonical } from '../../src/audit/canonical.ts'
import { toBase64url, utf8 } from '../../src/kit/bytes.ts'
import type { MatterId, ReferralId } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Content, Vault } from '../../src/ports/vault.ts'
import { type OpenFault, toOpenFault } from './faults.ts'
import { type Opened, openForWriting, vaultId } from './open.ts'
import { prepareDrafts } from './vault-drafts.ts'
import { prepareVaultIndex } from './vault-index.ts'

type Filed = ReferralId | MatterId

export interface SqliteVaultOptions {
  readonly file: string
  /** Folder of the numbered `.sql` files of the vault. */
  readonly migrations: string
  /** `n` bytes that nobody can foresee. */
  readonly random: (n: number) => Uint8Array
  /** HMAC-SHA256: 32 bytes. */
  readonly hmac: (key: Uint8Array, bytes: Uint8Array) => Uint8Array
}

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** The desk stands still meanwhile, so a reader is not waited for as long as a writer would be. */
const patienceMs = 250

/**
 * The WAL still holds pages as they were: writes what is new into the file, then cuts it to nothing.
 * False where a reader needs the old pages.
 */
const emptyWal = (db: Opened['db']): boolean => {
  const usual = db.pragma('busy_timeout', { simple: true })
  db.pragma(`busy_timeout = ${patienceMs}`)
  const [outcome] = db.prepare<[], { busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)').all()
  db.pragma(`busy_timeout = ${usual}`)
  return outcome?.busy === 0
}

const serve = ({ db, release }: Opened, { random, hmac }: SqliteVaultOptions): Vault => {
  const commitmentOf = (key: Uint8Array, text: string): string => toBase64url(hmac(key, utf8(text)))
  const keyOf = db.prepare<[Filed], { key: Uint8Array }>('SELECT key FROM key WHERE referral = ?')
  const addKey = db.prepare<[Filed, Uint8Array]>(
    'INSERT INTO key (referral, key) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const addItem = db.prepare<[string, Filed, string]>(
    'INSERT INTO item (id, referral, content) VALUES (?, ?, ?)',
  )
  const find = db.prepare<[string], { content: string; key: Uint8Array }>(
    'SELECT content, key FROM item JOIN key USING (referral) WHERE id = ?',
  )
  const drop = db.prepare<[string]>('DELETE FROM item WHERE id = ?')
  const forget = db.prepare<[Filed]>('DELETE FROM key WHERE referral = ?')
  const found = prepareVaultIndex(db, { random, hmac })
  const drafts = prepareDrafts(db)

  const put = db.transaction((referral: Filed, text: string) => {
    addKey.run(referral, random(32))
    const kept = keyOf.get(referral)
    if (!kept) throw new Error('a key was kept and is not there')
    const item = toBase64url(random(16))
    addItem.run(item, referral, text)
    return { item, commit: commitmentOf(kept.key, text), bytes: utf8(text).length }
  })
  const index = db.transaction((referral: ReferralId, keys: readonly string[]) => {
    addKey.run(referral, random(32))
    found.add(referral, keys)
  })

  const erase = db.transaction((referral: Filed) => {
    forget.run(referral)
    drafts.dropOf(referral)
  })

  return {
    put: async (referral, content) => put.immediate(referral, canonical(content)),
    get: async item => {
      const kept = find.get(item)
      if (!kept) return undefined
      const content: Content = JSON.parse(kept.content)
      return content
    },
    matches: async ref => {
      const kept = find.get(ref.item)
      if (!kept) return false
      const { content, key } = kept
      return utf8(content).length === ref.bytes && same(commitmentOf(key, content), ref.commit)
    },
    discard: async item => {
      drop.run(item)
    },
    index: async (referral, keys) => {
      if (keys.length > 0) index.immediate(referral, keys)
    },
    matching: async keys => found.matching(keys),
    keepDraft: async (draft, now) => drafts.keep(draft, canonical(draft.given), now),
    draft: async (key, now) => drafts.get(key, now),
    dropDraft: async key => drafts.drop(key),
    erase: async referral => {
      erase.immediate(referral)
      return emptyWal(db) ? ok(undefined) : err('Held')
    },
    close: async () => release(),
  }
}

/**
 * The vault in one SQLite file (vault.db) that overwrites what it deletes. `erase` leaves nothing in the
 * file or its WAL; blocks that the file system or a backup still holds are beyond it.
 */
export const createSqliteVault = (options: SqliteVaultOptions): Result<Vault, OpenFault> => {
  const { file, migrations } = options
  const opened = openForWriting({ file, migrations, applicationId: vaultId, secureDelete: true })
  if (!opened.ok) return opened
  try {
    return ok(serve(opened.value, options))
  } catch (error) {
    opened.value.release()
    return err(toOpenFault(file, error))
  }
}
