import { canonical } from '../../src/audit/canonical.ts'
import { toBase64url, toHex, utf8 } from '../../src/kit/bytes.ts'
import type { MatterId, ReferralId } from '../../src/kit/ids.ts'
import { ok } from '../../src/kit/result.ts'
import type { Content, Draft, DraftKey, Vault } from '../../src/ports/vault.ts'

type Filed = ReferralId | MatterId

interface Item {
  readonly referral: Filed
  readonly text: string
}

/** What survives a restart of a memory vault. */
export interface VaultDisk {
  readonly keys: Map<Filed, Uint8Array>
  readonly items: Map<string, Item>
  /** Keys the digests of the index; made when it is first needed. */
  readonly indexKey: { key?: Uint8Array }
  /** Digests by referral. */
  readonly foundBy: Map<ReferralId, ReadonlySet<string>>
  /** By officer and form, the last kept last. */
  readonly drafts: Map<string, Draft>
}

export const createVaultDisk = (): VaultDisk => ({
  keys: new Map(),
  items: new Map(),
  indexKey: {},
  foundBy: new Map(),
  drafts: new Map(),
})

export interface MemoryVaultOptions {
  readonly disk?: VaultDisk
  /** `n` bytes that nobody can foresee. */
  readonly random: (n: number) => Uint8Array
  /** HMAC-SHA256: 32 bytes. */
  readonly hmac: (key: Uint8Array, bytes: Uint8Array) => Uint8Array
}

const mostDrafts = 200

const draftKey = ({ officer, form }: DraftKey): string => JSON.stringify([officer, form])

/** The vault in memory. */
export const createMemoryVault = (options: MemoryVaultOptions): Vault => {
  const { disk = createVaultDisk(), random, hmac } = options
  const commitmentOf = (key: Uint8Array, text: string): string => toBase64url(hmac(key, utf8(text)))
  let closed = false
  const live = (): VaultDisk => {
    if (closed) throw new Error('the vault is closed')
    return disk
  }

  const digestsOf = (keys: readonly string[]): readonly string[] => {
    const { indexKey } = live()
    const key = indexKey.key ?? random(32)
    indexKey.key = key
    return keys.map(k => toHex(hmac(key, utf8(k))))
  }

  return {
    put: async (referral, content) => {
      const { keys, items } = live()
      const text = canonical(content)
      const key = keys.get(referral) ?? random(32)
      keys.set(referral, key)
      const item = toBase64url(random(16))
      items.set(item, { referral, text })
      return { item, commit: commitmentOf(key, text), bytes: utf8(text).length }
    },
    get: async item => {
      const found = live().items.get(item)
      if (!found) return undefined
      const content: Content = JSON.parse(found.text)
      return content
    },
    matches: async ref => {
      const { keys, items } = live()
      const found = items.get(ref.item)
      const key = found && keys.get(found.referral)
      if (!key) return false
      return commitmentOf(key, found.text) === ref.commit && utf8(found.text).length === ref.bytes
    },
    discard: async item => {
      live().items.delete(item)
    },
    index: async (referral, keys) => {
      const { foundBy } = live()
      if (keys.length > 0)
        foundBy.set(referral, new Set([...(foundBy.get(referral) ?? []), ...digestsOf(keys)]))
    },
    matching: async keys => {
      const digests = digestsOf(keys)
      return [...live().foundBy]
        .filter(([, kept]) => digests.some(d => kept.has(d)))
        .map(([referral]) => referral)
        .sort()
    },
    keepDraft: async (draft, now) => {
      const { drafts } = live()
      const given: Content = JSON.parse(canonical(draft.given))
      drafts.delete(draftKey(draft))
      drafts.set(draftKey(draft), { ...draft, given })
      for (const [key, { until }] of drafts) if (until <= now) drafts.delete(key)
      for (const key of [...drafts.keys()].slice(0, -mostDrafts)) drafts.delete(key)
    },
    draft: async (key, now) => {
      const kept = live().drafts.get(draftKey(key))
      return kept && kept.until > now ? kept.given : undefined
    },
    dropDraft: async key => {
      live().drafts.delete(draftKey(key))
    },
    erase: async referral => {
      const { keys, items, foundBy, drafts } = live()
      foundBy.delete(referral as ReferralId)
      for (const [key, draft] of drafts) if (draft.referral === referral) drafts.delete(key)
      for (const [item, found] of items) if (found.referral === referral) items.delete(item)
      keys.delete(referral)
      return ok(undefined)
    },
    close: async () => {
      closed = true
    },
  }
}
