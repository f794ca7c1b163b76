import type { ReferralId } from '../kit/ids.ts'
import type { Vault } from '../ports/vault.ts'
import { matchKeysOf } from '../referral/deconflict.ts'
import type { Referral } from '../referral/referral.ts'
import { contentsOf } from './record.ts'

/** Referrals whose keys are kept: one that many others are like is looked at with each of them. */
const maxKept = 200

interface Kept {
  readonly version: number
  readonly keys: Promise<readonly string[]>
}

/**
 * The keys by which referrals are compared. They are made of officers' words, so whoever erases these lets them go
 * too: nobody else can, while this process is the log's one writer.
 */
export interface MatchKeys {
  readonly of: (referral: Referral, version: number) => Promise<readonly string[]>
  readonly forget: (id: string) => void
}

export const createMatchKeys = (vault: Vault): MatchKeys => {
  const kept = new Map<string, Kept>()

  const keep = (id: ReferralId, now: Kept): void => {
    const [oldest] = kept.keys()
    if (kept.size >= maxKept && oldest !== undefined) kept.delete(oldest)
    kept.set(id, now)
  }

  return {
    of: (referral, version) => {
      const before = kept.get(referral.id)
      if (before?.version === version) return before.keys
      // Kept before they are read, so that what is forgotten meanwhile isn't put back.
      const keys = contentsOf(vault, referral).then(c => matchKeysOf(referral, c))
      keep(referral.id, { version, keys })
      // One that can't be read now is read anew the next time.
      keys.catch(() => kept.delete(referral.id))
      return keys
    },
    forget: id => void kept.delete(id),
  }
}
