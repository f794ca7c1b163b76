import type { Role } from '../kit/codes.ts'
import type { OfficerId } from '../kit/ids.ts'
import { days, type Instant, instant, plus } from '../kit/time.ts'
import { addDays, instantAt, localAt, type Weekday } from '../kit/zone.ts'
import type { DutyRoster, Span } from './duty.ts'
import type { Rank, Rotation } from './rotation.ts'

/** A span in which the same people are on duty. */
export interface ShiftSpan extends Span {
  readonly duty: readonly OfficerId[]
  readonly backup: readonly OfficerId[]
}

/** One officer's turn by a rotation. */
export interface Held extends Span {
  readonly officer: OfficerId
}

/** Days ahead that the next change of shift is looked for. */
export const lookAhead = days(62)

export const weekdayOf = (date: string): Weekday =>
  localAt(instantAt(date, '12:00', 'UTC'), 'UTC').weekday

const dayNumber = (date: string): number => instantAt(date, '00:00', 'UTC') / days(1)

const endOf = (r: Rotation, date: string, zone: string): Instant => {
  const next = instantAt(addDays(date, 1), r.at, zone)
  if (r.until === undefined) return next
  if (r.until > r.at) return instantAt(date, r.until, zone)
  const end = instantAt(addDays(date, 1), r.until, zone)
  // Where summer time skips `until`, it must not reach into the next turn.
  return end < next ? end : next
}

/** Whose turn it is on that day, whether or not a shift begins on it; nobody's before `since`. */
export const officerOf = (r: Rotation, date: string): OfficerId | undefined => {
  const turn = Math.floor((dayNumber(date) - dayNumber(r.since)) / r.everyDays)
  return turn < 0 ? undefined : r.officers[turn % r.officers.length]
}

/**
 * The shifts of a rotation that have a part in `from` (included) to `to` (not), in order, uncut; `zone`
 * where the rotation names none. A hand-over at a time that summer time skips is moved on by the gap.
 */
export const turnsOf = (r: Rotation, zone: string, from: Instant, to: Instant): readonly Held[] => {
  const z = r.zone ?? zone
  const held: Held[] = []
  const last = localAt(to, z).date
  // A shift of the day before may reach into this one; one day more for zones that left out a whole day.
  for (let date = addDays(localAt(from, z).date, -2); date <= last; date = addDays(date, 1)) {
    const officer = officerOf(r, date)
    const begin = instantAt(date, r.at, z)
    if (officer === undefined) continue
    if (r.days && !r.days.includes(weekdayOf(date))) continue
    const end = endOf(r, date, z)
    if (begin < end && begin < to && end > from) held.push({ officer, from: begin, to: end })
  }
  return held
}

const covers =
  (at: Instant) =>
  (span: Span): boolean =>
    span.from <= at && at < span.to

interface Turns {
  readonly duty: readonly Held[]
  readonly backup: readonly Held[]
}

const turnsBetween = (roster: DutyRoster, zone: string, from: Instant, to: Instant): Turns => {
  const of = (rank: Rank) =>
    roster.rotations.filter(r => r.rank === rank).flatMap(r => turnsOf(r, zone, from, to))
  return { duty: of('duty'), backup: of('backup') }
}

/** In the order in which they were recorded: the first override ends all turns, another adds to it. */
const overridden = (
  roster: DutyRoster,
  at: Instant,
  turns: readonly OfficerId[],
): readonly OfficerId[] => {
  let people = turns
  let replaced = false
  for (const o of roster.overrides.filter(covers(at))) {
    if (o.instead !== undefined) people = people.map(p => (p === o.instead ? o.officer : p))
    else {
      people = replaced ? [...people, o.officer] : [o.officer]
      replaced = true
    }
  }
  return people
}

const isAway = (roster: DutyRoster, at: Instant) => {
  const away = new Set(roster.leaves.filter(covers(at)).map(l => l.officer))
  return (officer: OfficerId): boolean => away.has(officer)
}

/** Who is on leave at that moment. */
export const awayAt = (roster: DutyRoster | undefined, at: Instant) =>
  roster ? isAway(roster, at) : () => false

