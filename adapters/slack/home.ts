import type { SpokenCard } from '../../src/card/spoken.ts'
import { type Block, context, divider, type Home, header } from './blocks.ts'
import { oneLine, plain } from './cut.ts'
import { limits } from './limits.ts'
import { renderCard } from './render.ts'
import { blocksOf, bold, section } from './rich-text.ts'

/** What App Home shows an officer; cards as the core answers them in private. */
export interface HomeCards {
  readonly turn: readonly SpokenCard[]
  readonly soon: readonly SpokenCard[]
  readonly language: SpokenCard
  readonly quiet: SpokenCard
  readonly help: SpokenCard
}

/** The headings, in the officer's language; `nothing` where a part has no card, `more` names a menu. */
export interface HomeWords {
  readonly turn: string
  readonly soon: string
  readonly language: string
  readonly quiet: string
  readonly help: string
  readonly nothing: string
  readonly more: string
}

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

/** A card under a heading has no heading of its own, and none at all where it would say the same. */
const cardOf = (
  card: SpokenCard,
  words: HomeWords,
  { prefix, room = roomOfCard, under = '' }: Place,
): Block[] => {
  const look = { userOf: () => undefined, words: { more: words.more, repeat: '' } }
  const [first, ...rest] = renderCard(card, look, room, { prefix })
  if (first?.type !== 'header') return first ? [first, ...rest] : rest
  const same = first.text.text === oneLine(under)
  return [...(same ? [] : blocksOf([section([[bold(first.text.text)]])])), ...rest]
}

/** As many whole cards as `room` blocks hold, and how many there are beyond them. */
const listOf = (
  cards: readonly SpokenCard[],
  words: HomeWords,
  prefix: string,
  room: number,
): Block[] => {
  if (cards.length === 0) return [context(plain(oneLine(words.nothing), limits.text))]
  const blocks: Block[] = []
  for (const [i, card] of cards.entries()) {
    const next = cardOf(card, words, { prefix: `${prefix}${i}-` })
    if (blocks.length + next.length + 2 > room)
      return [...blocks, context(plain(`+${cards.length - i}`, limits.text))]
    blocks.push(...next, divider)
  }
  return blocks
}

/**
 * App Home: whose turn, due soon, language, quiet hours, help; never more than 100 blocks. What there is
 * no room for is counted, and `/referral list` has it.
 */
export const renderHome = (cards: HomeCards, words: HomeWords): Home => {
  const settings = (['language', 'quiet', 'help'] as const).flatMap(name => [
    headingOf(words[name]),
    ...cardOf(cards[name], words, {
      prefix: `${name}-`,
      room: name === 'help' ? roomOfHelp : roomOfCard,
      under: words[name],
    }),
  ])
  const room = limits.view.blocks - settings.length - 2
  // What is mine to do goes before what is only near.
  const turn = listOf(cards.turn, words, 'turn', Math.max(Math.floor(room * 0.6), 1))
  const soon = listOf(cards.soon, words, 'soon', Math.max(room - turn.length, 1))
  const all = [headingOf(words.turn), ...turn, headingOf(words.soon), ...soon, ...settings]
  return { type: 'home', blocks: all.slice(0, limits.view.blocks) }
}
