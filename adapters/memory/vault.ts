import { canonical } from '../../src/audit/canonical.ts'
import { toBase64url, utf8 } from '../../src/kit/bytes.ts'
import type { ReferralId } from '../../src/kit/ids.ts'
import type { Content, Vault } from '../../src/ports/vault.ts'

interface Item {
  readonly referral: ReferralId
  readonly text: string
}

/** What survives a restart of a memory vault. */
export interface VaultDisk {
  readonly keys: Map<ReferralId, Uint8Array>
  readonly items: Map<string, Item>
}

export const createVaultDisk = (): VaultDisk => ({ keys: new Map(), items: new Map() })

export interface MemoryVaultOptions {
  readonly disk?: VaultDisk
  /** `n` bytes that nobody can foresee. */
  readonly random: (n: number) => Uint8Array
  /** HMAC-SHA256: 32 bytes. */
  readonly hmac: (key: Uint8Array, bytes: Uint8Array) => Uint8Array
}

/** The vault in memory. */
export const createMemoryVault = (options: MemoryVaultOptions): Vault => {
  const { disk = createVaultDisk(), random, hmac } = options
  const commitmentOf = (key: Uint8Array, text: string): string => toBase64url(hmac(key, utf8(text)))
  let closed = false
  const live = (): VaultDisk => {
    if (closed) throw new Error('the vault is closed')
    return disk
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
    erase: async referral => {
      const { keys, items } = live()
      for (const [item, found] of items) if (found.referral === referral) items.delete(item)
      keys.delete(referral)
    },
    close: async () => {
      closed = true
    },
  }
}
