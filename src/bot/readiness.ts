import { z } from 'zod'
import { readEntry } from '../audit/entry.ts'
import { asJson } from '../kit/json.ts'
import {
  fromRfc3339,
  type Instant,
  instant,
  minutes,
  plus,
  seconds,
  toRfc3339,
} from '../kit/time.ts'
import type { Lease, Purpose, Store } from '../ports/store.ts'
import type { DutyRecipe } from '../roster/effects.ts'
import { emptyBatch } from './batches.ts'
import {
  type AgreedBy,
  type ClockWatch,
  type Hold,
  holdEnds,
  observe,
  type Reading,
} from './clock-watch.ts'
import type { World } from './world.ts'

/** A lease is asked for at every tick; who doesn't for so long has stopped. */
const leaseMs = seconds(15)
/** Nobody swept for longer than this: the system was down, and that is worth an entry. */
const downAfter = minutes(1)
/** A lease seen, or running, so far in the future was given before the clock went back. */
const ahead = seconds(10)
/** After a downtime what platforms still hold for us comes first: an acknowledgement may be waiting. */
const grace = seconds(60)

/** A time in which nothing could fire, and why; what was leapt over in it is told so. */
export interface Gap {
  readonly kind: 'down' | 'clock'
  readonly from: Instant
  readonly to: Instant
}

interface Told {
  readonly purpose: Purpose
  readonly recipe: DutyRecipe
}

/** Named by the moment before the jump, so that the message of it changes when it is over. */
const toldOf = ({ from, jumpMs }: Hold, by?: AgreedBy): Told => ({
  purpose: `ping.clock.${toRfc3339(from)}`,
  recipe: {
    card: 'clock',
    jumpMs: Math.round(jumpMs),
    ...(by === undefined ? { held: true } : { held: false, confirmed: by !== 'patience' }),
  },
})

const jumpedSchema = z.object({ from: z.string(), jumpMs: z.number() })

/** Of the newest entries: a jump is confirmed or given up within half an hour of running. */
const lastEntries = 500

/** The jump on which the run before this one held, if it was not over; a start confirms nothing. */
const leftHolding = async (
  store: Pick<Store, 'head' | 'readEntries'>,
): Promise<Pick<Hold, 'from' | 'jumpMs'> | undefined> => {
  const { size } = await store.head()
  let left: Pick<Hold, 'from' | 'jumpMs'> | undefined
  for await (const { body } of store.readEntries(Math.max(0, size - lastEntries), size)) {
    if (!body.includes('"clock.')) continue
    const entry = readEntry(body)
    if (!entry.ok) continue
    if (entry.value.type === 'clock.agreed') left = undefined
    const jumped = jumpedSchema.safeParse(entry.value.event)
    if (entry.value.type !== 'clock.jumped' || !jumped.success) continue
    left = { from: fromRfc3339(jumped.data.from), jumpMs: jumped.data.jumpMs }
  }
  return left
}

export type Readiness =
  | { readonly ready: true; readonly fence: number; readonly now: Instant; readonly gap?: Gap }
  /** `until`: when to ask again at the latest. */
  | { readonly ready: false; readonly until: Instant }

/**
 * Whether the clock may act now: one sweeper holds the lease, the host's clock is to be trusted, and
 * after a downtime whoever waited to be heard was. Downtimes and jumps are entries of their own.
 */
