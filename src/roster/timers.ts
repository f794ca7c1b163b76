import { days, hours, type Instant, instant, minutes, plus, toRfc3339 } from '../kit/time.ts'
import { addDays, instantAt, localAt } from '../kit/zone.ts'
import type { Timer } from '../ports/store.ts'
import { coverage, newProblems } from './coverage.ts'
import type { DutyRoster } from './duty.ts'
import type { DutyEvent, Summarised, Watched } from './events.ts'
import { calledFor, onDuty } from './on-duty.ts'
import { nextPost } from './post.ts'
import {
  changeFrom,
  type DeskOfficer,
  dutyBetween,
  lookAhead,
  nextChange,
  present,
} from './shifts.ts'

export interface TimerFacts {
  /** Of the desk; IANA name. */
  readonly zone: string
  readonly officers: readonly DeskOfficer[]
  /** The last year whose holidays are known. */
  readonly calendarEnds?: number
}

export type Figures = Omit<Watched, 'type' | 'from' | 'to' | 'summaries'>

export interface DueFacts extends TimerFacts {
  /** How the clock did from one moment to the other. */
  readonly watch: (from: Instant, to: Instant) => Figures
  /** The summaries of the week that is over; none where no desk shares a channel with this one. */
  readonly summaries?: (now: Instant) => readonly Summarised[]
}

/** When a desk's day begins for what can wait (judgement). */
const morning = '09:00'
/** Days that coverage is looked at ahead: two weeks are enough to find somebody (judgement). */
const ahead = days(14)
/** Chat directories go stale; asked monthly, then every three days (domain.md 5, no. 2). */
const confirmEvery = days(30)
const confirmAgain = days(3)
/** Days before the last calendar ends at which the next one is asked for. */
const calendarDays = 60

const nextMorning = (after: Instant, zone: string): Instant => {
  const { date } = localAt(after, zone)
  for (let n = 0; ; n++) {
    const day = addDays(date, n)
    const at = instantAt(day, morning, zone)
    if (at > after) return at
  }
}

/**
 * When the note of the present shift is called for the `call`th time: after 15 and 30 minutes, then every
 * 12 hours; hourly calls through a night would be read by nobody (judgement).
 */
const reminderDue = (told: Instant, call: number): Instant =>
  plus(told, call === 1 ? minutes(15) : minutes(30) + hours(12 * (call - 2)))

const confirmDue = (since: Instant, call: number): Instant =>
  plus(since, confirmEvery + (call - 1) * confirmAgain)

/** The highest call whose time has come, from `first` on; undefined where none has. */
const reached = (first: number, now: Instant, due: (call: number) => Instant) => {
  let call: number | undefined
  for (let n = first; due(n) <= now; n++) call = n
  return call
}

const later = (a: Instant, b: Instant, by: number): Instant => instant(Math.max(a, b) + by)

const rotates = (roster: DutyRoster): boolean => roster.rotations.some(r => r.rank === 'duty')

/** When others were or will be on duty than the last hand-over says; at once where there was none. */
const changeDue = ({ shift, ...roster }: DutyRoster, zone: string): Instant | undefined =>
  shift
    ? changeFrom(roster, zone, shift.to, shift.told, later(shift.told, roster.looked, lookAhead))
    : roster.looked

const lastCall = (calls: readonly { readonly call: number }[]): number => calls.at(-1)?.call ?? 0

const shiftTimers = (roster: DutyRoster, zone: string): readonly Timer[] => {
  const change = changeDue(roster, zone)
  const { shift } = roster
  const call = lastCall(shift?.calls ?? []) + 1
  const reminder =
    shift && !shift.accepted && shift.to.length > 0 ? reminderDue(shift.told, call) : undefined
  return [
    ...(change === undefined
      ? []
      : [{ deadline: 'shift', step: (shift?.n ?? 0) + 1, due: change }]),
    // Who was relieved isn't called any more.
    ...(reminder === undefined || (change !== undefined && change <= reminder)
      ? []
      : [{ deadline: 'accept', step: call, due: reminder }]),
    { deadline: 'coverage', step: 0, due: nextMorning(roster.looked, zone) },
  ]
}

const calendarTimer = (roster: DutyRoster, { zone, calendarEnds: year }: TimerFacts) =>
  year === undefined || (roster.calendarTold ?? 0) >= year
    ? []
    : [
        {
          deadline: 'calendar',
          step: year,
          due: instantAt(addDays(`${year + 1}-01-01`, -calendarDays), morning, zone),
        },
      ]

