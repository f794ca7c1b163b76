import type { Database } from 'better-sqlite3'
import type { MatterId, ReferralId } from '../../src/kit/ids.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { Content, Draft, DraftKey } from '../../src/ports/vault.ts'

type Filed = ReferralId | MatterId

const most = 200

/** Statements on forms that were begun. */
export const prepareDrafts = (db: Database) => {
  const put = db.prepare<[string, string, string | null, string, Instant, Instant]>(
    `INSERT INTO draft (officer, form, referral, given, kept, until) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET referral = excluded.referral, given = excluded.given,
       kept = excluded.kept, until = excluded.until`,
  )
  const tidy = db.prepare<[Instant, number]>(
    `DELETE FROM draft WHERE until <= ? OR (officer, form) IN
       (SELECT officer, form FROM draft ORDER BY kept DESC, officer, form LIMIT -1 OFFSET ?)`,
  )
  const find = db.prepare<[string, string, Instant], { given: string }>(
    'SELECT given FROM draft WHERE officer = ? AND form = ? AND until > ?',
  )
  const drop = db.prepare<[string, string]>('DELETE FROM draft WHERE officer = ? AND form = ?')
  const dropOf = db.prepare<[Filed]>('DELETE FROM draft WHERE referral = ?')
  const keep = db.transaction(
    ({ officer, form, referral, until }: Draft, given: string, now: Instant) => {
      put.run(officer, form, referral ?? null, given, now, until)
      tidy.run(now, most)
    },
  )
  return {
    keep: (draft: Draft, given: string, now: Instant): void => keep.immediate(draft, given, now),
    get: ({ officer, form }: DraftKey, now: Instant): Content | undefined => {
      const kept = find.get(officer, form, now)
      if (!kept) return undefined
      const given: Content = JSON.parse(kept.given)
      return given
    },
    drop: ({ officer, form }: DraftKey): void => void drop.run(officer, form),
    dropOf: (referral: Filed): void => void dropOf.run(referral),
  }
}
