import type { ContactPointId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { Summarised } from '../roster/events.ts'
import type { Figures } from '../summary/figures.ts'
import { createFold } from '../summary/fold.ts'
import { type Week, weekAt, weekBefore } from '../summary/week.ts'
import { digestOf } from './figures-digest.ts'
import type { World } from './world.ts'

/** Entries read in one step: officers must not wait behind it. */
const maxEntries = 2000

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
}

export const createLedger = ({
  store,
  directory,
  digest,
}: Pick<World, 'store' | 'directory' | 'digest'>): Ledger => {
  const zone = (desk: ContactPointId): string => directory.contactPoint(desk).zone.zone
  const desks = directory.contactPoints.map(c => c.id)
  const fold = createFold({
    pairs: desks.flatMap(a =>
      directory.neighboursOf(a).flatMap(b => (a < b ? [[a, b] as const] : [])),
    ),
    zone,
  })
  let caughtUp = false
  let reading = Promise.resolve()

  const upTo = async (max: number): Promise<void> => {
    const { size } = await store.head()
    const to = Math.min(size, fold.size() + max)
    for await (const { body } of store.readEntries(fold.size(), to)) fold.take(body)
    caughtUp = fold.size() === size
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
    week: fold.week,
    sofar: fold.sofar,
    summaries: (desk, now) => {
      fold.reach(now)
      return directory.neighboursOf(desk).flatMap(other => {
        const week = weekBefore(weekAt(now, [zone(desk), zone(other)]))
        const figures = fold.week(desk, other, week)
        return figures
          ? [{ with: other, week, size: figures.size, digest: digestOf(figures, digest) }]
          : []
      })
    },
  }
}
