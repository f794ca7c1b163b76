import { readEntry } from '../audit/entry.ts'
import type { ReferralId } from '../kit/ids.ts'
import type { Store } from '../ports/store.ts'
import type { ReferralEvent } from '../referral/events.ts'

/** True where each entry that these events correct is one of the referral itself. */
export const correctsOwn = async (
  store: Pick<Store, 'head' | 'readEntries'>,
  id: ReferralId,
  events: readonly ReferralEvent[],
): Promise<boolean> => {
  const named = events.flatMap(e => (e.type === 'referral.corrected' ? [e.seq] : []))
  for (const seq of named) {
    if (seq >= (await store.head()).size) return false
    for await (const { body } of store.readEntries(seq, seq + 1)) {
      const entry = readEntry(body)
      if (!entry.ok || entry.value.subject?.id !== id) return false
    }
  }
  return true
}
