import { visible } from '../kit/text.ts'
import type { Verbatim } from './card.ts'

/** UTF-16 units. Every chat system shows as much unbroken, beside a card that says what it is. */
export const longestVerbatim = 2_900

/** One that ends a block of code, or that nobody sees, would not come back as it was. */
export const canBeVerbatim = ({ name, text }: Pick<Verbatim, 'name' | 'text'>): boolean =>
  /^[\w.-]{1,100}$/.test(name) &&
  text.length <= longestVerbatim &&
  text.trim() !== '' &&
  text.isWellFormed() &&
  !text.includes('`') &&
  visible(text) === text
