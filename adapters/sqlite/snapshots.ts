import type { Database } from 'better-sqlite3'
import type { ContactPointId, ReferralId } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Snapshot } from '../../src/ports/store.ts'

interface Row {
  readonly subject: ReferralId
  readonly version: number
  readonly state: string
  readonly parties: string
  readonly open: 0 | 1
}

const columns = 'id AS subject, version, state, parties, open'

const toSnapshot = (row: Row): Snapshot => {
  const state: Json = JSON.parse(row.state)
  const parties: readonly ContactPointId[] = JSON.parse(row.parties)
  return { subject: row.subject, version: row.version, state, parties, open: row.open === 1 }
}

/** Statements on the state as last folded. */
export const prepareSnapshots = (db: Database) => {
  const read = db.prepare<[ReferralId], Row>(`SELECT ${columns} FROM subject WHERE id = ?`)
  const version = db.prepare<[ReferralId], { version: number }>(
    'SELECT version FROM subject WHERE id = ?',
  )
  const write = db.prepare<[ReferralId, number, string, string, number], { born: number }>(
    `INSERT INTO subject (id, version, state, parties, open) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state,
       parties = excluded.parties, open = excluded.open
     RETURNING born`,
  )
  const forget = db.prepare<[number]>('DELETE FROM party WHERE born = ?')
  const join = db.prepare<[ContactPointId, number, number]>(
    'INSERT INTO party (party, open, born) VALUES (?, ?, ?)',
  )
  const newest = db.prepare<[string, number, number], Row>(
    `SELECT ${columns} FROM subject WHERE born IN (
       SELECT DISTINCT born FROM party
       WHERE party IN (SELECT value FROM json_each(?)) AND open = ? ORDER BY born DESC LIMIT ?
     ) ORDER BY born DESC`,
  )
  const highest = db.prepare<[string, string], { id: ReferralId }>(
    `SELECT id FROM subject WHERE id >= ? AND id < ? || char(0x10FFFF) ORDER BY id DESC LIMIT 1`,
  )

  return {
    load: (subject: ReferralId): Snapshot | undefined => {
      const row = read.get(subject)
      return row && toSnapshot(row)
    },
    versionOf: (subject: ReferralId): number => version.get(subject)?.version ?? 0,
    save: (snapshot: Snapshot) => {
      const open = Number(snapshot.open)
      const parties = [...new Set(snapshot.parties)]
      const row = write.get(
        snapshot.subject,
        snapshot.version,
        JSON.stringify(snapshot.state),
        JSON.stringify(snapshot.parties),
        open,
      )
      if (!row) throw new Error('an upsert gave no row')
      forget.run(row.born)
      for (const party of parties) join.run(party, open, row.born)
    },
    list: (party: readonly ContactPointId[], open: boolean, max: number): readonly Snapshot[] =>
      newest.all(JSON.stringify(party), Number(open), max).map(toSnapshot),
    latest: (prefix: string): ReferralId | undefined => highest.get(prefix, prefix)?.id,
  }
}

export type Snapshots = ReturnType<typeof prepareSnapshots>