export interface DeskOfficer {
  readonly id: OfficerId
  readonly roles: readonly Role[]
}

const caseRoles: readonly Role[] = ['officer', 'duty', 'supervisor', 'head']

export const worksOnCases = (o: DeskOfficer): boolean => o.roles.some(r => caseRoles.includes(r))

const always = { from: instant(-8.64e15), to: instant(8.64e15) }

/** The roster with those away for good who left the desk, or work on no cases any more. */
export const present = (roster: DutyRoster, officers: readonly DeskOfficer[]): DutyRoster => {
  const here = new Set(officers.filter(worksOnCases).map(o => o.id))
  const named = [
    ...roster.rotations.flatMap(r => r.officers),
    ...roster.overrides.map(o => o.officer),
  ]
  const gone = [...new Set(named)].filter(id => !here.has(id))
  const leaves = gone.map(officer => ({ id: 0, officer, ...always }))
  return leaves.length === 0 ? roster : { ...roster, leaves: [...roster.leaves, ...leaves] }
}

const distinct = (people: readonly OfficerId[]): readonly OfficerId[] => [...new Set(people)].sort()

const peopleAt = (roster: DutyRoster, turns: Turns, at: Instant) => {
  const away = isAway(roster, at)
  const of = (held: readonly Held[]) => held.filter(covers(at)).map(t => t.officer)
  return {
    duty: distinct(overridden(roster, at, of(turns.duty)).filter(p => !away(p))),
    backup: distinct(of(turns.backup).filter(p => !away(p))),
  }
}

const same = (a: readonly OfficerId[], b: readonly OfficerId[]): boolean => a.join() === b.join()

/**
 * Everything from `from` (included) to `to` (not) cut where the people change: no holes, and no two
 * neighbours with the same people. People are distinct and in the order of their ids; none in a gap.
 */
export const shiftsBetween = (
  roster: DutyRoster,
  zone: string,
  from: Instant,
  to: Instant,
): readonly ShiftSpan[] => {
  if (to <= from) return []
  const turns = turnsBetween(roster, zone, from, to)
  const spans = [...turns.duty, ...turns.backup, ...roster.overrides, ...roster.leaves]
  const cuts = [...new Set(spans.flatMap(s => [s.from, s.to]))]
    .filter(at => at > from && at < to)
    .sort((a, b) => a - b)
  const shifts: ShiftSpan[] = []
  for (const [i, begin] of [from, ...cuts].entries()) {
    const people = peopleAt(roster, turns, begin)
    const end = cuts[i] ?? to
    const last = shifts.at(-1)
    if (last && same(last.duty, people.duty) && same(last.backup, people.backup))
      shifts[shifts.length - 1] = { ...last, to: end }
    else shifts.push({ from: begin, to: end, ...people })
  }
  return shifts
}

/** The same, cut only where those of rank `duty` change. */
export const dutyBetween = (
  roster: DutyRoster,
  zone: string,
  from: Instant,
  to: Instant,
): readonly ShiftSpan[] =>
  shiftsBetween(
    { ...roster, rotations: roster.rotations.filter(r => r.rank === 'duty') },
    zone,
    from,
    to,
  )

const chunk = days(8)

/** The first moment from `from` (included) to `until` (not) at which others than `people` are on duty. */
export const changeFrom = (
  roster: DutyRoster,
  zone: string,
  people: readonly OfficerId[],
  from: Instant,
  until: Instant,
): Instant | undefined => {
  // Most changes are near, so the far days are worked out only where the near ones have none.
  for (let at = from; at < until; at = plus(at, chunk)) {
    const end = instant(Math.min(until, plus(at, chunk)))
    const other = dutyBetween(roster, zone, at, end).find(s => !same(s.duty, people))
    if (other) return other.from
  }
  return undefined
}

/** When others come on duty than those at `after`; undefined where nobody does within 62 days. */
export const nextChange = (
  roster: DutyRoster,
  zone: string,
  after: Instant,
): Instant | undefined => {
  const now = dutyBetween(roster, zone, after, plus(after, 1))[0]?.duty ?? []
  return changeFrom(roster, zone, now, after, plus(after, lookAhead))
}
