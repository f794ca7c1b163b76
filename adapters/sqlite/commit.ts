import type { Database } from 'better-sqlite3'
import type { Frontier, Seal } from '../../src/audit/seal.ts'
import type { Batch, CommitResult } from '../../src/ports/store.ts'
import type { Entries } from './entries.ts'
import type { Inbox } from './inbox.ts'
import type { Leases } from './lease.ts'
import type { Outbox } from './outbox.ts'
import type { Snapshots } from './snapshots.ts'
import type { Timers } from './timers.ts'

export interface Tables {
  readonly entries: Entries
  readonly snapshots: Snapshots
  readonly timers: Timers
  readonly lease: Leases
  readonly inbox: Inbox
  readonly outbox: Outbox
}

export interface Committed {
  readonly result: CommitResult
  readonly frontier: Frontier
}

/**
 * One transaction for all that a batch says. The frontier comes back by value: the caller's own moves
 * only once this returned, so it never runs ahead of the disk.
 */
export const prepareCommit = (db: Database, tables: Tables, seal: Seal) => {
  const append = (batch: Batch, frontier: Frontier) => {
    if (batch.entries.length === 0) return { entries: [], frontier }
    const { linkOf } = tables.entries
    const sealed = seal({ at: batch.at, entries: batch.entries, frontier, linkOf })
    tables.entries.append(sealed)
    return sealed
  }

  const run = db.transaction((batch: Batch, before: Frontier): Committed => {
    const { inbound, fence } = batch
    if (inbound !== undefined && tables.inbox.knows(inbound))
      return { result: { kind: 'duplicate' }, frontier: before }
    if (fence !== undefined && tables.lease.epoch() !== fence)
      return { result: { kind: 'fenced' }, frontier: before }
    const moved = batch.expect.find(e => tables.snapshots.versionOf(e.subject) !== e.version)
    if (moved) return { result: { kind: 'conflict', subject: moved.subject }, frontier: before }

    if (inbound !== undefined) tables.inbox.remember(inbound, batch.at)
    const { entries, frontier } = append(batch, before)
    for (const snapshot of batch.snapshots) tables.snapshots.save(snapshot)
    for (const { subject, armed } of batch.timers) tables.timers.rearm(subject, armed)
    for (const settlement of batch.settle) tables.outbox.settle(settlement)
    tables.outbox.owe(batch.outbox, entries, batch.at)
    return { result: { kind: 'committed', size: frontier.size }, frontier }
  })

  return (batch: Batch, frontier: Frontier): Committed => run.immediate(batch, frontier)
}
