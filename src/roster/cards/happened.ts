import { at, type Card, count, data, type FieldOfCard, type Term, words } from '../../card/card.ts'
import type { Language } from '../../kit/ids.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import { fieldOf } from '../../referral/cards/fields.ts'
import type { Directory } from '../directory.ts'
import type { DutyHappened } from '../duty.ts'
import type { Rotation } from '../rotation.ts'
import { author, type DutyCardFacts, dutyCardOf, people, person, spanned } from './facts.ts'
import { dayNames } from './hours.ts'
import { settingFields } from './settings.ts'

const rotationFields = (r: Rotation, directory: Directory): readonly FieldOfCard[] => [
  { label: 'duty.rotation', value: data(r.name) },
  { label: 'duty.rank_label', value: words(`duty.rank.${r.rank}`) },
  { label: 'duty.in_turn', value: people(directory, r.officers) },
  { label: 'duty.turn_lasts', value: words('duty.every', { count: count(r.everyDays) }) },
  { label: 'duty.hand_over_at', value: data(r.at) },
  ...fieldOf('duty.shifts_end', r.until === undefined ? undefined : data(r.until)),
  ...fieldOf('duty.shifts_on', r.days && dayNames(r.days)),
  { label: 'duty.first_turn', value: data(r.since) },
  ...fieldOf('ui.time_zone', r.zone === undefined ? undefined : data(r.zone)),
]

/** What of an event stands beside its sentence. */
export const detailsOf = (
  { event }: DutyHappened,
  directory: Directory,
): readonly FieldOfCard[] => {
  if (event.type === 'duty.officer_set') {
    const set = directory.officers.find(o => o.id === event.officer)
    const language = (event.language as Language | undefined) ?? set?.language
    return set ? settingFields(language, event.quiet, directory.contactPoint(set.desk).zone) : []
  }
  return event.type === 'duty.set' && event.rotation
    ? rotationFields(event.rotation, directory)
    : []
}

/** What happened to a roster, in a sentence. The clock's own acts have cards of their own: a bug here. */
export const happenedTerm = ({ event, by, at: when }: DutyHappened, directory: Directory): Term => {
  const who = { by: author(directory, by), time: at(when) }
  switch (event.type) {
    case 'duty.configured':
      return words('duty.did.configured', { time: at(when) })
    case 'duty.set':
      return words(event.rotation ? 'duty.did.set' : 'duty.did.removed', {
        ...who,
        name: data(event.name),
      })
    case 'duty.overridden':
    case 'duty.leave_taken':
      return words(event.type === 'duty.overridden' ? 'duty.did.overridden' : 'duty.did.leave', {
        ...who,
        officer: person(directory, event.officer),
        number: count(event.id),
        ...spanned(fromRfc3339(event.from), fromRfc3339(event.to)),
      })
    case 'duty.swap_asked':
      return words('duty.did.swap_asked', {
        ...who,
        officer: person(directory, event.officer),
        with: person(directory, event.with),
        number: count(event.id),
        ...spanned(fromRfc3339(event.from), fromRfc3339(event.to)),
      })
    case 'duty.cancelled':
      return words('duty.did.cancelled', { ...who, number: count(event.id) })
    case 'duty.swap_accepted':
      return words('duty.did.swap_accepted', { ...who, number: count(event.id) })
    case 'duty.swap_declined':
      return words('duty.did.swap_declined', { ...who, number: count(event.id) })
    case 'duty.shift_accepted':
      return words('duty.did.shift_accepted', { ...who, number: count(event.shift) })
    case 'duty.summary_scheduled':
      return words('duty.did.summary_scheduled', {
        ...who,
        day: words(`duty.weekday.${event.day}`),
        at: data(event.at),
      })
    case 'duty.confirmed':
      return words('duty.did.confirmed', who)
    case 'duty.officer_set':
      return words('duty.did.officer_set', {
        ...who,
        officer: person(directory, event.officer),
      })
    default:
      throw new Error(`no officer's act: ${event.type}`)
  }
}

/** A line for the desk about what an officer did to its roster; calls nobody. */
export const dutyHappenedCard = (facts: DutyCardFacts): Card => {
  const { directory, happened, roster } = facts
  if (!happened) throw new Error('a line about a roster without its event')
  return dutyCardOf(roster.desk, {
    name: 'duty-happened',
    headline: words('duty.changed'),
    fields: detailsOf(happened, directory),
    lines: [happenedTerm(happened, directory)],
  })
}
