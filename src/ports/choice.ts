import type { MessageId, PlatformName } from '../kit/ids.ts'
import { type Instant, instant, plus } from '../kit/time.ts'
import { type Rank, risen } from './rank.ts'
import type { Covered, OutboxQuery, Purpose } from './store.ts'

/** An owed row, as far as its turn depends on it. */
export interface Waiting extends Covered {
  readonly platform: PlatformName
  readonly purpose: Purpose
  readonly rank: Rank
  readonly owedAt: Instant
  readonly attempts: number
  /** A try of it may have arrived. */
  readonly repeat: boolean
}

/** A place at which nothing is in flight: until when it waits, and when something new was last posted. */
export interface Berth {
  readonly waits: number
  /** 0 for never. */
  readonly posted: number
}

/** A row with what it covers, and when it may go. */
export interface Choice<R extends Waiting> {
  readonly row: R
  readonly covers: readonly Covered[]
  /** Tries of it and of what it covers: a place that fails isn't tried anew with each change of a card. */
  readonly attempts: number
  /** A new message, not a change of one that stands. */
  readonly fresh: boolean
  readonly at: Instant
  readonly order: number
}

/** How a store looks at what is owed at one place. */
export interface View<R extends Waiting> {
  /** The oldest owed row of each rank there. */
  readonly heads: readonly R[]
  /** All that are owed there of the row's subject and that purpose, oldest first. */
  readonly alike: (row: R, purpose: Purpose) => readonly R[]
  /** The message that the row would change, or the card that it would hang under. */
  readonly standing: (row: R) => MessageId | undefined
}

/** Which row of a message goes: the newest, but first one of which a try may have arrived. */
const led = <R extends Waiting>(
  first: R,
  { alike }: View<R>,
): Pick<Choice<R>, 'row' | 'covers' | 'attempts'> => {
  if (first.purpose === 'reply') return { row: first, covers: [], attempts: first.attempts }
  const rows = alike(first, first.purpose)
  const row = rows.find(r => r.repeat) ?? rows.at(-1) ?? first
  const older = rows.filter(r => r.id < row.id)
  const covers = older.map(({ id, key, seq }) => ({ id, key, seq }))
  return { row, covers, attempts: Math.max(row.attempts, ...older.map(r => r.attempts)) }
}

/** A line waits for the card that it hangs under, which goes in its stead. */
const above = <R extends Waiting>(row: R, { alike }: View<R>): R => {
  const card = row.purpose === 'reply' ? alike(row, 'card')[0] : undefined
  return card && card.id < row.id ? card : row
}

const byOrder = <R extends Waiting>(a: Choice<R>, b: Choice<R>): number =>
  a.order - b.order || a.row.rank - b.row.rank || a.row.id - b.row.id

/** Which row of a place goes next, and when: the promises of `claimOutbox`, the same for every store. */
export const chooseAt = <R extends Waiting>(
  { waits, posted }: Berth,
  view: View<R>,
  { now, limits }: OutboxQuery,
): Choice<R> | undefined => {
  const choices = view.heads
    .map((head): Choice<R> => {
      const first = above(head, view)
      const group = led(first, view)
      const fresh = first.purpose === 'reply' || view.standing(group.row) === undefined
      // A clock that was put back must not stop a place for as long.
      const pace =
        fresh && posted > 0 && posted <= now ? (limits?.get(head.platform)?.paceMs ?? 0) : 0
      const paced = pace > 0 ? plus(instant(posted), pace) : 0
      const order = risen(head.rank, head.owedAt, now)
      return { ...group, fresh, at: instant(Math.max(waits, paced)), order }
    })
    .sort(byOrder)
  return choices.find(c => c.at <= now) ?? choices.toSorted((a, b) => a.at - b.at)[0]
}

/** Of one choice a place those that go now, within the limits. */
export const allotted = <R extends Waiting>(
  choices: readonly Choice<R>[],
  { now, max, limits }: OutboxQuery,
): readonly Choice<R>[] => {
  const taken = new Map<PlatformName, number>()
  return choices
    .filter(c => c.at <= now)
    .sort(byOrder)
    .filter(({ row: { platform } }) => {
      const before = taken.get(platform) ?? 0
      taken.set(platform, before + 1)
      return before < (limits?.get(platform)?.max ?? max)
    })
    .slice(0, max)
}

/** When the first of them may go. */
export const earliest = <R extends Waiting>(
  choices: readonly Choice<R>[],
  { now, limits }: OutboxQuery,
): Instant | undefined => {
  // At a platform that has no room the end of a call is what to wait for, not a moment.
  const moments = choices
    .filter(c => (limits?.get(c.row.platform)?.max ?? 1) > 0)
    .map(c => Math.max(c.at, now))
  return moments.length === 0 ? undefined : instant(Math.min(...moments))
}
