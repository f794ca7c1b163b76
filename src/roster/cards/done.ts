import { type Card, words } from '../../card/card.ts'
import { days, plus } from '../../kit/time.ts'
import type { DutyHappened } from '../duty.ts'
import { problemsOf, problemTerm, remedy } from './coverage.ts'
import { capped, type DutyFacts, deskOfRoster, dutyCardOf } from './facts.ts'
import { detailsOf, happenedTerm } from './happened.ts'
import { postFields } from './schedule.ts'

/** How far ahead an officer is told at once of the gaps that his act leaves (as the daily look does). */
export const lookAhead = days(14)

/**
 * After an officer's own act on a roster, to him alone: that it is recorded, and what gaps lie ahead now,
 * so that who makes one hears of it at once. `roster` is the one after the act.
 */
export const dutyDoneCard = (done: readonly DutyHappened[], facts: DutyFacts): Card => {
  const problems = problemsOf(facts, facts.now, plus(facts.now, lookAhead))
  const gaps = problems.filter(p => p.kind === 'gap')
  const hasGaps = gaps.length > 0
  return dutyCardOf(facts.roster.desk, {
    name: 'duty-done',
    tone: hasGaps ? 'attention' : 'done',
    headline: words(hasGaps ? 'duty.done_gaps' : 'card.done'),
    fields: [
      ...done.flatMap(d => detailsOf(d, facts.directory)),
      ...(done.some(d => d.event.type === 'duty.summary_scheduled')
        ? postFields(facts.roster, deskOfRoster(facts), facts.now)
        : []),
    ],
    lines: [
      ...done.map(d => happenedTerm(d, facts.directory)),
      ...capped(gaps.map(problemTerm)),
      ...(hasGaps ? [remedy] : []),
    ],
  })
}
