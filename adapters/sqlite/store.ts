import type { Seal } from '../../src/audit/seal.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Digest } from '../../src/ports/signer.ts'
import type { Store } from '../../src/ports/store.ts'
import { prepareCommit, type Tables } from './commit.ts'
import { prepareEntries, streamEntries, streamHistory } from './entries.ts'
import { type OpenFault, toOpenFault } from './faults.ts'
import { prepareInbox } from './inbox.ts'
import { prepareLease } from './lease.ts'
import { logId, type Opened, openForWriting } from './open.ts'
import { prepareOutbox } from './outbox.ts'
import { prepareSnapshots } from './snapshots.ts'
import { prepareTimers } from './timers.ts'
import { prepareWal } from './wal.ts'
import { prepareWatched } from './watched.ts'

export interface SqliteStoreOptions {
  readonly file: string
  /** Folder of the numbered `.sql` files of the log. */
  readonly migrations: string
  readonly seal: Seal
  readonly digest: Digest
}

const mostListed = 200

const serve = (
  { db, release }: Opened,
  { file, seal, digest }: SqliteStoreOptions,
): Result<Store, OpenFault> => {
  const tables: Tables = {
    entries: prepareEntries(db),
    snapshots: prepareSnapshots(db),
    timers: prepareTimers(db),
    lease: prepareLease(db),
    inbox: prepareInbox(db),
    outbox: prepareOutbox(db),
  }
  const { entries, snapshots, timers, lease, inbox, outbox } = tables
  const watched = prepareWatched(db, snapshots, timers)
  const runCommit = prepareCommit(db, tables, seal)
  const wal = prepareWal(db)
  const found = entries.frontier(digest)
  if (!found)
    return err({ kind: 'Damaged', file, detail: 'entries and head do not fit each other' })
  let frontier = found
  let broken = false

  // Past a failed write the database may hold either outcome; only a new start finds out which.
  const live = () => {
    if (broken) throw new Error('the store failed before: its last outcome is unknown')
  }
  const writing = <T>(write: () => T): T => {
    live()
    broken = true
    const value = write()
    broken = false
    wal.tidy()
    return value
  }
  const reading = <T>(read: () => T): T => {
    live()
    return read()
  }

  return ok({
    load: async subject => reading(() => snapshots.load(subject)),
    list: async ({ party, open, max }) =>
      reading(() => snapshots.list(party, open, Math.min(max, mostListed))),
    latest: async prefix => reading(() => snapshots.latest(prefix)),
    heard: async inbound => reading(() => inbox.knows(inbound)),
    commit: async batch => {
      const done = writing(() => runCommit(batch, frontier))
      frontier = done.frontier
      return done.result
    },
    lease: async ask => writing(() => lease.ask(ask)),
    claimTimers: async ({ now, max }) => {
      // The clock's work comes in pieces: between one and a long write, whoever waits goes first.
      await wal.turn()
      return reading(() => timers.due(now, max))
    },
    claimOutbox: async query => writing(() => outbox.claim(query)),
    owedNext: async query => reading(() => outbox.next(query)),
    posted: async ({ platform, max }) => reading(() => outbox.posted(platform, max)),
    watched: async ({ after, max }) =>
      reading(() => watched(after, Math.max(0, Math.min(max, mostListed)))),
    readEntries: (from, to) =>
      streamEntries((first, end) => reading(() => entries.page(first, end)), from, to),
    history: subject =>
      streamHistory(
        () => reading(() => entries.linkOf(subject)),
        leaf => reading(() => entries.linked(leaf)),
      ),
    hashes: async (level, from, to) => reading(() => entries.hashes(level, from, to)),
    head: async () => reading(entries.head),
    close: async () => {
      wal.stop()
      if (!broken) lease.flush()
      release()
    },
  })
}

/**
 * The store in one SQLite file (log.db). Opening applies migrations, makes rows that were being sent
 * claimable again and reads the tree's frontier from its nodes; those of a log of before there were any are
 * computed from the leaves first, once (about a second per million).
 * A call after `close`, or after a call that threw while writing, throws.
 */
export const createSqliteStore = (options: SqliteStoreOptions): Result<Store, OpenFault> => {
  const opened = openForWriting({
    file: options.file,
    migrations: options.migrations,
    applicationId: logId,
    secureDelete: false,
  })
  if (!opened.ok) return opened
  try {
    const store = serve(opened.value, options)
    if (!store.ok) opened.value.release()
    return store
  } catch (error) {
    opened.value.release()
    return err(toOpenFault(options.file, error))
  }
}
