import { type Button, type Card, count, type Term, words } from '../../card/card.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import type { DutyRecipe } from '../effects.ts'
import { type DutyCardFacts, dutyCardOf, known, person, spanned } from './facts.ts'

type SwapRecipe = Extract<DutyRecipe, { card: 'swap' }>

const buttons = ({ swap }: SwapRecipe, { roster }: DutyCardFacts): readonly Button[] => [
  {
    command: 'duty-swap-accept',
    subject: roster.desk,
    revision: swap.id,
    label: 'button.duty_swap_accept',
    style: 'primary',
  },
  {
    command: 'duty-swap-decline',
    subject: roster.desk,
    revision: swap.id,
    label: 'button.duty_swap_decline',
    style: 'plain',
  },
]

/** An officer asks another to take his turn; calls the one asked, and nobody once it is settled. */
export const swapCard = (recipe: SwapRecipe, facts: DutyCardFacts): Card => {
  const { swap, outcome } = recipe
  const isOpen = outcome === undefined && facts.roster.swaps.some(s => s.id === swap.id)
  const asked: Term = words('duty.swap_line', {
    officer: person(facts.directory, swap.officer),
    with: person(facts.directory, swap.with),
    ...spanned(fromRfc3339(swap.from), fromRfc3339(swap.to)),
  })
  return dutyCardOf(facts.roster.desk, {
    name: 'swap',
    tone: isOpen ? 'attention' : 'calm',
    headline: words(isOpen ? 'duty.swap_open' : `duty.swap_${outcome ?? 'over'}`),
    lines: [asked, ...(isOpen ? [words('duty.swap_ask')] : [])],
    buttons: isOpen ? buttons(recipe, facts) : [],
    mentions: isOpen ? known(facts.directory, [swap.with]) : [],
    footer: [words('duty.number', { number: count(swap.id) })],
  })
}
