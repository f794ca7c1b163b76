import type { ReferralId } from '../kit/ids.ts'

/** What an entry of the log says about content it does not hold. */
export interface ContentRef {
  /** Where it is in the vault: 128 random bits, base64url. */
  readonly item: string
  /** HMAC-SHA256 over the canonical bytes with the referral's own key, base64url. */
  readonly commit: string
  /** Size of the canonical bytes. */
  readonly bytes: number
}

/** Officers' own texts by input name, e.g. `{subject, narrative}`. */
export type Content = Readonly<Record<string, string>>

/**
 * Content that may be erased; the log holds only commitments to it. Promises (contract/vault.ts):
 * - `put` is durable when it returns. Content put but never committed to the log is garbage, not a leak.
 * - `get` gives back what was put, or `undefined` after erasure or for an unknown item.
 * - The same content under two referrals has different commitments (a key per referral), so a commitment
 *   can't be guessed from a known text; it can be checked by who holds the key.
 * - `matches` recomputes the commitment.
 * - `erase` removes content and key of a referral from the file; the commitments stay in the log. It
 *   throws where a reader keeps the old bytes alive; erasing again finishes it.
 */
export interface Vault {
  readonly put: (referral: ReferralId, content: Content) => Promise<ContentRef>
  readonly get: (item: string) => Promise<Content | undefined>
  readonly matches: (ref: ContentRef) => Promise<boolean>
  readonly erase: (referral: ReferralId) => Promise<void>
  readonly close: () => Promise<void>
}
