import type { MatterId, OfficerId, ReferralId } from '../kit/ids.ts'
import type { Result } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'

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

/** A form that an officer has begun and not sent. */
export interface DraftKey {
  readonly officer: OfficerId
  /** Names the form; the same for all of its steps. */
  readonly form: string
  /** What it is about: erasing that takes the draft too. */
  readonly referral?: ReferralId | MatterId
}

export interface Draft extends DraftKey {
  readonly given: Content
  /** From then on it is as if it had never been kept. */
  readonly until: Instant
}

/**
 * Content that may be erased; the log holds only commitments to it. Promises (contract/vault.ts):
 * - `put` is durable when it returns. Content put but never committed to the log is garbage, not a leak.
 * - `get` gives back what was put, or `undefined` after erasure or for an unknown item.
 * - The same content under two referrals has different commitments (a key per referral), so a commitment
 *   can't be guessed from a known text; it can be checked by who holds the key.
 * - `matches` recomputes the commitment.
 * - `erase` removes content, key and index of a referral from the file; the commitments stay in the log.
 *   `Held`: it is gone for us, but a reader of the file keeps the old bytes alive; erasing again
 *   finishes it.
 * - `discard` removes one item, e.g. of words whose commit lost a race; no other item and no key.
 * - `index` keeps for a referral by what it can be found, as keyed digests only, under one key of the whole
 *   vault; it adds to what is there and is durable when it returns. `matching` gives each referral that
 *   has one of the keys once, in the order of references; `erase` takes them out. It is an index: it may
 *   name a referral whose commit never came, so whoever asks looks at the referral itself too.
 * - `keepDraft` takes the place of what was kept of that form by that officer, and is durable when it returns.
 *   Of the newest 200 drafts none is lost before its end; what is over is removed with the next that is kept.
 */
export interface Vault {
  readonly put: (subject: ReferralId | MatterId, content: Content) => Promise<ContentRef>
  readonly get: (item: string) => Promise<Content | undefined>
  readonly matches: (ref: ContentRef) => Promise<boolean>
  readonly discard: (item: string) => Promise<void>
  readonly index: (referral: ReferralId, keys: readonly string[]) => Promise<void>
  readonly matching: (keys: readonly string[]) => Promise<readonly ReferralId[]>
  readonly keepDraft: (draft: Draft, now: Instant) => Promise<void>
  readonly draft: (key: DraftKey, now: Instant) => Promise<Content | undefined>
  readonly dropDraft: (key: DraftKey) => Promise<void>
  readonly erase: (subject: ReferralId | MatterId) => Promise<Result<void, 'Held'>>
  readonly close: () => Promise<void>
}
