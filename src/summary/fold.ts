import type { ContactPointId, MatterId, OfficerId, ReferralId } from '../kit/ids.ts'
import { fromRfc3339, type Instant, instant, toRfc3339 } from '../kit/time.ts'
import type { NotificationEvent } from '../notification/events.ts'
import { evolve as evolveNotification } from '../notification/evolve.ts'
import { isOpen as isOpenNotification, type Notification } from '../notification/notification.ts'
import type { ReferralEvent } from '../referral/events.ts'
import { evolve } from '../referral/evolve.ts'
import type { ShipmentEvent } from '../shipment/events.ts'
import { evolve as evolveShipment } from '../shipment/evolve.ts'
import { isOpen as isOpenShipment, type Shipment } from '../shipment/shipment.ts'
import { figuresOf } from './close.ts'
import { type Counted, readCounted } from './entry.ts'
import type { Figures } from './figures.ts'
import { type Held, isOver, type Pair, stubOf } from './held.ts'
import { countCall, countNotification, type MatterCounting } from './matters.ts'
import { countReferral } from './referrals.ts'
import { emptyTally, type Tally } from './tally.ts'
import { type Bounds, boundsOf, type Week, weekAfter, weekAt } from './week.ts'

/** Figures by week, from entries taken one by one in the order of the log. */
export interface Fold {
  /** The exact text of the next entry. */
  readonly take: (text: string) => void
  /** Entries taken. */
  readonly size: () => number
  /** Weeks that are over by then are closed, though nothing has happened since. */
  readonly reach: (now: Instant) => void
  /** Undefined for a week that is not over, or from before the log, and for desks that are no pair. */
  readonly week: (a: ContactPointId, b: ContactPointId, week: Week) => Figures | undefined
  /** The week of the last entry up to `now`; undefined before the first entry. */
  readonly sofar: (a: ContactPointId, b: ContactPointId, now: Instant) => Figures | undefined
}

export interface FoldParts {
  readonly pairs: readonly (readonly [ContactPointId, ContactPointId])[]
  /** IANA name of a desk's zone. */
  readonly zone: (desk: ContactPointId) => string
}

interface Running extends Pair {
  readonly done: Map<Week, Figures>
  current?: Bounds & { readonly week: Week; readonly tally: Tally; readonly until: string }
}

/** Figures name nobody, so that it makes no difference who acted. */
const somebody = '' as OfficerId

const key = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

/**
 * One pass over the log, which may go on whenever the log has grown: it comes to the same as a pass over
 * the whole. Holds what is open, little of what is over, and the figures of each week. No clock, no I/O.
 */
export const createFold = ({ pairs, zone }: FoldParts): Fold => {
  let size = 0
  const open = new Map<string, Held>()
  const over = new Map<string, Held>()
  const notifications = new Map<string, Notification>()
  const shipments = new Map<string, Shipment>()

  const running = new Map<string, Running>(
    pairs.map(([a, b]) => {
      const desks = a < b ? ([a, b] as const) : ([b, a] as const)
      const pair: Running = {
        desks,
        done: new Map(),
        tally: () => {
          if (!pair.current) throw new Error('counted before the first week')
          return pair.current.tally
        },
      }
      return [key(a, b), pair]
    }),
  )

  const begin = (pair: Running, week: Week): void => {
    const bounds = boundsOf(week, pair.desks.map(zone))
    pair.current = { ...bounds, week, tally: emptyTally(pair.desks), until: toRfc3339(bounds.to) }
  }

  const figures = (pair: Running, to?: Instant): Figures | undefined =>
    pair.current &&
    figuresOf({
      ...pair.current,
      ...(to === undefined ? {} : { to }),
      desks: pair.desks,
      size,
      held: [...open.values()].filter(h => h.pair === pair),
      notifications: [...notifications.values()],
      shipments: [...shipments.values()],
      zone,
    })

  /** What ended is kept until each pair has closed the week in which it did. */
  const tidy = (): void => {
    const since = Math.min(...[...running.values()].map(p => p.current?.from ?? 0))
    for (const [id, held] of open)
      if (isOver(held, instant(since))) {
        open.delete(id)
        over.set(id, { ...held, state: stubOf(held.state) })
      }
    for (const [id, n] of notifications) if (!isOpenNotification(n)) notifications.delete(id)
    for (const [id, s] of shipments)
      if (!isOpenShipment(s) && (s.ended?.at ?? 0) < since) shipments.delete(id)
  }

  const advance = (at: string): void => {
    let closed = false
    for (const pair of running.values()) {
      if (!pair.current) begin(pair, weekAt(fromRfc3339(at), pair.desks.map(zone)))
      while (pair.current && pair.current.until <= at) {
        const done = figures(pair)
        const { week } = pair.current
        if (done) pair.done.set(week, done)
        begin(pair, weekAfter(week))
        closed = true
      }
    }
    if (closed) tidy()
  }

  const takeReferral = ({ subject, at, event: json }: Counted): void => {
    const event = json as ReferralEvent
    const id = subject as ReferralId
    const happened = { event, at, by: 'clock' } as const
    if (event.type === 'referral.drafted') {
      const pair = running.get(key(event.from, event.to))
      const state = evolve(undefined, id, happened)
      if (pair) open.set(id, { pair, state, acked: false, replied: false, counted: [] })
      return
    }
    const held = open.get(id) ?? over.get(id)
    if (!held) return
    if (over.delete(id)) open.set(id, { ...held, state: { ...held.state, id } })
    const live = open.get(id) ?? held
    const from = running.get(key(live.state.from, live.state.to))?.current?.from ?? at
    countReferral(
      { tally: live.pair.tally(), held: live, before: live.state, at, from, zone },
      event,
    )
    live.state = evolve(live.state, id, happened)
  }

  const counting = (at: Instant): MatterCounting => ({
    at,
    zone,
    tallyOf: (a, b) => running.get(key(a, b))?.current,
  })

  const takeNotification = ({ subject, at, event: json }: Counted): void => {
    const event = json as NotificationEvent
    const before = notifications.get(subject)
    if (!before && event.type !== 'notification.sent') return
    countNotification(counting(at), before, event)
    const happened = { event, at, by: somebody }
    notifications.set(subject, evolveNotification(before, subject as MatterId, happened))
  }

  const takeShipment = ({ subject, at, event: json }: Counted): void => {
    const event = json as ShipmentEvent
    const before = shipments.get(subject)
    if (!before && event.type !== 'shipment.begun') return
    if (event.type === 'shipment.escalated') countCall(counting(at), event)
    const happened = { event, at, by: somebody }
    shipments.set(subject, evolveShipment(before, subject as MatterId, happened))
  }

  const takers = {
    referral: takeReferral,
    notification: takeNotification,
    shipment: takeShipment,
  } as const satisfies Record<Counted['kind'], (c: Counted) => void>

  return {
    take: text => {
      const entry = readCounted(text)
      advance(entry.at)
      size += 1
      const counted = entry.counted?.()
      if (counted) takers[counted.kind](counted)
    },
    size: () => size,
    reach: now => {
      if (size > 0) advance(toRfc3339(now))
    },
    week: (a, b, week) => running.get(key(a, b))?.done.get(week),
    sofar: (a, b, now) => {
      const pair = running.get(key(a, b))
      const end = pair?.current?.to ?? now
      return pair && figures(pair, instant(Math.min(now, end)))
    },
  }
}
