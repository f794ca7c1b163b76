import type { Database } from 'better-sqlite3'
import type { Link } from '../../src/audit/seal.ts'
import type { SubjectId } from '../../src/kit/ids.ts'
import type { Timer } from '../../src/ports/store.ts'

/** What is kept of a subject beside its entries, as the rows have it. */
export interface DerivedSubject {
  readonly id: SubjectId
  /** JSON. */
  readonly state: string
  readonly parties: string
  readonly open: number
  /** The same parties, and the same flag, as a desk's lists find them. */
  readonly listed: readonly { readonly party: string; readonly open: number }[]
}

/** Tables that follow from the entries, read as they are. */
export interface Derived {
  readonly subject: (id: SubjectId) => DerivedSubject | undefined
  readonly timers: (id: SubjectId) => readonly Timer[]
  readonly link: (id: SubjectId) => Link | undefined
  /** Ids that any of these tables has, after that one, in order; 200 at most. */
  readonly ids: (after: string) => readonly SubjectId[]
}

const idSql = `
  SELECT id FROM (SELECT id FROM subject WHERE id > :after ORDER BY id LIMIT 200)
  UNION SELECT id FROM (
    SELECT DISTINCT subject AS id FROM timer WHERE subject > :after ORDER BY subject LIMIT 200)
  UNION SELECT id FROM (
    SELECT subject AS id FROM link WHERE subject > :after ORDER BY subject LIMIT 200)
  ORDER BY id LIMIT 200`

export const readDerived = (db: Database): Derived => {
  const find = db.prepare<[string], Omit<DerivedSubject, 'listed'> & { readonly born: number }>(
    'SELECT born, id, state, parties, open FROM subject WHERE id = ?',
  )
  const listed = db.prepare<[number], DerivedSubject['listed'][number]>(
    'SELECT party, open FROM party WHERE born = ? ORDER BY party',
  )
  const timers = db.prepare<[string], Timer>(
    'SELECT deadline, step, due FROM timer WHERE subject = ? ORDER BY deadline, step',
  )
  const link = db.prepare<[string], Link>('SELECT n, leaf FROM link WHERE subject = ?')
  const ids = db.prepare<[{ after: string }], SubjectId>(idSql).pluck()
  return {
    subject: id => {
      const row = find.get(id)
      if (!row) return undefined
      const { born, ...subject } = row
      return { ...subject, listed: listed.all(born) }
    },
    timers: id => timers.all(id),
    link: id => link.get(id),
    ids: after => ids.all({ after }),
  }
}
