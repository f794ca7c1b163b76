import { type Card, type FieldOfCard, words } from '../../card/card.ts'
import type { Tlp } from '../../codes/tlp.ts'
import type { Referral } from '../referral.ts'
import { isAbove } from './marking.ts'

const open: readonly FieldOfCard['label'][] = ['form.category', 'ui.due']

/** A card with its clock and its buttons only; `says`: and why there is no more. */
export const withoutContent = (card: Card, says: boolean): Card => ({
  ...card,
  fields: card.fields.filter(f => open.includes(f.label)),
  lines: [...card.lines, ...(says ? [words('card.above_clearance')] : [])],
  quotes: [],
})

/**
 * A card as a channel of that clearance may show it. Above it: reference, category, priority and clock,
 * the buttons, and why there is no more; a line of a thread loses the officer's words.
 */
export const cleared = (card: Card, r: Referral, clearance: Tlp): Card =>
  isAbove(r, clearance) ? withoutContent(card, card.name === 'referral') : card
