import { asJson } from '../kit/json.ts'
import type { Instant } from '../kit/time.ts'
import type { Store } from '../ports/store.ts'

/**
 * The first entry of an empty log: its name and the key that signs it. True if it was written now.
 * Nothing else may come before it.
 */
export const openLog = async (
  store: Store,
  { now, origin, vkey }: { readonly now: Instant; readonly origin: string; readonly vkey: string },
): Promise<boolean> => {
  if ((await store.head()).size > 0) return false
  await store.commit({
    at: now,
    expect: [],
    entries: [{ type: 'log.opened', actor: 'system', event: asJson({ origin, vkey }) }],
    snapshots: [],
    timers: [],
    outbox: [],
    settle: [],
  })
  return true
}
