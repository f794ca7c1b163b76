import type { ContactPointId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import { type Action, isOpen, isOverdue } from './action.ts'

/** What two desks talk about at their next meeting. */
export interface Agenda {
  /** The day of the last meeting that any item names; none where none does. */
  readonly since?: string
  /** The oldest first. */
  readonly open: readonly Action[]
  readonly overdue: number
  /** Since the last meeting, in the order in which they were done. */
  readonly done: readonly Action[]
}

const isBetween = (a: Action, x: ContactPointId, y: ContactPointId): boolean =>
  (a.from === x && a.other === y) || (a.from === y && a.other === x)

const byId = (a: Action, b: Action): number => (a.id < b.id ? -1 : 1)

/** What of these items is for the next meeting of two desks. `dayOf`: the day (`YYYY-MM-DD`) of a moment where it is asked for. */
export const agendaOf = (
  items: readonly Action[],
  [x, y]: readonly [ContactPointId, ContactPointId],
  now: Instant,
  dayOf: (at: Instant) => string,
): Agenda => {
  const own = items.filter(a => isBetween(a, x, y))
  const today = dayOf(now)
  const since = own
    .flatMap(a => [...(a.agreed === undefined ? [] : [a.agreed]), ...a.carried.map(c => c.meeting)])
    .filter(day => day <= today)
    .toSorted()
    .at(-1)
  const open = own.filter(isOpen).toSorted((a, b) => a.begun.at - b.begun.at || byId(a, b))
  const done = own
    .filter(a => a.status === 'done' && a.ended && (!since || dayOf(a.ended.at) >= since))
    .toSorted((a, b) => (a.ended?.at ?? 0) - (b.ended?.at ?? 0) || byId(a, b))
  return {
    ...(since === undefined ? {} : { since }),
    ...{ open, done },
    overdue: open.filter(a => isOverdue(a, now)).length,
  }
}
