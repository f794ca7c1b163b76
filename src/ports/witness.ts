import type { Result } from '../kit/result.ts'

/** Why an address that was asked to cosign gave nothing. */
export type WitnessFault =
  /** No answer in time, or an answer that can't be one: 5xx, a redirect. */
  | { readonly kind: 'Unreachable' }
  /** 409: it cosigned last at this size, and needs the proof from there. */
  | { readonly kind: 'OtherSize'; readonly size: number }
  /** 400, 403, 404, 422, or 409 without a size: it will not cosign this. */
  | { readonly kind: 'Refused'; readonly status: number }
  /** 200, with something that is no signature line. */
  | { readonly kind: 'NotALine' }

/**
 * A witness that is asked over the network (C2SP tlog-witness). Promises (contract/witness.test.ts):
 * - `ask` sends the body once to `add-checkpoint` below the address, follows no redirect, waits for a bounded
 *   time and reads a bounded answer; it never throws.
 * - After `close` what is under way ends at once, and nothing more is sent: `Unreachable`.
 * - What it gives are signature lines, each without its line end. Whether any of them holds is for the caller.
 */
export interface WitnessClient {
  readonly ask: (url: string, body: string) => Promise<Result<readonly string[], WitnessFault>>
  readonly close: () => void
}
