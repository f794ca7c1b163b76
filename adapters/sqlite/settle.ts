import type { Database } from 'better-sqlite3'
import type { PlaceId, PlatformName } from '../../src/kit/ids.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { Settlement } from '../../src/ports/store.ts'
import type { ShownTable } from './shown.ts'

interface Spot {
  readonly platform: PlatformName
  readonly place: PlaceId
}

/** Statements that end a try, and those on when a place may be posted to again. */
export const prepareSettle = (db: Database, shown: ShownTable, touched: (spot: Spot) => void) => {
  const spotOf = db.prepare<[number], Spot>(
    `SELECT platform, place FROM outbox WHERE id = ? AND state = 'sending'`,
  )
  const sent = db.prepare<[string, Instant, number]>(
    `UPDATE outbox SET state = 'sent', message = ?, sent_at = ? WHERE id = ?`,
  )
  const later = db.prepare<[number, number]>(
    `UPDATE outbox SET state = 'pending', attempts = attempts - ? WHERE id = ?`,
  )
  const doubt = db.prepare<[number]>(
    `UPDATE outbox SET doubt = 2, doubt_at = coalesce(doubt_at, claimed_at, 0) WHERE id = ?`,
  )
  const dead = db.prepare<[number]>(`UPDATE outbox SET state = 'dead' WHERE id = ?`)
  const merge = db.prepare<[number, number]>(
    `UPDATE outbox SET state = 'merged', merged_into = ? WHERE id = ? AND state = 'pending'`,
  )
  const waits = db.prepare<[string, string, Instant]>(
    `INSERT INTO pace VALUES (?, ?, ?, 0) ON CONFLICT DO UPDATE SET waits = excluded.waits`,
  )
  const posted = db.prepare<[string, string, Instant]>(
    `INSERT INTO pace VALUES (?, ?, 0, ?) ON CONFLICT DO UPDATE SET posted = excluded.posted`,
  )

  return {
    posted: ({ platform, place }: Spot, at: Instant): void => {
      posted.run(platform, place, at)
    },
    settle: (settlement: Settlement): void => {
      const { outbox } = settlement
      const spot = spotOf.get(outbox)
      if (!spot) throw new Error(`outbox row ${outbox} is not being sent`)
      const { platform, place } = spot
      touched(spot)
      if (settlement.to === 'later') {
        if (settlement.repeat) doubt.run(outbox)
        later.run(Number(settlement.untried ?? false), outbox)
        waits.run(platform, place, settlement.at)
        return
      }
      for (const id of settlement.covers ?? [])
        if (merge.run(outbox, id).changes !== 1) throw new Error(`outbox row ${id} isn't owed`)
      if (settlement.to === 'dead') {
        dead.run(outbox)
        return
      }
      sent.run(settlement.message, settlement.at, outbox)
      if (shown.show(outbox)) posted.run(platform, place, settlement.at)
    },
  }
}
