import {
  at,
  type Card,
  card,
  contactPoint,
  data,
  named,
  type Term,
  words,
} from '../../card/card.ts'
import type { ContactPointId, OfficerId } from '../../kit/ids.ts'
import type { Instant } from '../../kit/time.ts'
import { localAt } from '../../kit/zone.ts'
import { listed } from '../../referral/cards/labels.ts'
import type { ContactPoint, Directory } from '../directory.ts'
import type { DutyRoster } from '../duty.ts'
import { calledFor, onDuty } from '../on-duty.ts'
import { nextChange } from '../shifts.ts'
import { confirmedTerm } from './confirm.ts'
import { officersOf, person } from './facts.ts'
import { onClock } from './hours.ts'

export interface NowFacts {
  readonly directory: Directory
  /** Undefined for a desk whose roster was never opened. */
  readonly rosterOf: (desk: ContactPointId) => DutyRoster | undefined
  readonly now: Instant
}

const work = ({ id, zone }: ContactPoint, { directory, now }: NowFacts): Term => {
  const today = localAt(now, zone.zone).date
  const [holiday] = directory.holidays(id, today, today)
  if (holiday) return words('duty.holiday_now', { name: named(holiday.names) })
  return words(directory.workingTime(id).next(now) === now ? 'duty.working' : 'duty.not_working')
}

/** An officer with his telephone, where it is known. */
const reached = (directory: Directory, ids: readonly OfficerId[]): Term =>
  listed(
    ids.map(id => {
      const phone = directory.officers.find(o => o.id === id)?.phone
      const name = person(directory, id)
      return phone === undefined
        ? name
        : words('duty.with_phone', { officer: name, phone: data(phone) })
    }),
  ) ?? words('card.nobody')

const onDutyLines = (desk: ContactPoint, facts: NowFacts): readonly Term[] => {
  const { directory, now } = facts
  const roster = facts.rosterOf(desk.id)
  const zone = desk.zone.zone
  const duty = roster ? onDuty(roster, zone, now, 'duty') : []
  const backup = roster ? onDuty(roster, zone, now, 'backup') : []
  const until = roster && nextChange(roster, zone, now)
  const officers = officersOf(directory, desk.id)
  const called = calledFor('duty', { roster, zone, at: now, officers })
  const who = reached(directory, duty)
  const isTurned = roster !== undefined && roster.rotations.length > 0
  return [
    duty.length === 0
      ? words(isTurned ? 'duty.nobody_now' : 'duty.no_turns', { who: reached(directory, called) })
      : until === undefined
        ? words('duty.on_duty', { who })
        : words('duty.on_duty_until', { who, until: at(until) }),
    ...(backup.length > 0 ? [words('duty.backup_now', { who: reached(directory, backup) })] : []),
  ]
}

const linesOf = (id: ContactPointId, facts: NowFacts): readonly Term[] => {
  const desk = facts.directory.contactPoint(id)
  return [
    words('duty.desk_now', {
      desk: contactPoint(id),
      time: onClock(facts.now, desk.zone),
      work: work(desk, facts),
    }),
    ...onDutyLines(desk, facts),
    ...(desk.phone === undefined ? [] : [words('duty.phone_now', { phone: data(desk.phone) })]),
    words('duty.confirmed_now', { what: confirmedTerm(facts.directory, facts.rosterOf(id)) }),
  ]
}

/**
 * Who is on duty at each of these desks and how to reach them, for one officer: give his own desk first,
 * then those that share a channel with it, and no other.
 */
export const nowCard = (desks: readonly ContactPointId[], facts: NowFacts): Card =>
  card({
    name: 'duty-now',
    headline: words('duty.now_title'),
    lines: desks.flatMap(id => linesOf(id, facts)),
  })