/**
 * All timers of a desk, from its roster and the rules alone, so that a change of either heals at the next
 * commit. One of them at least moves on with each event of `dutyDue`, so no timer stays due for good.
 */
export const dutyTimers = (before: DutyRoster, facts: TimerFacts): readonly Timer[] => {
  const roster = present(before, facts.officers)
  const ask = (roster.asked.calls.at(-1) ?? 0) + 1
  return [
    ...(rotates(roster) ? shiftTimers(roster, facts.zone) : []),
    { deadline: 'confirm', step: ask, due: confirmDue(roster.asked.since, ask) },
    ...calendarTimer(roster, facts),
    { deadline: 'watch', step: 0, due: nextPost(roster, facts.zone) },
  ]
}

const changed = (roster: DutyRoster, zone: string, now: Instant): DutyEvent => {
  const { shift } = roster
  const since = shift ? Math.max(shift.told, now - lookAhead) : now
  const spans = dutyBetween(roster, zone, instant(since), plus(now, 1))
  const until = nextChange(roster, zone, now)
  return {
    type: 'duty.shift_changed',
    shift: (shift?.n ?? 0) + 1,
    // Where the roster itself was changed, others are on duty from now on, whatever it says of before.
    at: toRfc3339((spans.length > 1 ? spans.at(-1)?.from : undefined) ?? now),
    // After changes that nobody saw, those are relieved who were on duty last by the roster.
    from: [...(spans.at(-2)?.duty ?? shift?.to ?? [])],
    to: [...onDuty(roster, zone, now, 'duty')],
    ...(until === undefined ? {} : { until: toRfc3339(until) }),
  }
}

const reminded = (
  roster: DutyRoster,
  now: Instant,
  { zone, officers }: TimerFacts,
): DutyEvent | undefined => {
  const { shift } = roster
  if (!shift) return undefined
  const call = reached(lastCall(shift.calls) + 1, now, n => reminderDue(shift.told, n))
  if (call === undefined) return undefined
  const facts = { roster, zone, at: now, officers }
  const incoming = shift.to.filter(id => officers.some(o => o.id === id))
  const first = incoming.length > 0 ? incoming : calledFor('duty', facts)
  const seniors = call > 1 ? calledFor('supervisor', facts) : []
  return {
    type: 'duty.shift_reminded',
    shift: shift.n,
    call,
    called: [...new Set([...first, ...seniors])],
  }
}

const lookedAhead = (roster: DutyRoster, now: Instant, zone: string): DutyEvent => {
  const horizon = plus(now, ahead)
  const found = newProblems(coverage(roster, zone, now, horizon), roster.told, horizon)
  return {
    type: 'duty.coverage_told',
    problems: found.map(p => ({ kind: p.kind, from: toRfc3339(p.from), to: toRfc3339(p.to) })),
  }
}

/**
 * What the clock does at `now` about a deadline of the desk; nothing where it isn't due (any more). After
 * a downtime one event stands for all that was missed: the people on duty now, the highest call.
 */
export const dutyDue = (
  before: DutyRoster,
  deadline: string,
  now: Instant,
  facts: DueFacts,
): DutyEvent | undefined => {
  const roster = present(before, facts.officers)
  const due = dutyTimers(roster, facts).filter(t => t.due <= now)
  const timer = due.find(t => t.deadline === deadline)
  if (!timer) return undefined
  switch (deadline) {
    case 'shift':
      return changed(roster, facts.zone, now)
    case 'accept':
      // The next shift has begun: its own note comes first, and ends the calls for this one.
      return due.some(t => t.deadline === 'shift') ? undefined : reminded(roster, now, facts)
    case 'coverage':
      return lookedAhead(roster, now, facts.zone)
    case 'confirm': {
      const { since } = roster.asked
      const call = reached(timer.step, now, n => confirmDue(since, n))
      return call === undefined ? undefined : { type: 'duty.confirm_asked', call }
    }
    case 'calendar':
      return { type: 'duty.calendar_ending', year: timer.step }
    case 'watch': {
      const summaries = facts.summaries?.(now) ?? []
      return {
        type: 'duty.watched',
        from: toRfc3339(roster.watched),
        to: toRfc3339(now),
        ...facts.watch(roster.watched, now),
        ...(summaries.length > 0 ? { summaries: [...summaries] } : {}),
      }
    }
    default:
      return undefined
  }
}
