import type { FieldOfCard } from '../../card/card.ts'
import { type Button, type Card, data, languageNamed, type Term, words } from '../../card/card.ts'
import type { Zone } from '../../card/format.ts'
import type { ContactPointId, Language } from '../../kit/ids.ts'
import { fieldOf } from '../../referral/cards/fields.ts'
import type { OwnSettings } from '../duty.ts'
import type { Quiet } from '../quiet.ts'
import { dutyCardOf } from './facts.ts'

const quietTerm = (quiet: Quiet | undefined, zone: Zone): Term =>
  quiet
    ? words('home.quiet', { from: data(quiet.from), to: data(quiet.to), zone: data(zone.label) })
    : words('home.no_quiet')

/** An officer's language and quiet hours; the latter on the clock of his desk. */
export const settingFields = (
  language: Language | undefined,
  quiet: Quiet | undefined,
  zone: Zone,
): readonly FieldOfCard[] => [
  ...fieldOf('ui.language', language && languageNamed(language)),
  { label: 'home.quiet_hours', value: quietTerm(quiet, zone) },
]

export const settingsButton = (desk: ContactPointId): Button => ({
  command: 'duty-me',
  subject: desk,
  revision: 0,
  label: 'button.duty_me',
  style: 'plain',
})

/** What an officer has set for himself, with the button that changes it. */
export const settingsCard = (
  desk: ContactPointId,
  language: Language,
  own: OwnSettings | undefined,
  zone: Zone,
): Card =>
  dutyCardOf(desk, {
    name: 'settings',
    headline: words('home.settings'),
    fields: settingFields(language, own?.quiet, zone),
    lines: [words('home.quiet_line')],
    buttons: [settingsButton(desk)],
  })
