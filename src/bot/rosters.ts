import type { ContactPointId } from '../kit/ids.ts'
import { asJson, type Json } from '../kit/json.ts'
import type { Instant } from '../kit/time.ts'
import type { Batch, Store } from '../ports/store.ts'
import type { Directory } from '../roster/directory.ts'
import { type DutyHappened, type DutyRoster, dutyRosterSchema } from '../roster/duty.ts'
import { dutyEffects } from '../roster/effects.ts'
import type { DutyEvent } from '../roster/events.ts'
import { evolve } from '../roster/evolve.ts'
import { type CallFacts, calledFor } from '../roster/on-duty.ts'
import { dutyTimers } from '../roster/timers.ts'

/** A duty roster as loaded, with the version that a commit must find. Version 0: it isn't opened yet. */
export interface LoadedRoster {
  readonly desk: ContactPointId
  readonly version: number
  readonly roster?: DutyRoster
}

export const loadRoster = async (store: Store, desk: ContactPointId): Promise<LoadedRoster> => {
  const snapshot = await store.load(desk)
  return snapshot
    ? { desk, version: snapshot.version, roster: dutyRosterSchema.parse(snapshot.state) }
    : { desk, version: 0 }
}

/** Who may be called at a desk at that moment, by target. */
export const callFacts = (
  { desk, roster }: LoadedRoster,
  directory: Directory,
  at: Instant,
): CallFacts => ({
  roster,
  zone: directory.contactPoint(desk).zone.zone,
  at,
  officers: directory.officers.filter(o => o.desk === desk),
})

/** Who is on duty at a desk now, or whoever stands in where nobody is. */
export const onDutyNow = async (
  store: Store,
  directory: Directory,
  desk: ContactPointId,
  at: Instant,
) => calledFor('duty', callFacts(await loadRoster(store, desk), directory, at))

/** What the clock of a desk depends on beside its roster. */
export const timerFacts = (directory: Directory, desk: ContactPointId) => {
  const ends = directory.calendarEnds(desk)
  return {
    zone: directory.contactPoint(desk).zone.zone,
    officers: directory.officers.filter(o => o.desk === desk),
    ...(ends === undefined ? {} : { calendarEnds: ends }),
  }
}

export interface DutyRecording {
  readonly loaded: LoadedRoster
  readonly events: readonly DutyEvent[]
  readonly by: DutyHappened['by']
  readonly actor: Json
  readonly cause?: Json
  readonly inbound?: string
  readonly now: Instant
  readonly directory: Directory
}

/** Folds the events and puts everything that follows from them into one batch. Pure. */
export const dutyBatchOf = (
  r: DutyRecording,
): { readonly batch: Batch; readonly after: DutyRoster } => {
  const { desk, version } = r.loaded
  let after = r.loaded.roster
  const outbox = r.events.flatMap((event, entry) => {
    const happened: DutyHappened = { event, at: r.now, by: r.by }
    const before = after
    const next = evolve(before, desk, happened)
    after = next
    return dutyEffects(before, next, happened).flatMap(({ purpose, recipe, sharedWith }) =>
      (sharedWith === undefined
        ? r.directory.internalOf(desk)
        : r.directory.sharedBy(desk, sharedWith)
      ).map(c => ({
        platform: c.platform,
        place: c.place,
        subject: desk,
        purpose,
        recipe: asJson(recipe),
        entry,
      })),
    )
  })
  if (!after) throw new Error('a commit without an event')
  return {
    after,
    batch: {
      at: r.now,
      ...(r.inbound === undefined ? {} : { inbound: r.inbound }),
      expect: [{ subject: desk, version }],
      entries: r.events.map(event => ({
        subject: desk,
        type: event.type,
        actor: r.actor,
        ...(r.cause === undefined ? {} : { cause: r.cause }),
        event: asJson(event),
      })),
      // Open, so that its clocks are checked; of no party, so that no desk's list of referrals has it.
      snapshots: [
        { subject: desk, version: version + 1, state: asJson(after), parties: [], open: true },
      ],
      timers: [{ subject: desk, armed: dutyTimers(after, timerFacts(r.directory, desk)) }],
      outbox,
      settle: [],
    },
  }
}
