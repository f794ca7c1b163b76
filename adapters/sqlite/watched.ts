import type { Database } from 'better-sqlite3'
import type { SubjectId } from '../../src/kit/ids.ts'
import type { Watched } from '../../src/ports/store.ts'
import type { Snapshots } from './snapshots.ts'
import type { Timers } from './timers.ts'

/**
 * One page of ids from two indexes, each read from `after` on and no further than `max` subjects, so
 * that a page costs the same however many there are.
 */
export const watchedSql = `
  SELECT id FROM (SELECT id FROM subject WHERE open = 1 AND id > :after ORDER BY id LIMIT :max)
  UNION
  SELECT id FROM (
    SELECT DISTINCT subject AS id FROM timer WHERE subject > :after ORDER BY subject LIMIT :max
  )
  ORDER BY id LIMIT :max`

/** Statements on subjects whose clocks may have to be armed. */
export const prepareWatched = (db: Database, snapshots: Snapshots, timers: Timers) => {
  const page = db.prepare<[{ after: string; max: number }], { id: SubjectId }>(watchedSql)

  return (after: SubjectId | undefined, max: number): readonly Watched[] =>
    page.all({ after: after ?? '', max }).flatMap(({ id }) => {
      const snapshot = snapshots.load(id)
      return snapshot ? [{ snapshot, armed: timers.of(id) }] : []
    })
}