export const createReadiness = (
  world: Pick<World, 'store' | 'clock' | 'directory' | 'platforms' | 'log' | 'holder'>,
) => {
  const { store, clock, directory, platforms, log, holder } = world
  /** By the monotonic clock; at the first ask. */
  let begun: number | undefined
  /** Whether it is known that the clock went back since the last run. */
  let doubted = false
  let watch: ClockWatch = {}
  let held: number | undefined
  let gap: Gap | undefined
  let quietUntil: Instant | undefined

  /** An entry of the clock's own, told to every desk that has a roster to file it under. */
  const note = async (type: string, event: object, at: Instant, told: Told): Promise<void> => {
    const rosters = await Promise.all(directory.contactPoints.map(d => store.load(d.id)))
    const desks = directory.contactPoints.filter((_, i) => rosters[i] !== undefined)
    await store.commit({
      ...emptyBatch(at),
      entries: [{ type, actor: 'clock', event: asJson(event) }],
      outbox: desks.flatMap(({ id }) =>
        directory.internalOf(id).map(c => ({
          platform: c.platform,
          place: c.place,
          subject: id,
          purpose: told.purpose,
          recipe: asJson(told.recipe),
          entry: 0,
        })),
      ),
    })
  }

  const holding = async (hold: Hold, at: Instant): Promise<void> => {
    const jumpMs = Math.round(hold.jumpMs)
    log.error('the clock of the host jumped: deadlines wait until it is confirmed', { jumpMs })
    await note('clock.jumped', { from: toRfc3339(hold.from), jumpMs }, at, toldOf(hold))
  }

  const onClock = async (now: Reading): Promise<Instant | undefined> => {
    const { watch: next, finding } = observe(watch, now)
    watch = next
    if (finding.kind === 'jumped') await holding(finding.hold, now.wall)
    if (finding.kind === 'agreed') {
      const { hold, by } = finding
      const jumpMs = Math.round(hold.jumpMs)
      if (by === 'patience')
        log.error('the clock of the host could not be confirmed: deadlines go on by it', { jumpMs })
      else log.warn('the clock of the host is trusted again', { jumpMs, by })
      gap = { kind: 'clock', from: instant(Math.min(hold.from, now.wall)), to: now.wall }
      await note('clock.agreed', { jumpMs, by }, now.wall, toldOf(hold, by))
    }
    return next.hold ? holdEnds(next.hold, now) : undefined
  }

  const onDowntime = async (seen: Instant, now: Instant): Promise<void> => {
    gap = { kind: 'down', from: seen, to: now }
    quietUntil = plus(now, grace)
    log.warn('nothing ran for a while: what is due waits a minute for what was not heard', {
      minutes: Math.round((now - seen) / minutes(1)),
    })
    const span = { from: toRfc3339(seen), to: toRfc3339(now) }
    await note('clock.resumed', span, now, { purpose: 'reply', recipe: { card: 'down', ...span } })
  }

  const leaseAt = (now: Instant): Promise<Lease> =>
    store.lease({ holder, now, until: plus(now, leaseMs) })

  /** The lease, but for a clock that must have gone back since it was given: then until when to hold. */
  const onLease = async (now: Reading): Promise<Lease | Instant> => {
    const given = await leaseAt(now.wall)
    const late = given.kind === 'taken' && given.until > plus(now.wall, leaseMs + ahead)
    // Of a run that ended before the clock went back: it would keep everybody waiting until then.
    const lease = late && doubted ? await leaseAt(given.until) : given
    const since = lease.kind === 'taken' ? plus(lease.until, -leaseMs) : lease.seen
    const before = held
    held = lease.kind === 'held' ? lease.epoch : undefined
    if (before === undefined && !doubted && since !== undefined && since > plus(now.wall, ahead)) {
      doubted = true
      const hold = { since: now.monotonic, from: since, jumpMs: now.wall - since }
      watch = { ...watch, hold }
      await holding(hold, now.wall)
      return holdEnds(hold, now)
    }
    if (lease.kind === 'taken' || lease.epoch === before) return lease
    const doubt = gap?.kind === 'clock' ? gap : undefined
    // Where the clock was in doubt since the start, only the time before it can be a downtime.
    const until = doubt ? now.wall - (now.monotonic - (begun ?? now.monotonic)) : now.wall
    const isTold = doubt && since !== undefined && doubt.from <= plus(since, downAfter)
    if (!isTold && since !== undefined && until - since > downAfter)
      await onDowntime(since, now.wall)
    return lease
  }

  const begin = async (): Promise<number> => {
    const hold = await leftHolding(store)
    if (hold) watch = { hold: { ...hold, since: clock.monotonic() } }
    doubted = hold !== undefined
    return clock.monotonic()
  }

  const ask = async (): Promise<Readiness> => {
    begun ??= await begin()
    const now = {
      wall: clock.now(),
      monotonic: clock.monotonic(),
      others: platforms.flatMap(p => p.time?.() ?? []),
    }
    const heldUntil = await onClock(now)
    if (heldUntil !== undefined) return { ready: false, until: heldUntil }
    const lease = await onLease(now)
    if (typeof lease === 'number') return { ready: false, until: lease }
    if (lease.kind === 'taken') return { ready: false, until: lease.until }
    if (quietUntil !== undefined && now.wall < quietUntil)
      return { ready: false, until: quietUntil }
    quietUntil = undefined
    return { ready: true, fence: lease.epoch, now: now.wall, ...(gap ? { gap } : {}) }
  }
  return {
    ask,
    /** Lets another sweeper begin at once instead of when the lease runs out. */
    leave: async (): Promise<void> => {
      const now = clock.now()
      if (held !== undefined) await store.lease({ holder, now, until: now })
      held = undefined
    },
  }
}
