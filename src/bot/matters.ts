import { sayInstant } from '../card/format.ts'
import {
  letterOf,
  type MatterId,
  nthMatterId,
  numberOf,
  type OfficerId,
  type ReferralId,
} from '../kit/ids.ts'
import { asJson, type Json } from '../kit/json.ts'
import type { Instant } from '../kit/time.ts'
import type { Matter, MatterEvent } from '../matter/define.ts'
import type { Batch, Shelf, Store } from '../ports/store.ts'
import type { Content, Vault } from '../ports/vault.ts'
import type { Directory, Officer } from '../roster/directory.ts'

/** A matter as loaded, with the version that a commit must find. Version 0: it doesn't exist. */
export interface LoadedMatter {
  readonly id: MatterId
  readonly version: number
  readonly state?: Json
}

export const matterOf = (matters: readonly Matter[], id: MatterId): Matter => {
  const found = matters.find(m => m.letter === letterOf(id))
  if (!found) throw new Error(`no kind of matter is filed as ${id}`)
  return found
}

export const loadMatter = async (store: Store, id: MatterId): Promise<LoadedMatter> => {
  const snapshot = await store.load(id)
  return snapshot ? { id, version: snapshot.version, state: snapshot.state } : { id, version: 0 }
}

/** The next free reference of the officer's agency this year; a race for it ends in a conflict. */
export const nextMatter = async (
  store: Store,
  directory: Directory,
  letter: Matter['letter'],
  officer: Officer,
  now: Instant,
): Promise<LoadedMatter> => {
  const desk = directory.contactPoint(officer.desk)
  const { prefix } = directory.agency(desk.agency)
  const year = Number(sayInstant(now, [desk.zone]).slice(0, 4))
  const last = await store.latest(`${prefix}-${letter}-${year}-`)
  const n = last ? numberOf(last) + 1 : 1
  return { id: nthMatterId(prefix, letter, year, n), version: 0 }
}

/** By what a list of matters of a desk asks the store; referrals are listed by the desk alone. */
export const shelfOf = (letter: Matter['letter'], desk: string): Shelf => `${letter}:${desk}`

/** By what the one matter of a kind is found that counts a referral. A desk's id is never written like a reference. */
export const countShelf = (letter: Matter['letter'], ref: ReferralId): Shelf => `${letter}:${ref}`

export interface MatterRecording {
  readonly matter: Matter
  readonly loaded: LoadedMatter
  readonly events: readonly MatterEvent[]
  readonly by: OfficerId | 'clock'
  readonly actor: Json
  readonly cause?: Json
  readonly inbound?: string
  readonly now: Instant
  readonly directory: Directory
  /** Others that the commit must find as they were read. */
  readonly besides?: readonly Pick<LoadedMatter, 'id' | 'version'>[]
}

/** Folds the events and puts everything that follows from them into one batch. Pure. */
export const matterBatchOf = (r: MatterRecording): Batch => {
  const { matter, loaded, events, directory } = r
  const folded = matter.fold(loaded.state, loaded.id, events, r.now, r.by, directory.workingTime)
  return {
    at: r.now,
    ...(r.inbound === undefined ? {} : { inbound: r.inbound }),
    expect: [loaded, ...(r.besides ?? [])].map(({ id, version }) => ({ subject: id, version })),
    entries: events.map(event => ({
      subject: loaded.id,
      type: event.type,
      actor: r.actor,
      ...(r.cause === undefined ? {} : { cause: r.cause }),
      event,
    })),
    snapshots: [
      {
        subject: loaded.id,
        version: loaded.version + 1,
        state: folded.state,
        parties: [
          ...folded.parties.map(p => shelfOf(matter.letter, p)),
          ...folded.counts.map(ref => countShelf(matter.letter, ref)),
        ],
        open: folded.open,
      },
    ],
    timers: [{ subject: loaded.id, armed: folded.timers }],
    outbox: folded.notices.flatMap(({ entry, notice }) =>
      directory.internalOf(notice.desk).map(c => ({
        platform: c.platform,
        place: c.place,
        subject: loaded.id,
        purpose: notice.purpose,
        recipe: asJson(notice.recipe),
        entry,
        ...(notice.urgent ? { urgent: true } : {}),
      })),
    ),
    settle: [],
  }
}

/** The texts of a matter that a desk may read, as far as the vault still has them, by item. */
export const textsOfMatter = async (
  vault: Vault,
  items: readonly string[],
): Promise<ReadonlyMap<string, Content>> => {
  const found = await Promise.all(items.map(async i => [i, await vault.get(i)] as const))
  return new Map(found.flatMap(([i, content]) => (content ? [[i, content] as const] : [])))
}
