import type { SpokenCard, SpokenPart } from '../../src/card/spoken.ts'
import type { Home as Page } from '../../src/ports/platform.ts'
import { type Block, context, divider, type Home, header } from './blocks.ts'
import { oneLine, plain } from './cut.ts'
import { limits } from './limits.ts'
import { renderCard } from './render.ts'
import { blocksOf, bold, section } from './rich-text.ts'

/** JSON of one card in code points: a hundred of them stay under the bound of a view. */
const roomOfCard = 3000
const roomOfHelp = limits.message.json

interface Place {
  /** Keeps ids apart within the view. */
  readonly prefix: string
  readonly room?: number
  /** The heading above. */
  readonly under?: string
}

const headingOf = (text: string): Block => header(plain(oneLine(text), limits.header))
const noteOf = (text: string): Block => context(plain(oneLine(text), limits.text))

/** A card under a heading has no heading of its own, and none at all where it would say the same. */
const cardOf = (
  card: SpokenCard,
  more: string,
  { prefix, room = roomOfCard, under = '' }: Place,
): Block[] => {
  const look = { userOf: () => undefined, words: { more, repeat: '' } }
  const [first, ...rest] = renderCard(card, look, room, { prefix })
  if (first?.type !== 'header') return first ? [first, ...rest] : rest
  const same = first.text.text === oneLine(under)
  return [...(same ? [] : blocksOf([section([[bold(first.text.text)]])])), ...rest]
}

/** As many whole cards as `room` blocks hold, how many there are beyond them, and what is said of all. */
const partOf = (part: SpokenPart, more: string, room: number): Block[] => {
  const { name, heading, cards, note } = part
  const blocks = [headingOf(heading)]
  const end = note === undefined ? [] : [noteOf(note)]
  for (const [i, card] of cards.entries()) {
    const place = { prefix: `${name}${i}-`, under: heading }
    const next = cardOf(card, more, {
      ...place,
      room: name === 'help' ? roomOfHelp : roomOfCard,
    })
    if (blocks.length + next.length + end.length + 2 > room)
      return [...blocks, noteOf(`+${cards.length - i}`), ...end]
    blocks.push(...next, ...(i < cards.length - 1 ? [divider] : []))
  }
  return [...blocks, ...end]
}

/**
 * App Home; never more than 100 blocks. What an officer sees of his work goes before the rest where both
 * don't fit: what there is no room for is counted, and `/referral list` has it. Who is unknown gets his
 * refusal. `more` names the menu of buttons that find no place.
 */
export const renderHome = (page: Page, more: string): Home => {
  if (page.kind === 'refusal')
    return { type: 'home', blocks: cardOf(page.card, more, { prefix: 'refusal-' }) }
  const isList = ({ name }: SpokenPart): boolean => name === 'turn' || name === 'soon'
  const whole = (part: SpokenPart): Block[] => partOf(part, more, limits.view.blocks)
  const others = page.parts.filter(p => !isList(p)).flatMap(whole).length
  let left = limits.view.blocks - others
  const blocks = page.parts.flatMap(part => {
    if (!isList(part)) return whole(part)
    // What is mine to do goes before what is only near.
    const share = part.name === 'turn' ? Math.floor(left * 0.6) : left
    const shown = partOf(part, more, Math.max(share, 3))
    left -= shown.length
    return shown
  })
  return { type: 'home', blocks: blocks.slice(0, limits.view.blocks) }
}
