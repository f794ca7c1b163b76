import { readEntry } from '../../src/audit/entry.ts'
import type { Seal } from '../../src/audit/seal.ts'
import { equal, fromBase64 } from '../../src/kit/bytes.ts'
import type { SubjectId } from '../../src/kit/ids.ts'
import type { SealedEntry, Store } from '../../src/ports/store.ts'
import { commitTo } from './commit.ts'
import { createDisk, type Disk, type LogState } from './disk.ts'
import { leaseTo } from './lease.ts'
import { claim, next, posted, recover } from './outbox.ts'
import { dueTimers, hashes, latest, list, load, watched } from './queries.ts'

export interface MemoryStoreOptions {
  readonly seal: Seal
  /** What an earlier store wrote; a new one where not given. */
  readonly disk?: Disk
}

const mostListed = 200

async function* stream(
  read: () => LogState,
  from: number,
  to: number,
): AsyncGenerator<SealedEntry> {
  for (let seq = Math.max(0, from); seq < to; seq++) {
    const entry = read().entries[seq]
    if (!entry) return
    yield entry
  }
}

async function* streamHistory(
  read: () => LogState,
  subject: SubjectId,
): AsyncGenerator<SealedEntry> {
  for (let leaf = read().links.get(subject)?.leaf; leaf; ) {
    const of = leaf
    const entry = read().entries.find(e => equal(e.leaf, of))
    if (!entry) throw new Error('a link to an entry that is not there')
    yield entry
    const body = readEntry(entry.body)
    leaf = fromBase64((body.ok && body.value.subject?.prev) || '')
    if (leaf?.length === 0) return
  }
}

/**
 * The store in memory. Durable as far as `disk` is kept: opening the same one again is a restart.
 * A call after `close`, or after a call that threw while writing, throws.
 */
export const createMemoryStore = ({ seal, disk = createDisk() }: MemoryStoreOptions): Store => {
  disk.state = recover(disk.state)
  let ended: string | undefined

  const read = (): LogState => {
    if (ended !== undefined) throw new Error(ended)
    return disk.state
  }
  const write = <T extends { readonly state: LogState }>(change: (state: LogState) => T): T => {
    const before = read()
    ended = 'the store failed before: its last outcome is unknown'
    const after = change(before)
    disk.state = after.state
    ended = undefined
    return after
  }

  return {
    load: async subject => load(read(), subject),
    list: async ({ party, open, max }) => list(read(), party, open, Math.min(max, mostListed)),
    latest: async prefix => latest(read(), prefix),
    heard: async inbound => read().inbox.has(inbound),
    commit: async batch => write(state => commitTo(state, batch, seal)).result,
    lease: async ask => write(state => leaseTo(state, ask)).lease,
    claimTimers: async ({ now, max }) => dueTimers(read(), now, max),
    claimOutbox: async query => write(state => claim(state, query)).jobs,
    owedNext: async query => next(read(), query),
    posted: async ({ platform, max }) => posted(read(), platform, max),
    watched: async ({ after, max }) =>
      watched(read(), after, Math.max(0, Math.min(max, mostListed))),
    readEntries: (from, to) => stream(read, from, to),
    history: subject => streamHistory(read, subject),
    hashes: async (level, from, to) => hashes(read(), level, from, to),
    head: async () => ({ size: read().frontier.size, note: read().note }),
    close: async () => {
      ended ??= 'the store is closed'
    },
  }
}
