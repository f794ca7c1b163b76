import type { Database } from 'better-sqlite3'
import type { SubjectId } from '../../src/kit/ids.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { DueTimer, Timer } from '../../src/ports/store.ts'

/** Statements on armed timers. */
export const prepareTimers = (db: Database) => {
  const disarm = db.prepare<[SubjectId]>('DELETE FROM timer WHERE subject = ?')
  const arm = db.prepare<[SubjectId, string, number, Instant]>(
    'INSERT INTO timer (subject, deadline, step, due) VALUES (?, ?, ?, ?)',
  )
  const due = db.prepare<[Instant, number], DueTimer>(
    `SELECT subject, deadline, step, due FROM timer WHERE due <= ?
     ORDER BY due, subject, deadline, step LIMIT ?`,
  )
  const armed = db.prepare<[SubjectId], Timer>(
    'SELECT deadline, step, due FROM timer WHERE subject = ? ORDER BY deadline, step',
  )

  return {
    rearm: (subject: SubjectId, armed: readonly Timer[]) => {
      disarm.run(subject)
      for (const timer of armed) arm.run(subject, timer.deadline, timer.step, timer.due)
    },
    /** In the order of their names. */
    of: (subject: SubjectId): readonly Timer[] => armed.all(subject),
    due: (now: Instant, max: number): readonly DueTimer[] => due.all(now, max),
  }
}

export type Timers = ReturnType<typeof prepareTimers>
