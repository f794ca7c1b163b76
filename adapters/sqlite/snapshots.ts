import type { Database } from 'better-sqlite3'
import type { MatterId, ReferralId, SubjectId } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Shelf, Snapshot } from '../../src/ports/store.ts'

interface Row {
  readonly subject: SubjectId
  readonly version: number
  readonly state: string
  readonly parties: string
  readonly open: 0 | 1
}

const columns = 'id AS subject, version, state, parties, open'

const toSnapshot = (row: Row): Snapshot => {
  const state: Json = JSON.parse(row.state)
  const parties: readonly Shelf[] = JSON.parse(row.parties)
  return { subject: row.subject, version: row.version, state, parties, open: row.open === 1 }
}

// A desk's roster is read with all that its officers do, a referral for each card of it.
const mostKept = 100

/** Statements on the state as last folded. */
export const prepareSnapshots = (db: Database) => {
  const read = db.prepare<[SubjectId], Row>(`SELECT ${columns} FROM subject WHERE id = ?`)
  const version = db.prepare<[SubjectId], { version: number }>(
    'SELECT version FROM subject WHERE id = ?',
  )
  const find = db.prepare<[SubjectId], { born: number }>('SELECT born FROM subject WHERE id = ?')
  const insert = db.prepare<[SubjectId, number, string, string, number]>(
    'INSERT INTO subject (id, version, state, parties, open) VALUES (?, ?, ?, ?, ?)',
  )
  // Apart from the other: a statement that sets an indexed column writes its index, changed or not.
  const advance = db.prepare<[number, string, SubjectId, string, number]>(
    'UPDATE subject SET version = ?, state = ? WHERE id = ? AND parties = ? AND open = ?',
  )
  const update = db.prepare<[number, string, string, number, number]>(
    'UPDATE subject SET version = ?, state = ?, parties = ?, open = ? WHERE born = ?',
  )
  const forget = db.prepare<[number | bigint]>('DELETE FROM party WHERE born = ?')
  const join = db.prepare<[Shelf, number, number | bigint]>(
    'INSERT INTO party (party, open, born) VALUES (?, ?, ?)',
  )
  const newest = db.prepare<[string, number, number], Row>(
    `SELECT ${columns} FROM subject WHERE born IN (
       SELECT DISTINCT born FROM party
       WHERE party IN (SELECT value FROM json_each(?)) AND open = ? ORDER BY born DESC LIMIT ?
     ) ORDER BY born DESC`,
  )
  // A desk's id begins with a small letter, a reference never.
  const highest = db.prepare<[string, string], { id: ReferralId | MatterId }>(
    `SELECT id FROM subject WHERE id >= ? AND id < min(? || char(0x10FFFF), 'a')
     ORDER BY id DESC LIMIT 1`,
  )

  /** What was read last, until it is written: this process alone writes. */
  const kept = new Map<SubjectId, Snapshot>()
  const keep = (snapshot: Snapshot): Snapshot => {
    const [oldest] = kept.keys()
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
    kept.set(snapshot.subject, snapshot)
    return snapshot
  }

  return {
    load: (subject: SubjectId): Snapshot | undefined => {
      const before = kept.get(subject)
      if (before) return before
      const row = read.get(subject)
      return row && keep(toSnapshot(row))
    },
    versionOf: (subject: SubjectId): number =>
      kept.get(subject)?.version ?? version.get(subject)?.version ?? 0,
    save: ({ subject, version: next, ...snapshot }: Snapshot) => {
      kept.delete(subject)
      const state = JSON.stringify(snapshot.state)
      const parties = JSON.stringify(snapshot.parties)
      const open = Number(snapshot.open)
      // Hardly ever does a referral change its desks, and it closes once.
      if (advance.run(next, state, subject, parties, open).changes === 1) return
      const found = find.get(subject)
      const born = found?.born ?? insert.run(subject, next, state, parties, open).lastInsertRowid
      if (found) update.run(next, state, parties, open, found.born)
      forget.run(born)
      for (const party of new Set(snapshot.parties)) join.run(party, open, born)
    },
    list: (party: readonly Shelf[], open: boolean, max: number): readonly Snapshot[] =>
      newest
        .all(JSON.stringify(party), Number(open), max)
        .map(row => kept.get(row.subject) ?? toSnapshot(row)),
    latest: (prefix: string): ReferralId | MatterId | undefined => highest.get(prefix, prefix)?.id,
  }
}

export type Snapshots = ReturnType<typeof prepareSnapshots>
