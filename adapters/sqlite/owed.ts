import type { Database } from 'better-sqlite3'
import type { MessageId, PlaceId, PlatformName, SubjectId } from '../../src/kit/ids.ts'
import type { Instant } from '../../src/kit/time.ts'
import { type Berth, type Choice, chooseAt, type Waiting } from '../../src/ports/choice.ts'
import { ranks } from '../../src/ports/rank.ts'
import type { OutboxQuery } from '../../src/ports/store.ts'
import type { ShownTable } from './shown.ts'

export interface OwedRow extends Waiting {
  readonly place: PlaceId
  readonly subject: SubjectId
  readonly recipe: string
  readonly doubt: 0 | 1 | 2
  readonly doubtSince: Instant | null
}

interface BerthRow extends Berth {
  readonly platform: PlatformName
  readonly place: PlaceId
}

// The words of the partial indexes: only with them does SQLite use these.
export const owed = `state IN ('pending', 'sending')`
const columns = `id, key, platform, place, subject, purpose, recipe, seq, rank, owed_at AS owedAt,
  attempts, doubt, doubt_at AS doubtSince`

/** Which row of each place goes next; each place costs a few lookups, however much waits there. */
export const prepareOwed = (db: Database, shown: ShownTable) => {
  // From place to place, not over all that is owed.
  const berths = db.prepare<[], BerthRow>(
    `WITH RECURSIVE first (platform, place) AS (
       SELECT * FROM (SELECT platform, place FROM outbox WHERE ${owed}
         ORDER BY platform, place LIMIT 1)
       UNION ALL
       SELECT next.platform, next.place FROM first JOIN outbox next ON next.id = coalesce((
         SELECT id FROM outbox WHERE ${owed} AND platform = first.platform AND place > first.place
         ORDER BY place LIMIT 1
       ), (
         SELECT id FROM outbox WHERE ${owed} AND platform > first.platform
         ORDER BY platform, place LIMIT 1
       ))
     )
     SELECT platform, place, coalesce(waits, 0) AS waits, coalesce(posted, 0) AS posted
     FROM first LEFT JOIN pace USING (platform, place)
     WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE state = 'sending'
       AND platform = first.platform AND place = first.place)`,
  )
  const head = db.prepare<[string, string, number], Omit<OwedRow, 'repeat'>>(
    `SELECT ${columns} FROM outbox INDEXED BY outbox_owed
     WHERE ${owed} AND platform = ? AND place = ? AND rank = ? ORDER BY id LIMIT 1`,
  )
  const spot = db.prepare<[string, string, string, string], Omit<OwedRow, 'repeat'>>(
    `SELECT ${columns} FROM outbox INDEXED BY outbox_spot
     WHERE ${owed} AND platform = ? AND place = ? AND subject = ? AND purpose = ? ORDER BY id`,
  )
  const toRow = (row: Omit<OwedRow, 'repeat'>): OwedRow => ({ ...row, repeat: row.doubt > 0 })

  interface Seen {
    readonly heads: readonly OwedRow[]
    readonly alike: Map<string, readonly OwedRow[]>
    readonly standing: Map<number, MessageId | undefined>
  }
  /** What was read of a place, until something is written there: this process alone writes. */
  const seen = new Map<string, Seen>()
  const keyOf = (platform: string, place: string): string => `${platform} ${place}`

  const seenAt = ({ platform, place }: BerthRow): Seen => {
    const key = keyOf(platform, place)
    const before = seen.get(key)
    if (before) return before
    const heads = ranks.flatMap(rank => head.get(platform, place, rank) ?? []).map(toRow)
    const fresh: Seen = { heads, alike: new Map(), standing: new Map() }
    seen.set(key, fresh)
    return fresh
  }

  const choose = (berth: BerthRow, query: OutboxQuery): Choice<OwedRow> | undefined => {
    const { heads, alike, standing } = seenAt(berth)
    return chooseAt(
      berth,
      {
        heads,
        alike: ({ platform, place, subject }, purpose) => {
          const key = `${subject} ${purpose}`
          const rows = alike.get(key) ?? spot.all(platform, place, subject, purpose).map(toRow)
          alike.set(key, rows)
          return rows
        },
        standing: row => {
          if (!standing.has(row.id)) standing.set(row.id, shown.standingOf(row))
          return standing.get(row.id)
        },
      },
      query,
    )
  }

  return {
    choices: (query: OutboxQuery): readonly Choice<OwedRow>[] =>
      berths.all().flatMap(berth => choose(berth, query) ?? []),
    /** Something was written of what is owed or shown there. */
    touched: ({ platform, place }: { readonly platform: string; readonly place: string }): void =>
      void seen.delete(keyOf(platform, place)),
  }
}
