import { days, type Instant, plus } from '../kit/time.ts'
import { addDays, instantAt, isZone, localAt } from '../kit/zone.ts'
import type { DutyRoster, Span } from './duty.ts'
import type { Rotation } from './rotation.ts'
import { dutyBetween, turnsOf } from './shifts.ts'

/** A time at which nobody is on duty, or more than one are where one was planned. */
export interface CoverageProblem extends Span {
  readonly kind: 'gap' | 'overlap'
}

const rotates = (rotations: readonly Rotation[]): boolean => rotations.some(r => r.rank === 'duty')

/**
 * Gaps and overlaps of rank `duty` from `from` (included) to `to` (not), in order, each as long as it
 * lasts within them. A desk without rotations has neither: there its roles say who is called.
 */
export const coverage = (
  roster: DutyRoster,
  zone: string,
  from: Instant,
  to: Instant,
): readonly CoverageProblem[] => {
  if (!rotates(roster.rotations)) return []
  const problems: CoverageProblem[] = []
  for (const s of dutyBetween(roster, zone, from, to)) {
    if (s.duty.length === 1) continue
    const kind = s.duty.length === 0 ? 'gap' : 'overlap'
    const last = problems.at(-1)
    if (last && last.kind === kind && last.to === s.from)
      problems[problems.length - 1] = { ...last, to: s.to }
    else problems.push({ kind, from: s.from, to: s.to })
  }
  return problems
}

const within = (inner: Span, outers: readonly Span[]): boolean => {
  let reached = inner.from
  for (const o of [...outers].sort((a, b) => a.from - b.from))
    if (o.from <= reached && o.to > reached) reached = o.to
  return reached >= inner.to
}

/**
 * Those of `found` that `told` doesn't cover already. What only goes on past `horizon`, where the search
 * ended, is told again when its end is known, not day by day.
 */
export const newProblems = (
  found: readonly CoverageProblem[],
  told: readonly CoverageProblem[],
  horizon: Instant,
): readonly CoverageProblem[] =>
  found.filter(p => {
    const alike = told.filter(t => t.kind === p.kind)
    if (within(p, alike)) return false
    return p.to < horizon || !alike.some(t => t.from <= p.from && p.from < t.to)
  })

// Any Monday will do on whose neighbours no zone in use changes its clock.
const monday = '2026-01-12'

const weekGaps = (rotations: readonly Rotation[], zone: string): readonly string[] => {
  const first = addDays(monday, -7)
  const start = instantAt(first, '00:00', zone)
  const turns = rotations
    .filter(r => r.rank === 'duty')
    .flatMap(r => turnsOf({ ...r, since: '2025-12-01' }, zone, start, plus(start, days(21))))
    .sort((a, b) => a.from - b.from)
  const gaps: Span[] = []
  let covered = start
  for (const t of turns) {
    if (t.from > covered) gaps.push({ from: covered, to: t.from })
    if (t.to > covered) covered = t.to
  }
  const said = (at: Instant): string => {
    const { weekday, time } = localAt(at, zone)
    return `${weekday} ${time}`
  }
  const week = { from: instantAt(monday, '00:00', zone), to: plus(start, days(14)) }
  return gaps
    .filter(g => g.from >= week.from && g.from < week.to)
    .map(g => `nobody is on duty from ${said(g.from)} to ${said(g.to)}`)
}

/**
 * What is wrong with the rotations of a desk as the configuration has them, a sentence each: a name
 * given twice, a zone that nobody knows, a week in which nobody is on duty for a time. When they begin
 * (`since`) is no matter here. None for a desk without rotations.
 */
export const rotationFlaws = (rotations: readonly Rotation[], zone: string): readonly string[] => {
  const names = rotations.map(r => r.name)
  const twice = [...new Set(names.filter((n, i) => names.indexOf(n) !== i))]
  const unknown = [...new Set([zone, ...rotations.flatMap(r => r.zone ?? [])])].filter(
    z => !isZone(z),
  )
  const flaws = [
    ...twice.map(n => `two rotations are named ${n}`),
    ...unknown.map(z => `there is no time zone ${z}`),
  ]
  if (unknown.length > 0 || rotations.length === 0) return flaws
  if (!rotates(rotations)) return [...flaws, 'no rotation puts anybody on duty, only as backup']
  return [...flaws, ...weekGaps(rotations, zone)]
}
