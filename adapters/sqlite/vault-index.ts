import type { Database } from 'better-sqlite3'
import { utf8 } from '../../src/kit/bytes.ts'
import type { ReferralId } from '../../src/kit/ids.ts'

interface Parts {
  readonly random: (n: number) => Uint8Array
  readonly hmac: (key: Uint8Array, bytes: Uint8Array) => Uint8Array
}

/** By what a referral can be found, as digests under the one key of this vault. */
export const prepareVaultIndex = (db: Database, { random, hmac }: Parts) => {
  db.prepare<[Uint8Array]>(
    'INSERT INTO index_key (id, key) VALUES (1, ?) ON CONFLICT DO NOTHING',
  ).run(random(32))
  const kept = db.prepare<[], { key: Uint8Array }>('SELECT key FROM index_key').get()
  if (!kept) throw new Error('the key of the index was kept and is not there')
  const digestOf = (key: string): Uint8Array => hmac(kept.key, utf8(key))
  const insert = db.prepare<[Uint8Array, ReferralId]>(
    'INSERT INTO found_by (digest, referral) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const having = db.prepare<[Uint8Array], { referral: ReferralId }>(
    'SELECT referral FROM found_by WHERE digest = ?',
  )

  return {
    add: (referral: ReferralId, keys: readonly string[]): void => {
      for (const key of keys) insert.run(digestOf(key), referral)
    },
    matching: (keys: readonly string[]): readonly ReferralId[] => {
      const found = keys.flatMap(key => having.all(digestOf(key)).map(row => row.referral))
      return [...new Set(found)].sort()
    },
  }
}
