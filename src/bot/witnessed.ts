import { logId } from '../kit/ids.ts'
import { asJson, type Json } from '../kit/json.ts'
import type { Instant } from '../kit/time.ts'
import type { Batch, OutboxDraft, Store } from '../ports/store.ts'
import type { Channel, Directory } from '../roster/directory.ts'
import { type LogNotice, logEffects } from '../witness/effects.ts'
import type { LogEvent } from '../witness/events.ts'
import { evolve } from '../witness/evolve.ts'
import { noteFor } from '../witness/notes.ts'
import { logTimers, type ReleaseRules } from '../witness/timers.ts'
import { type WitnessedLog, witnessedLogSchema } from '../witness/witnessed.ts'

/** The log as a subject of its own, with the version that a commit must find. */
export interface LoadedLog {
  readonly version: number
  readonly log?: WitnessedLog
}

export const loadWitnessed = async (store: Pick<Store, 'load'>): Promise<LoadedLog> => {
  const snapshot = await store.load(logId)
  return snapshot
    ? { version: snapshot.version, log: witnessedLogSchema.parse(snapshot.state) }
    : { version: 0 }
}

/** The best released note that covers the entry at `seq`, with its cosignatures; undefined where there is none. */
export const notesFor = async (
  store: Pick<Store, 'load'>,
  seq: number,
): Promise<string | undefined> => noteFor((await loadWitnessed(store)).log, seq)?.note

const channelsFor = ({ to }: LogNotice, directory: Directory): readonly Channel[] =>
  to === 'all' ? directory.channels : directory.channels.filter(c => c.desks.length === 1)

export interface LogRecording {
  readonly loaded: LoadedLog
  readonly events: readonly LogEvent[]
  readonly actor: Json
  readonly cause?: Json
  readonly inbound?: string
  readonly now: Instant
  readonly directory: Directory
  readonly rules: ReleaseRules
}

/** Folds the events and puts everything that follows from them into one batch. Pure. */
export const logBatchOf = (
  r: LogRecording,
): { readonly batch: Batch; readonly after: WitnessedLog } => {
  const { version } = r.loaded
  let after = r.loaded.log
  const outbox = r.events.flatMap((event, entry) => {
    const happened = { event, at: r.now }
    const before = after
    const next = evolve(before, happened)
    after = next
    return logEffects(before, next, happened).flatMap(notice =>
      channelsFor(notice, r.directory).map(
        (c): OutboxDraft => ({
          platform: c.platform,
          place: c.place,
          subject: logId,
          purpose: notice.purpose,
          recipe: asJson(notice.recipe),
          entry,
        }),
      ),
    )
  })
  if (!after) throw new Error('a commit without an event')
  return {
    after,
    batch: {
      at: r.now,
      ...(r.inbound === undefined ? {} : { inbound: r.inbound }),
      expect: [{ subject: logId, version }],
      entries: r.events.map(event => ({
        subject: logId,
        type: event.type,
        actor: r.actor,
        ...(r.cause === undefined ? {} : { cause: r.cause }),
        event: asJson(event),
      })),
      // Open, so that its clocks are checked; of no party, so that no desk's list has it.
      snapshots: [
        { subject: logId, version: version + 1, state: asJson(after), parties: [], open: true },
      ],
      timers: [{ subject: logId, armed: logTimers(after, r.rules) }],
      outbox,
      settle: [],
    },
  }
}
