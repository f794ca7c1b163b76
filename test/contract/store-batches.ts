import type {
  ContactPointId,
  MessageId,
  PlaceId,
  PlatformName,
  ReferralId,
  SubjectId,
} from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type {
  Batch,
  EntryDraft,
  OutboxDraft,
  Purpose,
  SealedEntry,
  Settlement,
  Snapshot,
  Store,
} from '../../src/ports/store.ts'

export const referral = (n: number): ReferralId =>
  `HK-2026-${String(n).padStart(6, '0')}` as ReferralId
export const party = (name: string): ContactPointId => name as ContactPointId
export const place = (name: string): PlaceId => name as PlaceId
export const platform = (name: string): PlatformName => name as PlatformName
export const message = (name: string): MessageId => name as MessageId

export const hk = party('hkc.cyber')
export const kr = party('kcs.cyber')

const empty: Batch = {
  at: instant(1_000),
  expect: [],
  entries: [],
  snapshots: [],
  timers: [],
  outbox: [],
  settle: [],
}

export const batch = (parts: Partial<Batch>): Batch => ({ ...empty, ...parts })

export const entry = (subject: SubjectId, note = 'x'): EntryDraft => ({
  subject,
  type: 'referral.sent',
  actor: { officer: 'hkc.o1' },
  event: { note },
})

export const snapshot = (subject: SubjectId, version: number, more: Partial<Snapshot> = {}) => ({
  subject,
  version,
  state: { version },
  parties: [hk, kr],
  open: true,
  ...more,
})

/** What an ordinary command commits: the next version of a referral, with its one event. */
export const step = (n: number, version: number, parts: Partial<Batch> = {}): Batch =>
  batch({
    expect: [{ subject: referral(n), version: version - 1 }],
    entries: [entry(referral(n), `v${version}`)],
    snapshots: [snapshot(referral(n), version)],
    ...parts,
  })

export const owed = (
  of: number | SubjectId,
  where: string,
  purpose: Purpose = 'ping',
): OutboxDraft => ({
  platform: platform('p'),
  place: place(where),
  subject: typeof of === 'number' ? referral(of) : of,
  purpose,
  recipe: { card: purpose, of },
  entry: 0,
})

export const sent = (outbox: number, name: string, at = 2_000): Settlement => ({
  outbox,
  to: 'sent',
  message: message(name),
  at: instant(at),
})

export const later = (outbox: number, at: number): Settlement => ({
  outbox,
  to: 'later',
  at: instant(at),
})

export const ask = (store: Store, holder: string, now: number, until: number) =>
  store.lease({ holder, now: instant(now), until: instant(until) })

export const entriesOf = async (store: Store): Promise<readonly SealedEntry[]> => {
  const found: SealedEntry[] = []
  for await (const { seq, body, leaf } of store.readEntries(0, Number.MAX_SAFE_INTEGER))
    found.push({ seq, body, leaf: Uint8Array.from(leaf) })
  return found
}

export const claim = (store: Store, now = 10_000, max = 100) =>
  store.claimOutbox({ now: instant(now), max })

/** All that a store shows of itself. */
export const portrait = async (store: Store) => ({
  head: await store.head(),
  entries: await entriesOf(store),
  open: await store.list({ party: [hk, kr], open: true, max: 200 }),
  shut: await store.list({ party: [hk, kr], open: false, max: 200 }),
  timers: await store.claimTimers({ now: instant(1e12), max: 1_000 }),
  watched: await store.watched({ max: 200 }),
  posted: await store.posted({ platform: platform('p'), max: 1_000 }),
})
