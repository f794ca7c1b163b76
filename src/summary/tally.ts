import type { Measure } from '../codes/measure.ts'
import { type Category, categories, type Outcome, type Priority, priorities } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { stepsCounted } from './figures.ts'
import type { Took } from './timed.ts'

const each = <K extends string, T>(keys: readonly K[], make: () => T): Record<K, T> =>
  Object.fromEntries(keys.map(key => [key, make()])) as Record<K, T>

const emptySide = () => ({
  priorities: each<
    Priority,
    { sent: number; received: number; closed: number; open: number; ack: Took[]; reply: Took[] }
  >(priorities, () => ({ sent: 0, received: 0, closed: 0, open: 0, ack: [], reply: [] })),
  extensions: { asked: 0, granted: 0, refused: 0 },
  escalations: Array.from({ length: stepsCounted }, () => 0),
  missedNights: 0,
  drills: { received: 0, acknowledged: 0, within: 0 },
  notifications: { sent: 0, received: 0, ack: [] as Took[] },
})
export type SideTally = ReturnType<typeof emptySide>

/** What is counted from the begin of a week on; it is changed in place, as there are thousands of entries. */
export interface Tally {
  readonly sides: ReadonlyMap<ContactPointId, SideTally>
  readonly categories: Record<Category, { new: number; closed: number }>
  readonly outcomes: Partial<Record<Outcome, number>>
  readonly measures: Measure[]
}

export const emptyTally = (desks: readonly ContactPointId[]): Tally => ({
  sides: new Map(desks.map(desk => [desk, emptySide()])),
  categories: each(categories, () => ({ new: 0, closed: 0 })),
  outcomes: {},
  measures: [],
})

export const sideIn = (t: Tally, desk: ContactPointId): SideTally => {
  const side = t.sides.get(desk)
  if (!side) throw new Error(`${desk} is not of this pair`)
  return side
}

/** A call of the clock: its step from 0, those beyond the last one counted with it. */
export const countStep = (side: SideTally, step: number): void => {
  const at = Math.min(step, stepsCounted - 1)
  side.escalations[at] = (side.escalations[at] ?? 0) + 1
}
