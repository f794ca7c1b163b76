import type { Batch, OutboxDraft } from '../ports/store.ts'

/** Several batches as one: all of it happens, or none. Their subjects must differ. */
export const mergedBatch = (batches: readonly Batch[], at: Batch['at']): Batch => {
  const outbox: OutboxDraft[] = []
  const entries: Batch['entries'][number][] = []
  for (const b of batches) {
    const first = entries.length
    outbox.push(...b.outbox.map(o => ({ ...o, entry: first + o.entry })))
    entries.push(...b.entries)
  }
  return {
    at,
    expect: batches.flatMap(b => b.expect),
    entries,
    snapshots: batches.flatMap(b => b.snapshots),
    timers: batches.flatMap(b => b.timers),
    outbox,
    settle: batches.flatMap(b => b.settle),
  }
}

/** A batch in which nothing is, for whoever fills in a part of it. */
export const emptyBatch = (at: Batch['at']): Batch => ({
  at,
  expect: [],
  entries: [],
  snapshots: [],
  timers: [],
  outbox: [],
  settle: [],
})
