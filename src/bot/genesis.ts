import { asJson } from '../kit/json.ts'
import type { Instant } from '../kit/time.ts'
import type { Store } from '../ports/store.ts'

/** Where another log ended that this one goes on from. */
export interface Followed {
  /** Its origin. */
  readonly log: string
  readonly size: number
  /** Base64. */
  readonly root: string
}

export interface Opening {
  readonly now: Instant
  readonly origin: string
  readonly vkey: string
  readonly follows?: Followed
}

/**
 * The first entry of an empty log: its name and the key that signs it. True if it was written now.
 * Nothing else may come before it.
 */
export const openLog = async (
  store: Store,
  { now, origin, vkey, follows }: Opening,
): Promise<boolean> => {
  if ((await store.head()).size > 0) return false
  const event = { origin, vkey, ...(follows ? { follows } : {}) }
  await store.commit({
    at: now,
    expect: [],
    entries: [{ type: 'log.opened', actor: 'system', event: asJson(event) }],
    snapshots: [],
    timers: [],
    outbox: [],
    settle: [],
  })
  return true
}
