import type { MatterId, ReferralId } from '../kit/ids.ts'
import { asJson } from '../kit/json.ts'
import type { CountedReferral, CountedReferrals } from '../matter/counted.ts'
import type { Matter } from '../matter/define.ts'
import type { OutboxDraft, Store } from '../ports/store.ts'
import type { Directory } from '../roster/directory.ts'
import { measureOf } from '../summary/measures.ts'
import { countShelf, type LoadedMatter, shelfOf } from './matters.ts'
import { loadReferral } from './record.ts'

const mostOpen = 200

const found = async (store: Store, id: ReferralId): Promise<readonly CountedReferral[]> => {
  const { referral: r } = await loadReferral(store, id)
  return r
    ? [
        {
          ...{ id, desks: [r.from, r.to], isSent: r.acts.sent !== undefined },
          isDrill: r.drill === true,
          measures: r.measures.flatMap(m => measureOf(m) ?? []),
        },
      ]
    : []
}

/** What came of referrals, from their own state: a matter that counts them keeps no figures of theirs. */
export const countedOf = async (
  store: Store,
  ids: readonly ReferralId[],
): Promise<CountedReferrals> => {
  const all = await Promise.all([...new Set(ids)].map(id => found(store, id)))
  return new Map(all.flat().map(c => [c.id, c]))
}

/** The matter of that kind that counts a referral, whether it is open or has ended. */
export const counting = async (
  store: Store,
  { letter }: Matter,
  ref: ReferralId,
): Promise<LoadedMatter | undefined> => {
  const [open, over] = await Promise.all(
    [true, false].map(open => store.list({ party: [countShelf(letter, ref)], open, max: 1 })),
  )
  const snapshot = open?.[0] ?? over?.[0]
  return snapshot && { ...snapshot, id: snapshot.subject as MatterId }
}

export interface Claim {
  readonly claimed: ReadonlyMap<string, MatterId>
  /** Every other matter of the kind in which it could be counted at the same moment. */
  readonly besides: readonly LoadedMatter[]
}

/**
 * Who counts what is claimed. A commit that expects the others as they were read here can't count a referral
 * that another counts meanwhile.
 */
export const claimOf = async (
  store: Store,
  matter: Matter,
  own: LoadedMatter,
  claims: readonly CountedReferral[],
): Promise<Claim> => {
  const held = await Promise.all(
    claims.map(async c => [c.id, await counting(store, matter, c.id)] as const),
  )
  const shelves = claims.flatMap(c => c.desks.map(d => shelfOf(matter.letter, d)))
  const others =
    shelves.length === 0 ? [] : await store.list({ party: shelves, open: true, max: mostOpen })
  return {
    claimed: new Map(held.flatMap(([ref, by]) => (by ? [[ref, by.id] as const] : []))),
    besides: others
      .map(s => ({ id: s.subject as MatterId, version: s.version }))
      .filter(s => s.id !== own.id),
  }
}

/** Messages of the matters that count a referral, made anew with what it has come to. */
export const recountedBy = async (
  {
    store,
    matters,
    directory,
  }: {
    readonly store: Store
    readonly matters: readonly Matter[]
    readonly directory: Directory
  },
  ref: ReferralId,
  entry: number,
): Promise<readonly OutboxDraft[]> => {
  const all = await Promise.all(
    matters.map(async matter => {
      const by = await counting(store, matter, ref)
      if (by?.state === undefined) return []
      const { id } = by
      return matter.recounted(by.state).flatMap(notice =>
        directory.internalOf(notice.desk).map(c => ({
          ...{ platform: c.platform, place: c.place, subject: id, purpose: notice.purpose },
          ...{ recipe: asJson(notice.recipe), entry },
        })),
      )
    }),
  )
  return all.flat()
}
