import { knownCard } from '../../src/card/known.ts'
import type { SpokenCard } from '../../src/card/spoken.ts'
import type { Answer, Outgoing } from '../../src/ports/platform.ts'
import type { Block } from './blocks.ts'
import {
  bodyOf,
  footerOf,
  headlineOf,
  notificationOf,
  type Size,
  type UserOf,
  verbatimOf,
} from './body.ts'
import { actionsOf } from './buttons.ts'
import { pointsIn } from './cut.ts'
import { limits } from './limits.ts'
import { pictureBlock } from './picture.ts'
import { tidy } from './tidy.ts'

/** Words that are no part of any card, in the languages of the place. */
export interface MessageWords {
  /** Name of the menu of the buttons that find no place. */
  readonly more: string
  /** Said on a message whose earlier try may have arrived. */
  readonly repeat: string
}

export interface Look {
  readonly userOf: UserOf
  readonly words: MessageWords
  /** The file that shows the card's picture; without it the card goes without. */
  readonly file?: string
}

/** For `chat.postMessage` and `chat.update`. */
export interface Message {
  readonly text: string
  readonly blocks: Block[]
  readonly metadata: {
    readonly event_type: 'liaison_message'
    readonly event_payload: { readonly key: string }
  }
}

/** For `response_url` and `chat.postEphemeral`. */
export type PrivateMessage = Pick<Message, 'text' | 'blocks'>

const least = 24

/**
 * The largest look of a card that fits: its longest text is cut first, then those as long as it is by
 * then; where even that is too much, the last of its lines go. Never headline, marking, footer or buttons.
 */
const fitted = (build: (size: Size) => Block[], room: number): Block[] => {
  const fits = (blocks: Block[]): boolean => {
    const json = JSON.stringify(blocks)
    return json.length <= room * 2 && pointsIn(json) <= room
  }
  const whole = build({ cap: room, items: limits.own.lines })
  if (fits(whole)) return whole
  const items = [limits.own.lines, 24, 8, 3].find(n => fits(build({ cap: least, items: n }))) ?? 0
  let [low, high] = [least, room]
  while (high - low > 1) {
    const cap = Math.floor((low + high) / 2)
    if (fits(build({ cap, items }))) low = cap
    else high = cap
  }
  return build({ cap: low, items })
}

/** A card as blocks; as JSON at most `room` code points, unless headline, footer and buttons take more. */
export const renderCard = (
  card: SpokenCard,
  { userOf, words, file }: Look,
  room: number,
  {
    marks = [],
    prefix = '',
  }: { readonly marks?: readonly string[]; readonly prefix?: string } = {},
): Block[] => {
  const { picture } = card
  const shown = picture && file !== undefined ? [pictureBlock(picture, file)] : []
  const top = [...headlineOf(card), ...shown]
  const end = [
    ...verbatimOf(card),
    ...actionsOf(card.buttons, words.more, prefix),
    ...footerOf(card, marks),
  ]
  const body = tidy(knownCard(card), room)
  const rest = room - pointsIn(JSON.stringify([...top, ...end]))
  return [...top, ...fitted(size => bodyOf(body, userOf, size), Math.max(rest, 0)), ...end]
}

/**
 * A card for everybody at a place. Whatever the card: at most 50 blocks, no text of more than 3,000 code
 * points, and nothing that an officer typed is read as markup. `text` and `metadata` hold nothing of the case.
 */
export const renderMessage = ({ card, key, repeat }: Outgoing, look: Look): Message => ({
  text: notificationOf(card),
  blocks: renderCard(card, look, limits.message.json, {
    marks: repeat ? [look.words.repeat] : [],
  }),
  metadata: { event_type: 'liaison_message', event_payload: { key } },
})

/** A card or a refusal that only its reader sees; nobody is called by it. */
export const renderPrivate = (
  { card }: Extract<Answer, { kind: 'card' | 'refusal' }>,
  words: Pick<MessageWords, 'more'>,
  room: number = limits.reply.json,
): PrivateMessage => ({
  text: notificationOf(card),
  blocks: renderCard(card, { userOf: () => undefined, words: { ...words, repeat: '' } }, room),
})
