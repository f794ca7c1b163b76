import { type Card, type FieldOfCard, words } from '../../card/card.ts'
import type { Tlp } from '../../codes/tlp.ts'
import type { Referral } from '../referral.ts'
import { isAbove } from './marking.ts'

const open: readonly FieldOfCard['label'][] = ['form.category', 'ui.due']

/**
 * A card as a channel of that clearance may show it. Above it: reference, category, priority and clock,
 * the buttons, and why there is no more; a line of a thread loses the officer's words.
 */
export const cleared = (card: Card, r: Referral, clearance: Tlp): Card => {
  if (!isAbove(r, clearance)) return card
  const why = card.name === 'referral' ? [words('card.above_clearance')] : []
  return {
    ...card,
    fields: card.fields.filter(f => open.includes(f.label)),
    lines: [...card.lines, ...why],
    quotes: [],
  }
}
