import type { Database } from 'better-sqlite3'
import type { Instant } from '../../src/kit/time.ts'
import type { Lease, LeaseAsk } from '../../src/ports/store.ts'

interface Row {
  readonly holder: string
  readonly epoch: number
  readonly seen: Instant
  readonly until: Instant
}

// The port's ten seconds: an fsync each second would be most of what an idle bot does.
const unwrittenMs = 10_000

// A shorter lease is written at once: else the row would refuse the next holder, who comes in time.
const mustWrite = (written: Row, next: Row): boolean =>
  next.holder !== written.holder ||
  next.until < written.until ||
  next.until - written.until >= unwrittenMs ||
  Math.abs(next.seen - written.seen) >= unwrittenMs

/** Statements on the lease. A renewal is kept in memory until it is worth a write. */
export const prepareLease = (db: Database) => {
  const read = db.prepare<[], Row>('SELECT holder, epoch, seen, until FROM lease')
  const insert = db.prepare<[Row]>(
    `INSERT INTO lease (only, holder, epoch, seen, until)
     VALUES (1, @holder, @epoch, @seen, @until)`,
  )
  const update = db.prepare<[Row]>(
    'UPDATE lease SET holder = @holder, epoch = @epoch, seen = @seen, until = @until',
  )
  let unwritten: Row | undefined

  const keep = (written: Row | undefined, next: Row) => {
    if (written && !mustWrite(written, next)) {
      unwritten = next
      return
    }
    const statement = written ? update : insert
    statement.run(next)
    unwritten = undefined
  }

  return {
    epoch: (): number | undefined => read.get()?.epoch,
    ask: ({ holder, now, until }: LeaseAsk): Lease => {
      if (until < now || holder === '') throw new Error('a lease of nobody, or that is over')
      const written = read.get()
      const before = unwritten ?? written
      if (before && before.holder !== holder && before.until > now)
        return { kind: 'taken', until: before.until }
      const epoch = (before?.epoch ?? 0) + Number(before?.holder !== holder)
      keep(written, { holder, epoch, seen: now, until })
      return { kind: 'held', epoch, ...(before ? { seen: before.seen } : {}) }
    },
    /** Writes the last renewal, before the store is closed. */
    flush: () => {
      if (unwritten) update.run(unwritten)
      unwritten = undefined
    },
  }
}

export type Leases = ReturnType<typeof prepareLease>
