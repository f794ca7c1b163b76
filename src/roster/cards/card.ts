import type { Card } from '../../card/card.ts'
import { absurd } from '../../kit/result.ts'
import type { DutyRecipe } from '../effects.ts'
import { calendarCard } from './calendar.ts'
import { clockCard, downCard } from './clock.ts'
import { confirmCard } from './confirm.ts'
import { coverageCard } from './coverage.ts'
import type { DutyCardFacts } from './facts.ts'
import { dutyHappenedCard } from './happened.ts'
import { shiftCallCard, shiftCard } from './shift.ts'
import { swapCard } from './swap.ts'
import { watchCard } from './watch.ts'

/**
 * The card of a message about a roster, from the roster as it is when the message is sent: one that comes
 * late calls nobody for nothing. `watch` and `duty-happened` without their event throw: a bug.
 */
export const dutyCard = (recipe: DutyRecipe, facts: DutyCardFacts): Card => {
  switch (recipe.card) {
    case 'shift':
      return shiftCard(recipe.shift, facts)
    case 'shift-call':
      return shiftCallCard(recipe, facts)
    case 'swap':
      return swapCard(recipe, facts)
    case 'coverage':
      return coverageCard(recipe, facts)
    case 'confirm':
      return confirmCard(recipe.call, facts)
    case 'calendar':
      return calendarCard(recipe.year, facts)
    case 'watch':
      return watchCard(facts)
    case 'clock':
      return clockCard(facts.roster.desk, recipe)
    case 'down':
      return downCard(facts.roster.desk, recipe)
    case 'duty-happened':
      return dutyHappenedCard(facts)
    default:
      return absurd(recipe)
  }
}
