import {
  at,
  type Card,
  card,
  contactPoint,
  data,
  officer,
  type Term,
  words,
} from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import type { ContactPointId, OfficerId } from '../../kit/ids.ts'
import type { Instant } from '../../kit/time.ts'
import type { MatterItem } from '../../matter/item.ts'
import { listed } from '../../referral/cards/labels.ts'
import type { Referral } from '../../referral/referral.ts'
import type { ContactPoint, Directory, Officer } from '../directory.ts'
import type { DutyHappened, DutyRoster } from '../duty.ts'
import { calledFor } from '../on-duty.ts'

/** What a card of a duty roster is made from, at the moment at which it is sent. */
export interface DutyFacts {
  readonly roster: DutyRoster
  readonly directory: Directory
  readonly now: Instant
}

export interface DutyCardFacts extends DutyFacts {
  /** Open referrals of the desk; those that it may not see are left out here. */
  readonly open: readonly Referral[]
  /** Open matters of the desk. */
  readonly matters: readonly MatterItem[]
  /** The event that the message tells of. */
  readonly happened?: DutyHappened
}

/** More lines of one kind than this nobody reads; the rest is counted. */
export const mostLines = 20

export const deskOfRoster = ({ roster, directory }: DutyFacts): ContactPoint =>
  directory.contactPoint(roster.desk)

/** Those of them whom the directory still has: a roster may name somebody who has left since. */
export const known = (directory: Directory, ids: readonly string[]): readonly OfficerId[] =>
  directory.officers.map(o => o.id).filter(id => ids.includes(id))

/** By name, or by his id where he has left the directory. */
export const person = (directory: Directory, id: string): Term => {
  const [found] = known(directory, [id])
  return found === undefined ? data(id) : officer(found)
}

/** Officers in their order, or the word for nobody. */
export const people = (directory: Directory, ids: readonly string[]): Term =>
  listed(ids.map(id => person(directory, id))) ?? words('card.nobody')

/** Who did it, where the clock may have. */
export const author = (directory: Directory, by: DutyHappened['by']): Term =>
  by === 'clock' ? words('duty.clock') : person(directory, by)

export const spanned = (from: Instant, to: Instant) => ({ from: at(from), to: at(to) })

export const officersOf = (directory: Directory, desk: ContactPointId): readonly Officer[] =>
  directory.officers.filter(o => o.desk === desk)

/** Who must see to a roster that lacks something: its supervisors, else whoever can be reached. */
export const seniors = (facts: DutyFacts): readonly OfficerId[] => {
  const { roster, directory, now } = facts
  const zone = deskOfRoster(facts).zone.zone
  const officers = officersOf(directory, roster.desk)
  return calledFor('supervisor', { roster, zone, at: now, officers })
}

/** Lines up to the most that are read, then how many more there are. */
export const capped = (lines: readonly Term[], more: MessageKey = 'duty.and_more'): Term[] => [
  ...lines.slice(0, mostLines),
  ...(lines.length > mostLines
    ? [words(more, { count: { kind: 'number', value: lines.length - mostLines } })]
    : []),
]

/** A card of a roster: which desk it is about stands below. */
export const dutyCardOf = (
  desk: ContactPointId,
  { footer = [], ...parts }: Partial<Card> & Pick<Card, 'name' | 'headline'>,
): Card => card({ ...parts, footer: [contactPoint(desk), ...footer] })
