import { type Card, data, type Term, words } from '../../card/card.ts'
import { fromRfc3339, type Instant } from '../../kit/time.ts'
import { coverage } from '../coverage.ts'
import type { DutyRecipe } from '../effects.ts'
import {
  capped,
  type DutyCardFacts,
  type DutyFacts,
  deskOfRoster,
  dutyCardOf,
  seniors,
  spanned,
} from './facts.ts'

export interface Problem {
  readonly kind: 'gap' | 'overlap'
  readonly from: Instant
  readonly to: Instant
}

export const problemTerm = ({ kind, from, to }: Problem): Term =>
  words(`duty.${kind}`, spanned(from, to))

/** How nobody on duty is put right. */
export const remedy: Term = words('duty.remedy', {
  usage: data('/duty override officer=… from=… to=…'),
})

/** What lies between two moments as the roster is now. */
export const problemsOf = (
  { roster, ...facts }: DutyFacts,
  from: Instant,
  to: Instant,
): readonly Problem[] => coverage(roster, deskOfRoster({ roster, ...facts }).zone.zone, from, to)

/** Of the problems told, those that are still ahead: a card that comes late must not call for nothing. */
const remaining = (told: readonly Problem[], facts: DutyFacts): readonly Problem[] =>
  told.filter(p => {
    const from = p.from > facts.now ? p.from : facts.now
    return from < p.to && problemsOf(facts, from, p.to).some(q => q.kind === p.kind)
  })

/** Times ahead with nobody, or more than was planned, on duty; calls who may change the roster. */
export const coverageCard = (
  { problems }: Extract<DutyRecipe, { card: 'coverage' }>,
  facts: DutyCardFacts,
): Card => {
  const told = problems.map(({ kind, from, to }) => ({
    kind,
    from: fromRfc3339(from),
    to: fromRfc3339(to),
  }))
  const left = remaining(told, facts)
  const isOpen = left.length > 0
  return dutyCardOf(facts.roster.desk, {
    name: 'coverage',
    tone: isOpen ? 'attention' : 'calm',
    headline: words(isOpen ? 'duty.coverage_open' : 'duty.coverage_over'),
    lines: isOpen ? [...capped(left.map(problemTerm)), remedy] : [words('duty.nothing_more')],
    mentions: isOpen ? seniors(facts) : [],
  })
}
