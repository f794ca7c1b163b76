import { readCheckpoint } from '../audit/checkpoint.ts'
import { readEntry } from '../audit/entry.ts'
import { toBase64 } from '../kit/bytes.ts'
import { logId } from '../kit/ids.ts'
import type { Batch } from '../ports/store.ts'
import type { LogEvent } from '../witness/events.ts'
import { cosignaturesMissed, grownDue, logTimers } from '../witness/timers.ts'
import { newestOf, type WitnessedLog } from '../witness/witnessed.ts'
import { emptyBatch } from './batches.ts'
import { loadWitnessed, logBatchOf } from './witnessed.ts'
import type { World } from './world.ts'

/** Entries looked at in one step for one that is not about the log itself. */
const maxEntries = 500

type Parts = Pick<World, 'store' | 'clock' | 'directory' | 'witnessing'>

/** The checkpoint that the log stands at, as an event; the note was signed in the commit that made it. */
export const checkpointNow = async ({ store }: Pick<World, 'store'>): Promise<LogEvent> => {
  const { note } = await store.head()
  const head = readCheckpoint(note)
  if (!head.ok) throw new Error(`the head of the log can't be read: ${head.error}`)
  const { size, root } = head.value
  return { type: 'log.checkpoint', size, root: toBase64(root), note }
}

/** What the clock does about the log itself: releases checkpoints, and calls for cosignatures that are late. */
export const createReleases = (world: Parts) => {
  const { store, clock, directory, witnessing } = world
  /** How far entries were looked at since which checkpoint, and whether one was about something else. */
  let looked = { since: -1, to: 0, grown: false }

  const hasGrown = async (log: WitnessedLog): Promise<boolean> => {
    const since = newestOf(log)?.size ?? 0
    if (looked.since !== since) looked = { since, to: since, grown: false }
    if (looked.grown) return true
    const { size } = await store.head()
    const to = Math.min(size, looked.to + maxEntries)
    if (to > looked.to)
      for await (const { body } of store.readEntries(looked.to, to)) {
        const entry = readEntry(body)
        // Of a checkpoint's own messages and cosignatures there would be no end.
        if (entry.ok && entry.value.subject?.id !== logId) looked.grown = true
      }
    looked.to = to
    return looked.grown
  }

  const eventsFor = async (
    log: WitnessedLog,
    deadlines: ReadonlySet<string>,
  ): Promise<readonly LogEvent[]> => {
    if (!witnessing || log.frozen) return []
    const now = clock.now()
    const { rules } = witnessing
    const due = logTimers(log, rules).filter(t => t.due <= now && deadlines.has(t.deadline))
    const called = (agency: string) =>
      directory.contactPoints
        .filter(d => d.agency === agency)
        .flatMap(d => directory.holding(d.id, 'supervisor'))
    return [
      ...(due.some(t => t.deadline === 'release') ? [await checkpointNow(world)] : []),
      ...(due.some(t => t.deadline !== 'release')
        ? cosignaturesMissed(log, now, rules, called)
        : []),
    ]
  }

  const batchOf = (
    loaded: Awaited<ReturnType<typeof loadWitnessed>>,
    events: readonly LogEvent[],
  ): Batch | undefined =>
    witnessing &&
    logBatchOf({
      loaded,
      events,
      actor: 'clock',
      now: clock.now(),
      directory,
      rules: witnessing.rules,
    }).batch

  return {
    /** What is to be committed for these deadlines of the log, which the sweep was given as due. */
    due: async (
      deadlines: readonly string[],
    ): Promise<readonly { readonly batch: Batch; readonly steps: number }[]> => {
      if (deadlines.length === 0 || !witnessing) return []
      const loaded = await loadWitnessed(store)
      if (!loaded.log) return []
      const events = await eventsFor(loaded.log, new Set(deadlines))
      const batch = events.length > 0 ? batchOf(loaded, events) : undefined
      if (batch) return [{ batch, steps: events.length }]
      const rearmed: Batch = {
        ...emptyBatch(clock.now()),
        expect: [{ subject: logId, version: loaded.version }],
        timers: [{ subject: logId, armed: logTimers(loaded.log, witnessing.rules) }],
      }
      return [{ batch: rearmed, steps: 0 }]
    },
    /** Releases a checkpoint between two days where the log has grown and the settings ask for it. */
    step: async (): Promise<void> => {
      if (witnessing?.rules.everyHours === undefined) return
      const loaded = await loadWitnessed(store)
      const due = loaded.log && grownDue(loaded.log, witnessing.rules)
      if (!loaded.log || due === undefined || due > clock.now()) return
      if (!(await hasGrown(loaded.log))) return
      const batch = batchOf(loaded, [await checkpointNow(world)])
      if (batch) await store.commit(batch)
    },
  }
}

/** Opens the log as a subject, and records which witnesses the settings name where that has changed. */
export const openWitnessed = async (world: Parts): Promise<boolean> => {
  const { store, clock, directory, witnessing } = world
  if (!witnessing) return false
  const loaded = await loadWitnessed(store)
  const named = witnessing.witnesses.map(({ agency, vkey }) => ({ agency, vkey }))
  const before = loaded.log?.witnesses.map(({ agency, vkey }) => ({ agency, vkey }))
  if (loaded.log?.frozen || JSON.stringify(before) === JSON.stringify(named)) return false
  const { batch } = logBatchOf({
    loaded,
    events: [{ type: 'log.witnesses_named', witnesses: named }],
    actor: 'settings',
    now: clock.now(),
    directory,
    rules: witnessing.rules,
  })
  await store.commit(batch)
  return true
}
