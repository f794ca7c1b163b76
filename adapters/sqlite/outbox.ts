import type { Database } from 'better-sqlite3'
import { toHex } from '../../src/kit/bytes.ts'
import type { PlatformName } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Instant } from '../../src/kit/time.ts'
import type {
  OutboxDraft,
  OutboxJob,
  PostedMessage,
  SealedEntry,
  Settlement,
} from '../../src/ports/store.ts'
import { prepareShown } from './shown.ts'

interface JobRow extends Omit<OutboxJob, 'recipe' | 'repeat' | 'standing'> {
  readonly recipe: string
  readonly repeat: 0 | 1
}

// The words of the partial index: only with them does SQLite use it.
const owed = `state IN ('pending', 'sending')`

// 80 bits of a salted leaf: the same at every try, another in every log, and with the index no longer
// than Discord's nonce (25).
const keyOf = (entry: SealedEntry, index: number): string =>
  `${toHex(entry.leaf.subarray(0, 10))}.${index}`

/** Statements on messages owed. Recovers at once what was being sent when the database was last open. */
export const prepareOutbox = (db: Database) => {
  db.exec(`UPDATE outbox SET state = 'pending', repeat = 1 WHERE ${owed} AND state = 'sending'`)
  const shown = prepareShown(db)
  // All rows of a batch in one statement: a burst owes hundreds.
  const insert = db.prepare<[string]>(
    `INSERT INTO outbox (key, platform, place, subject, purpose, recipe, seq)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
     FROM json_each(?) ORDER BY json_each.key`,
  )
  // From place to place, not over all that is owed: of each only the first, however many wait behind it.
  const claimable = db.prepare<[Instant, number], JobRow>(
    `WITH RECURSIVE first (id) AS (
       SELECT * FROM (SELECT id FROM outbox WHERE ${owed} ORDER BY platform, place, id LIMIT 1)
       UNION ALL
       SELECT coalesce((
         SELECT id FROM outbox
         WHERE ${owed} AND platform = before.platform AND place > before.place
         ORDER BY place, id LIMIT 1
       ), (
         SELECT id FROM outbox WHERE ${owed} AND platform > before.platform
         ORDER BY platform, place, id LIMIT 1
       )) FROM first JOIN outbox before USING (id)
     )
     SELECT id, key, platform, place, subject, purpose, recipe, seq, attempts, repeat
     FROM outbox WHERE id IN (SELECT id FROM first)
     AND state = 'pending' AND next_at <= ? ORDER BY id LIMIT ?`,
  )
  const send = db.prepare<[number]>(
    `UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = ?`,
  )
  const settlers = {
    sent: db.prepare<[string, Instant, number]>(
      `UPDATE outbox SET state = 'sent', message = ?, sent_at = ?
       WHERE id = ? AND state = 'sending'`,
    ),
    later: db.prepare<[Instant, number, number]>(
      `UPDATE outbox SET state = 'pending', next_at = ?, repeat = max(repeat, ?)
       WHERE id = ? AND state = 'sending'`,
    ),
    dead: db.prepare<[number]>(
      `UPDATE outbox SET state = 'dead' WHERE id = ? AND state = 'sending'`,
    ),
  }

  const runSettlement = (settlement: Settlement): number => {
    const { outbox } = settlement
    if (settlement.to === 'sent')
      return settlers.sent.run(settlement.message, settlement.at, outbox).changes
    if (settlement.to === 'later')
      return settlers.later.run(settlement.at, Number(settlement.repeat ?? false), outbox).changes
    return settlers.dead.run(outbox).changes
  }

  const toJob = ({ recipe: text, repeat, ...row }: JobRow): OutboxJob => {
    const recipe: Json = JSON.parse(text)
    const standing = shown.standingOf(row)
    return { ...row, recipe, repeat: repeat === 1, ...(standing === undefined ? {} : { standing }) }
  }

  const claim = db.transaction((jobs: readonly JobRow[]): readonly OutboxJob[] => {
    for (const { id } of jobs) send.run(id)
    return jobs.map(toJob)
  })

  return {
    owe: (drafts: readonly OutboxDraft[], entries: readonly SealedEntry[]) => {
      const rows = drafts.map((draft, index) => {
        const entry = entries[draft.entry]
        if (!entry) throw new Error(`outbox row ${index} tells of no entry of its batch`)
        const { platform, place, subject, purpose } = draft
        const recipe = JSON.stringify(draft.recipe)
        return [keyOf(entry, index), platform, place, subject, purpose, recipe, entry.seq]
      })
      if (rows.length > 0) insert.run(JSON.stringify(rows))
    },
    settle: (settlement: Settlement) => {
      if (runSettlement(settlement) !== 1)
        throw new Error(`outbox row ${settlement.outbox} is not being sent`)
      if (settlement.to === 'sent') shown.show(settlement.outbox)
    },
    /** Writes only where there is something to claim: an idle loop costs no fsync. */
    claim: (now: Instant, max: number): readonly OutboxJob[] => {
      const jobs = claimable.all(now, max)
      return jobs.length === 0 ? [] : claim.immediate(jobs)
    },
    posted: (platform: PlatformName, max: number): readonly PostedMessage[] =>
      shown.newest(platform, max),
  }
}

export type Outbox = ReturnType<typeof prepareOutbox>
