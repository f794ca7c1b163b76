import { agencyOf, type Card, data, words } from '../../card/card.ts'
import { type DutyCardFacts, deskOfRoster, dutyCardOf } from './facts.ts'

/** The last year whose holidays are known is ending; calls who runs the system, until a later one is. */
export const calendarCard = (year: number, facts: DutyCardFacts): Card => {
  const { directory, roster } = facts
  const known = directory.calendarEnds(roster.desk)
  const isOpen = known === undefined || known <= year
  const { agency } = deskOfRoster(facts)
  return dutyCardOf(roster.desk, {
    name: 'calendar',
    tone: isOpen ? 'attention' : 'calm',
    headline: words(isOpen ? 'duty.calendar_open' : 'duty.calendar_over', {
      agency: agencyOf(roster.desk),
      year: data(String(isOpen ? year : known)),
    }),
    lines: isOpen
      ? [words('duty.calendar_ask', { file: data(`calendars/${agency}-${year + 1}.json`) })]
      : [words('duty.nothing_more')],
    mentions: isOpen ? directory.holding(roster.desk, 'admin') : [],
  })
}
