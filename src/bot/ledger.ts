import type { ContactPointId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { Summarised } from '../roster/events.ts'
import { isLong } from '../summary/details.ts'
import type { Figures } from '../summary/figures.ts'
import { createFold, type Fold } from '../summary/fold.ts'
import { readInto } from '../summary/read.ts'
import { type Week, weekAt, weekBefore } from '../summary/week.ts'
import { digestOf } from './figures-digest.ts'
import { foldFrom, foldPartsOf, saveFold } from './kept-fold.ts'
import type { World } from './world.ts'

/** Entries read in one step: officers must not wait behind it. */
const maxEntries = 2000
/** Entries after which what was counted is kept anew; more while the log is read for the first time. */
const keptEvery = 10_000
const keptEveryAtFirst = 200_000
/** At the end: fewer are as soon read again. */
const worthKeeping = 2000

/** The figures of every pair of desks that share a channel, kept up with the log. */
export interface Ledger {
  /** One bounded piece of the log. */
  readonly step: () => Promise<void>
  /** All of it: little, where `ready` says so. */
  readonly read: () => Promise<void>
  /** Whether a step has come to the end of the log since the start. */
  readonly ready: () => boolean
  readonly week: (a: ContactPointId, b: ContactPointId, week: Week) => Figures | undefined
  /** The week that is under way. */
  readonly sofar: (a: ContactPointId, b: ContactPointId, now: Instant) => Figures | undefined
  /** Of the week that is over by then, with each desk that shares a channel with this one. */
  readonly summaries: (desk: ContactPointId, now: Instant) => readonly Summarised[]
  /** At the end: keeps what was counted, so that the next start goes on from there. */
  readonly save: () => Promise<void>
}

const summarised = (f: Figures, other: ContactPointId, digest: World['digest']): Summarised => ({
  ...{ with: other, week: f.week, size: f.size, digest: digestOf(f, digest) },
  ...(isLong(f) ? { long: true } : {}),
})

export type LedgerParts = Pick<World, 'store' | 'directory' | 'digest' | 'log' | 'cache'>

export const createLedger = (parts: LedgerParts): Ledger => {
  const { store, directory, digest, log, cache } = parts
  const zone = (desk: ContactPointId): string => directory.contactPoint(desk).zone.zone
  let fold: Fold | undefined
  let kept = 0
  let caughtUp = false
  let reading = Promise.resolve()
  let keeping: Promise<void> | undefined

  const begin = async (): Promise<Fold> => {
    const found = await foldFrom(parts)
    kept = found?.size() ?? 0
    return found ?? createFold(foldPartsOf(directory))
  }

  const keep = async (of: Fold): Promise<void> => {
    if (!cache) return
    kept = of.size()
    if (!(await saveFold(parts, of)))
      log.warn('the weekly figures could not be kept for the next start')
  }

  /** One at a time, and nobody waits for it. */
  const keepAside = (of: Fold): void => {
    const due = of.size() - kept >= (caughtUp ? keptEvery : keptEveryAtFirst)
    if (due)
      keeping ??= keep(of).finally(() => {
        keeping = undefined
      })
  }

  const upTo = async (max: number): Promise<void> => {
    fold ??= await begin()
    const { size } = await store.head()
    const to = Math.min(size, fold.size() + max)
    await readInto(fold, store.readEntries(fold.size(), to), store.history)
    caughtUp = fold.size() === size
    keepAside(fold)
  }

  /** One reader at a time: an entry that is taken twice counts twice. */
  const next = (max: number): Promise<void> => {
    reading = reading.then(() => upTo(max))
    return reading
  }

  return {
    step: () => next(maxEntries),
    read: () => next(Number.MAX_SAFE_INTEGER),
    ready: () => caughtUp,
    week: (a, b, week) => fold?.week(a, b, week),
    sofar: (a, b, now) => fold?.sofar(a, b, now),
    summaries: (desk, now) => {
      fold?.reach(now)
      return directory.neighboursOf(desk).flatMap(other => {
        const week = weekBefore(weekAt(now, [zone(desk), zone(other)]))
        const figures = fold?.week(desk, other, week)
        return figures ? [summarised(figures, other, digest)] : []
      })
    },
    save: async () => {
      await reading
      await keeping
      if (fold && fold.size() - kept >= worthKeeping) await keep(fold)
    },
  }
}
