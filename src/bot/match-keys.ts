import type { ReferralId } from '../kit/ids.ts'
import type { Vault } from '../ports/vault.ts'
import { matchKeysOf } from '../referral/deconflict.ts'
import type { Referral } from '../referral/referral.ts'
import { contentsOf } from './record.ts'

/** Referrals whose keys are kept: one that many others are like is looked at with each of them. */
const maxKept = 200
/** Of those in one step: it comes every second, and officers wait for it. */
const maxLooked = 20

interface Kept {
  readonly version: number
  readonly keys: readonly string[]
  /** One of the texts that they are made of: the vault has all of them, or erased them. */
  readonly item: string | undefined
}

/**
 * The keys by which referrals are compared. They are made of officers' words, so they are let go when these are
 * erased: at once by `forget`, and by `step` where the vault has lost them in another way, or while they
 * were being read. A step looks at 20 of at most 200.
 */
export interface MatchKeys {
  readonly of: (referral: Referral, version: number) => Promise<readonly string[]>
  readonly forget: (id: string) => void
  readonly step: () => Promise<void>
}

export const createMatchKeys = (vault: Vault): MatchKeys => {
  const kept = new Map<string, Kept>()

  const keep = (id: ReferralId, now: Kept): void => {
    const [oldest] = kept.keys()
    if (kept.size >= maxKept && oldest !== undefined) kept.delete(oldest)
    kept.set(id, now)
  }

  return {
    of: async (referral, version) => {
      const before = kept.get(referral.id)
      if (before?.version === version) return before.keys
      const contents = await contentsOf(vault, referral)
      const keys = matchKeysOf(referral, contents)
      const [item] = contents.keys()
      keep(referral.id, { version, keys, item })
      return keys
    },
    forget: id => void kept.delete(id),
    step: async () => {
      for (const [id, one] of [...kept].slice(0, maxLooked)) {
        const stays = one.item === undefined || (await vault.get(one.item)) !== undefined
        if (kept.get(id) !== one) continue
        kept.delete(id)
        // At the end, so that the next step looks at others.
        if (stays) kept.set(id, one)
      }
    },
  }
}
