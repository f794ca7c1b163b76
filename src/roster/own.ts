import type { OfficerId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { Officer } from './directory.ts'
import { type DutyRoster, dutyRosterSchema, type OwnSettings } from './duty.ts'
import { isWithin } from './quiet.ts'

type Own = Pick<DutyRoster, 'own'>

// The one part of a roster that every inbound needs; the rest needn't be checked for it.
const schema = dutyRosterSchema.pick({ own: true })

/** The settings in a roster as it is kept; throws where it is none. */
export const readOwn = (state: unknown): Own => schema.parse(state)

export const ownOf = (roster: Own | undefined, officer: OfficerId): OwnSettings | undefined =>
  roster?.own?.find(o => o.officer === officer)

/** An officer as the directory has him, in the language that he has chosen since. */
export const asSet = <O extends Pick<Officer, 'id' | 'language'>>(
  officer: O,
  roster: Own | undefined,
): O => {
  const language = ownOf(roster, officer.id)?.language
  return language === undefined ? officer : { ...officer, language }
}

/** Those of them who may be called by what can wait: not within their own quiet hours. */
export const notQuiet = (
  officers: readonly OfficerId[],
  roster: Own | undefined,
  at: Instant,
  zone: string,
): readonly OfficerId[] =>
  officers.filter(id => {
    const quiet = ownOf(roster, id)?.quiet
    return quiet === undefined || !isWithin(quiet, at, zone)
  })
