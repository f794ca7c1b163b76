import type { Database } from 'better-sqlite3'
import type { MessageId, PlaceId, PlatformName, SubjectId } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { PostedMessage, Purpose } from '../../src/ports/store.ts'

interface Spot {
  readonly purpose: Purpose
  readonly platform: PlatformName
  readonly place: PlaceId
  readonly subject: SubjectId
}

interface SentRow extends Spot {
  readonly message: MessageId
}

interface PostedRow extends Omit<PostedMessage, 'recipe'> {
  readonly recipe: string
}

const toPosted = ({ recipe: text, ...row }: PostedRow): PostedMessage => {
  const recipe: Json = JSON.parse(text)
  return { ...row, recipe }
}

/** Statements on messages as they stand at their places. */
export const prepareShown = (db: Database) => {
  const sent = db.prepare<[number], SentRow>(
    'SELECT platform, place, subject, purpose, message FROM outbox WHERE id = ?',
  )
  // The words of the partial index again.
  const one = db.prepare<[string, string, string, string], { first: number; message: MessageId }>(
    `SELECT shown.first, outbox.message FROM shown JOIN outbox ON outbox.id = shown.first
     WHERE shown.platform = ? AND shown.place = ? AND shown.subject = ? AND shown.purpose = ?
       AND shown.purpose <> 'reply'`,
  )
  const revise = db.prepare<[number, number]>('UPDATE shown SET last = ? WHERE first = ?')
  const remove = db.prepare<[number]>('DELETE FROM shown WHERE first = ?')
  const insert = db.prepare<[number]>(
    `INSERT INTO shown (first, last, platform, place, subject, purpose)
     SELECT id, id, platform, place, subject, purpose FROM outbox WHERE id = ?`,
  )
  const newest = db.prepare<[{ platform: PlatformName; max: number }], PostedRow>(
    `SELECT last.id, last.key, last.platform, last.place, last.subject, last.purpose, last.recipe,
       last.seq, first.message, first.sent_at AS at
     FROM shown JOIN outbox first ON first.id = shown.first JOIN outbox last ON last.id = shown.last
     WHERE shown.first IN (
       SELECT * FROM (SELECT first FROM shown WHERE platform = :platform ORDER BY first DESC LIMIT :max)
       UNION ALL
       SELECT * FROM (SELECT shown.first FROM subject JOIN shown ON shown.subject = subject.id
         WHERE subject.open = 1 AND shown.platform = :platform AND shown.purpose = 'card'
         ORDER BY shown.first DESC LIMIT :max)
     ) ORDER BY shown.first`,
  )
  const standing = ({ platform, place, subject, purpose }: Spot) =>
    one.get(platform, place, subject, purpose)

  return {
    /** For a reply the card that it belongs under. */
    standingOf: (spot: Spot): MessageId | undefined =>
      standing(spot.purpose === 'reply' ? { ...spot, purpose: 'card' } : spot)?.message,
    /** Takes note of a row just sent; true for a new message, false for a change of one. */
    show: (id: number): boolean => {
      const row = sent.get(id)
      if (!row) throw new Error(`outbox row ${id} is not there`)
      const before = standing(row)
      if (before && before.message === row.message) {
        revise.run(id, before.first)
        return false
      }
      // The old one was gone and this one took its place.
      if (before) remove.run(before.first)
      insert.run(id)
      return true
    },
    newest: (platform: PlatformName, max: number): readonly PostedMessage[] =>
      newest.all({ platform, max }).map(toPosted),
  }
}

export type ShownTable = ReturnType<typeof prepareShown>
