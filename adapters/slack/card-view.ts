import type { SpokenCard } from '../../src/card/spoken.ts'
import { type Block, context, type PlainText } from './blocks.ts'
import { cutAtWord, fitting, oneLine, plain } from './cut.ts'
import { limits } from './limits.ts'
import { renderCard } from './render.ts'

/** A private card in the place of a form; it has nothing to send. */
export interface CardView {
  readonly type: 'modal'
  readonly callback_id: 'card'
  readonly title: PlainText
  readonly close: PlainText
  readonly blocks: Block[]
}

interface ViewWords {
  readonly more: string
  readonly close: string
}

const slot = (text: string, max: number) => plain(cutAtWord(oneLine(text), max), max)

const privately = (card: SpokenCard, more: string, room: number): Block[] =>
  renderCard(card, { userOf: () => undefined, words: { more, repeat: '' } }, room)

/** A card or a refusal that answers a form, in the form's own window. */
export const renderCardView = (card: SpokenCard, words: ViewWords): CardView => ({
  type: 'modal',
  callback_id: 'card',
  title: slot(fitting(card.headline, limits.header), limits.view.title),
  close: slot(words.close, limits.view.button),
  blocks: privately(card, words.more, limits.reply.json).slice(0, limits.view.blocks),
})

/** A sentence in a form's place, such as while the answer takes long. */
export const renderWait = (sentence: string, close: string): CardView => ({
  type: 'modal',
  callback_id: 'card',
  title: slot(sentence, limits.view.title),
  close: slot(close, limits.view.button),
  blocks: [context(plain(sentence, limits.text))],
})
