import {
  at,
  type Card,
  contactPoint,
  data,
  type FieldOfCard,
  languageNamed,
  officer,
  type Term,
  words,
} from '../../card/card.ts'
import { fieldOf } from '../../referral/cards/fields.ts'
import { listed } from '../../referral/cards/labels.ts'
import type { Directory, Officer } from '../directory.ts'
import type { DutyRoster } from '../duty.ts'
import { asSet } from '../own.ts'
import {
  capped,
  type DutyCardFacts,
  deskOfRoster,
  dutyCardOf,
  officersOf,
  person,
  seniors,
} from './facts.ts'
import { hoursTerm } from './hours.ts'

/** When, and by whom, the directory of the desk was last said to be true. */
export const confirmedTerm = (directory: Directory, roster: DutyRoster | undefined): Term =>
  roster?.confirmed
    ? words('duty.who_when', {
        officer: person(directory, roster.confirmed.by),
        time: at(roster.confirmed.at),
      })
    : words('duty.not_yet')

const officerLine = (configured: Officer, roster: DutyRoster): Term => {
  const o = asSet(configured, roster)
  const roles = listed(o.roles.map(role => words(`duty.role.${role}`))) ?? words('card.nobody')
  const line =
    o.phone === undefined
      ? words('duty.officer_line', { officer: officer(o.id), roles })
      : words('duty.officer_phone_line', { officer: officer(o.id), roles, phone: data(o.phone) })
  return words('duty.with_language', { line, language: languageNamed(o.language) })
}

const directoryFields = (facts: DutyCardFacts): readonly FieldOfCard[] => {
  const desk = deskOfRoster(facts)
  return [
    { label: 'duty.desk', value: contactPoint(desk.id) },
    ...fieldOf('duty.phone', desk.phone === undefined ? undefined : data(desk.phone)),
    { label: 'duty.hours', value: hoursTerm(desk) },
    { label: 'ui.time_zone', value: data(`${desk.zone.label} (${desk.zone.zone})`) },
    { label: 'duty.confirmed', value: confirmedTerm(facts.directory, facts.roster) },
  ]
}

/** The directory of the desk as it is: is it still true? Calls those who may say so, until they have. */
export const confirmCard = (call: number, facts: DutyCardFacts): Card => {
  const { roster, directory } = facts
  const isOpen = roster.asked.calls.includes(call)
  return dutyCardOf(roster.desk, {
    name: 'confirm',
    tone: isOpen ? 'attention' : 'calm',
    headline: words(isOpen ? 'duty.confirm_open' : 'duty.confirm_over'),
    fields: directoryFields(facts),
    lines: [
      ...capped(officersOf(directory, roster.desk).map(o => officerLine(o, roster))),
      ...(isOpen ? [words('duty.confirm_ask'), words('duty.confirm_else')] : []),
    ],
    buttons: isOpen
      ? [
          {
            command: 'duty-confirm',
            subject: roster.desk,
            revision: call,
            label: 'button.duty_confirm',
            style: 'primary',
          },
        ]
      : [],
    mentions: isOpen ? seniors(facts) : [],
  })
}
