import {
  agencyOf,
  type Card,
  contactPoint,
  count,
  data,
  named,
  type Term,
  words,
} from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { days, type Instant, plus } from '../../kit/time.ts'
import { addDays, localAt } from '../../kit/zone.ts'
import type { ContactPoint, Directory } from '../directory.ts'
import type { Turn } from '../duty.ts'
import { type ShiftSpan, shiftsBetween } from '../shifts.ts'
import { problemsOf } from './coverage.ts'
import { capped, type DutyFacts, deskOfRoster, dutyCardOf, people, person } from './facts.ts'
import { dayAndTime } from './hours.ts'

const span = ({ zone }: ContactPoint, s: { readonly from: Instant; readonly to: Instant }) => ({
  from: dayAndTime(s.from, zone),
  to: dayAndTime(s.to, zone),
})

/** Shifts of the week in their whole length; one that goes on beyond a month is cut to the week. */
const shiftsOf = (desk: ContactPoint, { roster, now }: DutyFacts): readonly ShiftSpan[] => {
  const [from, to, end] = [plus(now, -days(31)), plus(now, days(38)), plus(now, days(7))]
  return shiftsBetween(roster, desk.zone.zone, from, to)
    .filter(s => s.to > now && s.from < end)
    .map(s => ({ ...s, from: s.from === from ? now : s.from, to: s.to === to ? end : s.to }))
}

const shiftLines = (desk: ContactPoint, facts: DutyFacts): readonly Term[] => {
  const { roster, directory } = facts
  return roster.rotations.length === 0 && roster.overrides.length === 0
    ? [words('duty.no_rotation')]
    : shiftsOf(desk, facts).map(s => {
        const params = { ...span(desk, s), who: people(directory, s.duty) }
        return s.backup.length === 0
          ? words('duty.week_shift', params)
          : words('duty.week_shift_backup', { ...params, backup: people(directory, s.backup) })
      })
}

const turnLines = (
  desk: ContactPoint,
  { roster: { overrides, leaves, swaps }, directory, now }: DutyFacts,
): readonly Term[] => {
  const coming = <T extends { readonly to: Instant }>(turns: readonly T[]): readonly T[] =>
    turns.filter(t => t.to > now)
  const turn = (t: Turn) => ({
    number: count(t.id),
    officer: person(directory, t.officer),
    ...span(desk, t),
  })
  const put = coming(overrides).map(t =>
    t.instead === undefined
      ? words('duty.week_override', turn(t))
      : words('duty.week_swapped', { ...turn(t), instead: person(directory, t.instead) }),
  )
  const away = coming(leaves).map(t => words('duty.week_leave', turn(t)))
  const asked = coming(swaps).map(s =>
    words('duty.week_swap', {
      number: count(s.id),
      officer: person(directory, s.officer),
      with: person(directory, s.with),
      ...span(desk, s),
    }),
  )
  const lines = capped([...put, ...away, ...asked])
  return lines.length === 0
    ? []
    : [...lines, words('duty.cancel_hint', { usage: data('/duty cancel …') })]
}

/** The desk itself, and each that shares a channel with it. */
const near = (directory: Directory, desk: ContactPointId): readonly ContactPointId[] => [
  ...new Set([
    desk,
    ...directory.channels.filter(c => c.desks.includes(desk)).flatMap(c => c.desks),
  ]),
]

/** Holidays of both sides, each on its own calendar; an agency with two desks is named once. */
const holidayLines = (
  desk: ContactPointId,
  directory: Directory,
  now: Instant,
): readonly Term[] => {
  const desks = near(directory, desk).map(directory.contactPoint)
  const oneEach = desks.filter((d, i) => desks.findIndex(e => e.agency === d.agency) === i)
  return oneEach
    .flatMap(({ id, zone }) => {
      const today = localAt(now, zone.zone).date
      return directory.holidays(id, today, addDays(today, 14)).map(h => ({ id, ...h }))
    })
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map(({ id, date, names }) =>
      words('duty.week_holiday', { date: data(date), agency: agencyOf(id), name: named(names) }),
    )
}

/** The next seven days of a roster on the desk's own clock, and what is to be known of them. */
export const weekCard = (facts: DutyFacts): Card => {
  const { directory, now } = facts
  const desk = deskOfRoster(facts)
  const problems = problemsOf(facts, now, plus(now, days(7)))
  return dutyCardOf(desk.id, {
    name: 'duty-week',
    tone: problems.some(p => p.kind === 'gap') ? 'attention' : 'calm',
    headline: words('duty.week_title', { desk: contactPoint(desk.id) }),
    lines: [
      ...capped(shiftLines(desk, facts)),
      ...capped(problems.map(p => words(`duty.${p.kind}`, span(desk, p)))),
      ...turnLines(desk, facts),
      ...holidayLines(desk.id, directory, now),
    ],
  })
}
