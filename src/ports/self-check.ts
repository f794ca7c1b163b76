import type { Instant } from '../kit/time.ts'

/** What a check of the whole log came to. */
export interface Checked {
  /** When it ended. */
  readonly at: Instant
  /** Entries that it was about. */
  readonly size: number
  readonly result:
    | { readonly kind: 'proven'; readonly root: string }
    /** `seq`: the first entry that is wrong, where one can be told. */
    | { readonly kind: 'tampered'; readonly finding: string; readonly seq?: number }
    | { readonly kind: 'undecided'; readonly reason: string }
}

/**
 * Checks the host's own log beside whatever else goes on. Promises (test/cli/self-check.test.ts): a check runs
 * off the thread that answers officers, reads bounded pieces, and rests as long as it works.
 */
export interface SelfCheck {
  /** The last one; undefined before the first has ended. */
  readonly last: () => Checked | undefined
  readonly isRunning: () => boolean
  /** Begins one, unless one is under way. */
  readonly start: () => void
}
