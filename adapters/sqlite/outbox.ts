import type { Database } from 'better-sqlite3'
import type { PlatformName } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Instant } from '../../src/kit/time.ts'
import { allotted, type Choice, earliest } from '../../src/ports/choice.ts'
import { jobKey, keyRoot } from '../../src/ports/job-key.ts'
import { rankOf } from '../../src/ports/rank.ts'
import type {
  OutboxDraft,
  OutboxJob,
  OutboxQuery,
  PostedMessage,
  SealedEntry,
} from '../../src/ports/store.ts'
import { type OwedRow, prepareOwed } from './owed.ts'
import { prepareSettle } from './settle.ts'
import { prepareShown } from './shown.ts'

/** Statements on messages owed. Recovers at once what was being sent when the database was last open. */
export const prepareOutbox = (db: Database) => {
  db.exec(
    `UPDATE outbox SET state = 'pending', attempts = attempts - 1, doubt = max(doubt, 1),
       doubt_at = coalesce(doubt_at, claimed_at, 0)
     WHERE state = 'sending'`,
  )
  const shown = prepareShown(db)
  const { choices, touched } = prepareOwed(db, shown)
  const settle = prepareSettle(db, shown, touched)
  // All rows of a batch in one statement: a burst owes hundreds. jsonb, so that no row is read nine times.
  const insert = db.prepare<[string]>(
    `INSERT INTO outbox (key, platform, place, subject, purpose, recipe, seq, rank, owed_at)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value -> 5, value ->> 6,
       value ->> 7, value ->> 8
     FROM jsonb_each(?) ORDER BY jsonb_each.key`,
  )
  const send = db.prepare<[number, Instant, number]>(
    `UPDATE outbox SET state = 'sending', attempts = ?, claimed_at = ? WHERE id = ?`,
  )

  const toJob = ({ row, covers, attempts }: Choice<OwedRow>): OutboxJob => {
    const { id, key, platform, place, subject, purpose, seq, repeat, doubtSince } = row
    const recipe: Json = JSON.parse(row.recipe)
    const standing = shown.standingOf(row)
    return {
      ...{ id, key, platform, place, subject, purpose, recipe, seq, attempts, repeat },
      ...(doubtSince === null ? {} : { doubtSince }),
      ...(row.doubt === 1 ? { recovered: true } : {}),
      ...(covers.length > 0 ? { covers } : {}),
      ...(standing === undefined ? {} : { standing }),
    }
  }

  const claim = db.transaction(
    (chosen: readonly Choice<OwedRow>[], now: Instant): readonly OutboxJob[] => {
      for (const { row, fresh, attempts } of chosen) {
        send.run(attempts + 1, now, row.id)
        touched(row)
        // Where no word of it comes back, it may have been posted now.
        if (fresh) settle.posted(row, now)
      }
      return chosen.map(toJob)
    },
  )

  return {
    owe: (drafts: readonly OutboxDraft[], entries: readonly SealedEntry[], at: Instant) => {
      const roots = entries.map(keyRoot)
      const rows = drafts.map((draft, index) => {
        const entry = entries[draft.entry]
        const root = roots[draft.entry]
        if (!entry || root === undefined)
          throw new Error(`outbox row ${index} tells of no entry of its batch`)
        const { platform, place, subject, purpose } = draft
        const spot = [platform, place, subject, purpose]
        return [jobKey(root, index), ...spot, draft.recipe, entry.seq, rankOf(draft), at]
      })
      drafts.forEach(touched)
      if (rows.length > 0) insert.run(JSON.stringify(rows))
    },
    settle: settle.settle,
    /** Writes only where there is something to claim: an idle loop costs no fsync. */
    claim: (query: OutboxQuery): readonly OutboxJob[] => {
      const chosen = allotted(choices(query), query)
      return chosen.length === 0 ? [] : claim.immediate(chosen, query.now)
    },
    next: (query: OutboxQuery): Instant | undefined => earliest(choices(query), query),
    posted: (platform: PlatformName, max: number): readonly PostedMessage[] =>
      shown.newest(platform, max),
  }
}

export type Outbox = ReturnType<typeof prepareOutbox>
