import type { Role } from '../kit/codes.ts'
import type { OfficerId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { type Instant, plus } from '../kit/time.ts'
import { localAt } from '../kit/zone.ts'
import type { DutyRoster } from './duty.ts'
import type { Rank } from './rotation.ts'
import {
  awayAt,
  type DeskOfficer,
  officerOf,
  present,
  shiftsBetween,
  worksOnCases,
} from './shifts.ts'

/** Who is on duty at that moment, of one rank; in the order of their ids, nobody in a gap. */
export const onDuty = (
  roster: DutyRoster,
  zone: string,
  at: Instant,
  rank: Rank,
): readonly OfficerId[] => shiftsBetween(roster, zone, at, plus(at, 1))[0]?.[rank] ?? []

/** Whom a step calls at the desk itself. */
export type CallTarget = 'duty' | 'backup' | 'supervisor' | 'head'

export interface CallFacts {
  readonly roster: DutyRoster | undefined
  /** Of the desk; IANA name. */
  readonly zone: string
  readonly at: Instant
  /** All of the desk, as the directory has them. */
  readonly officers: readonly DeskOfficer[]
}

type People = readonly OfficerId[]

/** The first that names anybody: nobody is called only where there is nobody at all. */
const firstOf = (...steps: readonly (() => People)[]): People => {
  for (const step of steps) {
    const people = step()
    if (people.length > 0) return people
  }
  return []
}

/** Who stands in line after those on duty, one a rotation. */
const nextInTurn = ({ roster, zone, at }: CallFacts, free: (id: OfficerId) => boolean): People =>
  (roster?.rotations ?? [])
    .filter(r => r.rank === 'duty')
    .flatMap(r => {
      const now = officerOf(r, localAt(at, r.zone ?? zone).date)
      const place = now === undefined ? -1 : r.officers.indexOf(now)
      const line = r.officers.map((_, i) => r.officers[(place + 1 + i) % r.officers.length])
      return line.find(o => o !== undefined && free(o)) ?? []
    })

/**
 * Whom a call to `target` reaches at that moment. Never empty for a desk that has an officer: where
 * nobody is on duty, or all are on leave, the call goes on to the next who can be reached. Those whom
 * the directory no longer has are left out.
 */
export const calledFor = (target: CallTarget, facts: CallFacts): People => {
  const { zone, at, officers } = facts
  const roster = facts.roster && present(facts.roster, officers)
  const away = awayAt(roster, at)
  const holders = (role: Role): People =>
    officers.filter(o => o.roles.includes(role)).map(o => o.id)
  const here = (role: Role): People => holders(role).filter(o => !away(o))
  const ranked = (rank: Rank): People => (roster ? onDuty(roster, zone, at, rank) : [])
  const cases = officers.filter(worksOnCases)
  const anybody = [
    () => here('supervisor'),
    () => here('head'),
    () => cases.filter(o => !away(o.id)).map(o => o.id),
    () => cases.map(o => o.id),
    () => officers.map(o => o.id),
  ]
  const busy = new Set(ranked('duty'))
  const free = (id: OfficerId): boolean => !busy.has(id) && !away(id)
  switch (target) {
    case 'duty':
      return firstOf(
        () => ranked('duty'),
        () => ranked('backup'),
        () => here('duty'),
        ...anybody,
      )
    case 'backup':
      return firstOf(
        () => ranked('backup').filter(free),
        () => [...new Set(nextInTurn(facts, free))],
        () => here('duty').filter(free),
        ...anybody,
      )
    case 'supervisor':
      return firstOf(
        () => here('supervisor'),
        () => here('head'),
        () => holders('supervisor'),
        () => holders('head'),
        ...anybody,
      )
    case 'head':
      return firstOf(
        () => here('head'),
        () => holders('head'),
        ...anybody,
      )
    default:
      return absurd(target)
  }
}
