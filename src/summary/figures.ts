import type { Measure } from '../codes/measure.ts'
import type { Category, Outcome, Priority } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import type { OperationFigures } from './operations.ts'
import type { StopFigures } from './stops.ts'
import type { Week } from './week.ts'

/** How long something took; times in ms, cut. Without a median where nothing happened. */
export interface Timed {
  readonly n: number
  /** Of those with a limit, how many kept the one they began with (extensions and pauses don't move it). */
  readonly limited: number
  readonly within: number
  readonly medianMs?: number
  readonly worstMs?: number
}

export interface PriorityFigures {
  readonly sent: number
  readonly received: number
  /** Of those that this side sent: ended in the week, and open at its end. */
  readonly closed: number
  readonly open: number
  /** What this side owed the other, from the sending on. */
  readonly ack: Timed
  readonly reply: Timed
}

export interface SideFigures {
  readonly priorities: Readonly<Record<Priority, PriorityFigures>>
  /** Asked for by this side, and what the other said. */
  readonly extensions: {
    readonly asked: number
    readonly granted: number
    readonly refused: number
  }
  /** Outcomes that this side owes the other at the end, and those of them that are late. */
  readonly feedback: { readonly owed: number; readonly overdue: number }
  /** Calls of the clock for what this side owed, by step from the first; the last holds all later ones. */
  readonly escalations: readonly number[]
  /** Sent to it by night, and not acknowledged within an hour. */
  readonly missedNights: number
  /** Exercises that it was sent; they are in no other figure. */
  readonly drills: {
    readonly received: number
    readonly acknowledged: number
    readonly within: number
  }
  readonly notifications: {
    readonly sent: number
    readonly received: number
    readonly ack: Timed
    /** Open at the end and not answered by this side. */
    readonly unanswered: number
  }
  /** Action items that this side owes at the end; left out where there are none. */
  readonly actions?: { readonly open: number; readonly overdue: number }
  /** Bulletins of the other side that it has not read by the end; left out where there are none. */
  readonly unread?: number
}

export interface OverdueItem {
  readonly ref: string
  readonly category: Category
  readonly priority: Priority
  readonly turn: ContactPointId
  /** Label of its marking, as the log has it. */
  readonly tlp?: string
  /** RFC 3339. */
  readonly sent: string
  readonly due: string
}

export interface AheadItem {
  readonly ref: string
  /** Name of a deadline, or `hold` for goods that are held. */
  readonly clock: string
  readonly owner: ContactPointId
  readonly tlp?: string
  /** RFC 3339. */
  readonly due: string
}

/** The first of a list and how many there are: a list without an end would have no canonical form. */
export interface Most<T> {
  readonly count: number
  readonly first: readonly T[]
}

/** Most items that a list of figures holds. */
export const mostItems = 50

export interface HoldTotals {
  readonly begun: number
  readonly ended: number
  readonly withoutResult: number
  readonly medianHours?: number
}

/**
 * What two desks did in a week, by numbers and references: nobody's name and no content. Integers and text
 * only, so that both sides can print it alike. The first `size` entries of the log say all of it.
 */
export interface Figures {
  readonly v: 1
  readonly week: Week
  /** In the order of their ids. */
  readonly desks: readonly [ContactPointId, ContactPointId]
  /** RFC 3339; the second moment is not in it. */
  readonly from: string
  readonly to: string
  readonly size: number
  readonly sides: Readonly<Record<string, SideFigures>>
  readonly categories: Readonly<
    Record<Category, { readonly new: number; readonly closed: number; readonly open: number }>
  >
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
  /** Sums of what may be summed; of a referral that was reopened only what came on top. */
  readonly measures: readonly Measure[]
  /** A deadline has passed; the oldest first. */
  readonly overdue: Most<OverdueItem>
  /** Due in the 14 days after the week; the soonest first. */
  readonly ahead: Most<AheadItem>
  readonly holds: HoldTotals
  /** In which both desks take part; by reference, in its order. */
  readonly operations: readonly OperationFigures[]
  readonly stops: StopFigures
}

/** Calls are counted by step up to here. */
export const stepsCounted = 6

export const sideOf = (f: Figures, desk: ContactPointId): SideFigures => {
  const side = f.sides[desk]
  if (!side) throw new Error(`no figures of ${desk} in ${f.week}`)
  return side
}
