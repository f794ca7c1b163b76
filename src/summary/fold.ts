import type { ContactPointId, SubjectId } from '../kit/ids.ts'
import { fromRfc3339, type Instant, instant, toRfc3339 } from '../kit/time.ts'
import type { ReferralEvent } from '../referral/events.ts'
import { createBooks, savedIn } from './books.ts'
import { figuresOf } from './close.ts'
import { type Counted, readCounted } from './entry.ts'
import type { Figures } from './figures.ts'
import type { Current, Pair } from './held.ts'
import { createHeldBook } from './held-book.ts'
import type { MatterCounting } from './matters.ts'
import { recounted } from './operations.ts'
import { linesOf, type Saved } from './saved.ts'
import { createStops } from './stops.ts'
import { emptyTally } from './tally.ts'
import { boundsOf, type Week, weekAfter, weekAt, weekBefore } from './week.ts'

/** Figures by week, from entries taken one by one in the order of the log. */
export interface Fold {
  /**
   * The exact text of the next entry. Where it goes on with a referral that was let go, that is given back and
   * the entry isn't taken: then once more, with the texts of that referral's entries before it, in order.
   */
  readonly offer: (text: string, earlier?: readonly string[]) => SubjectId | undefined
  /** The same for who knows that nothing was let go; throws where it was. */
  readonly take: (text: string) => void
  /** Entries taken. */
  readonly size: () => number
  /** Weeks that are over by then are closed, though nothing has happened since. */
  readonly reach: (now: Instant) => void
  /** Undefined for a week that is not over, or from before the log, and for desks that are no pair. */
  readonly week: (a: ContactPointId, b: ContactPointId, week: Week) => Figures | undefined
  /** The week of the last entry up to `now`; undefined before the first entry. */
  readonly sofar: (a: ContactPointId, b: ContactPointId, now: Instant) => Figures | undefined
  /** All that it holds, as lines of JSON; what is taken meanwhile isn't in them. */
  readonly save: () => Iterable<string>
}

export interface FoldParts {
  readonly pairs: readonly (readonly [ContactPointId, ContactPointId])[]
  /** IANA name of a desk's zone. */
  readonly zone: (desk: ContactPointId) => string
}

interface Running extends Pair {
  readonly done: Map<Week, Figures>
  now?: Current & { readonly until: string }
}

const key = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

/**
 * One pass over the log, which may go on whenever the log has grown, or from what was saved: it comes to the
 * same as a pass over the whole. Holds what is open and the figures of each week. No clock, no I/O.
 */
export const createFold = ({ pairs, zone }: FoldParts, saved?: Saved): Fold => {
  let size = saved?.size ?? 0
  const running = new Map<string, Running>(
    pairs.map(([a, b]) => {
      const desks = a < b ? ([a, b] as const) : ([b, a] as const)
      const pair: Running = { desks, done: new Map(), current: () => pair.now }
      return [key(a, b), pair]
    }),
  )
  const referrals = createHeldBook({ pairOf: (a, b) => running.get(key(a, b)), zone })
  const books = createBooks()
  const stops = createStops()

  const begin = (pair: Running, week: Week, tally = emptyTally(pair.desks)): void => {
    const bounds = boundsOf(week, pair.desks.map(zone))
    pair.now = { ...bounds, week, tally, until: toRfc3339(bounds.to) }
  }

  if (saved) {
    for (const { desks, week, tally, done } of saved.pairs) {
      const pair = running.get(key(...desks))
      if (pair && week !== undefined && tally) begin(pair, week, tally)
      for (const f of done) pair?.done.set(f.week, f)
    }
    for (const held of saved.referrals) {
      const pair = running.get(key(held.state.from, held.state.to))
      referrals.restore(pair ? { ...held, pair } : held)
    }
    for (const [kind, id, state] of saved.matters) books[kind].restore(id, state)
    for (const stop of saved.stops) stops.restore(stop)
  }

  const figures = (pair: Running, to?: Instant): Figures | undefined =>
    pair.now &&
    figuresOf({
      ...pair.now,
      ...(to === undefined ? {} : { to }),
      desks: pair.desks,
      size,
      held: referrals.of(pair),
      notification: books.notification.standing(),
      shipment: books.shipment.standing(),
      action: books.action.standing(),
      bulletin: books.bulletin.standing(),
      operation: books.operation.standing(),
      operationsBefore: pair.done.get(weekBefore(pair.now.week))?.operations ?? [],
      stops: stops.standing(),
      zone,
    })

  /** What ended is kept until each pair has closed the week in which it did. */
  const tidy = (): void => {
    const since = Math.min(...[...running.values()].map(p => p.now?.from ?? 0))
    for (const book of [referrals, stops, ...Object.values(books)]) book.tidy(since)
  }

  const advance = (at: string): void => {
    let closed = false
    for (const pair of running.values()) {
      if (!pair.now) begin(pair, weekAt(fromRfc3339(at), pair.desks.map(zone)))
      while (pair.now && pair.now.until <= at) {
        const done = figures(pair)
        const { week } = pair.now
        if (done) pair.done.set(week, done)
        begin(pair, weekAfter(week))
        closed = true
      }
    }
    if (closed) tidy()
  }

  const counting = (at: Instant): MatterCounting => ({
    at,
    zone,
    tallyOf: (a, b) => running.get(key(a, b))?.now,
  })

  const count = (entry: Counted): void => {
    if (entry.kind === 'clock') return
    if (entry.kind === 'referral') {
      referrals.take(entry)
      const event = entry.event as ReferralEvent
      if (event.type === 'referral.closed')
        books.operation.change(o => recounted(o, entry.subject, event.measures))
    } else books[entry.kind].take(entry, counting(entry.at))
  }

  const offer = (text: string, earlier?: readonly string[]): SubjectId | undefined => {
    const read = readCounted(text)
    const entry = read.counted?.()
    if (entry?.kind === 'clock') {
      // Before weeks are closed: those in which nothing ran say so, and are of this entry too.
      stops.take(entry)
      size += 1
      advance(read.at)
      return undefined
    }
    advance(read.at)
    if (entry?.kind === 'referral' && referrals.lacks(entry)) {
      if (!earlier) return entry.subject as SubjectId
      referrals.recall(earlier)
    }
    size += 1
    if (entry) count(entry)
    return undefined
  }

  return {
    offer,
    take: text => {
      const lacked = offer(text)
      if (lacked !== undefined) throw new Error(`it goes on with ${lacked}, which was let go`)
    },
    size: () => size,
    reach: now => {
      if (size > 0) advance(toRfc3339(now))
    },
    week: (a, b, week) => running.get(key(a, b))?.done.get(week),
    sofar: (a, b, now) => {
      const pair = running.get(key(a, b))
      const end = pair?.now?.to ?? now
      return pair && figures(pair, instant(Math.min(now, end)))
    },
    save: () =>
      linesOf({
        size,
        pairs: [...running.values()].map(({ desks, now, done }) => ({
          ...{ desks, done: [...done.values()] },
          ...(now ? { week: now.week, tally: now.tally } : {}),
        })),
        referrals: referrals.saved(),
        matters: savedIn(books),
        stops: stops.standing(),
      }),
  }
}
