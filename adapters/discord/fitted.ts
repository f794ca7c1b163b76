import type { APIEmbed } from 'discord.js'
import type { SpokenCard } from '../../src/card/spoken.ts'
import { embedOf, type Frame, fits, lengthOf, verbatimOf } from './embed.ts'
import type { Size } from './fields.ts'
import { limits } from './limits.ts'
import { escapedLine, type TidyCard } from './tidy.ts'

const least = 24

export interface Fitted {
  readonly embed: APIEmbed
  /** Something of it was left out. */
  readonly isCut: boolean
}

/**
 * The largest look of a card that fits: its longest text is cut first, then those as long as it is by
 * then; where even that is too much, the last of its lines go. Never headline, marking, footer or buttons.
 */
export const fitted = (card: SpokenCard, shown: TidyCard, frame: Frame, hint?: string): Fitted => {
  const most = limits.own.lines
  // What is to be copied stands beside it and is never cut.
  const room = verbatimOf(card).reduce<number>((left, e) => left - lengthOf(e), limits.embed.total)
  const build = (size: Size) => embedOf(card, shown, frame, size)
  const whole = build({ cap: limits.embed.total, items: most })
  const longest = Math.max(
    0,
    ...shown.quotes.map(q => q.text.length),
    ...shown.lines.map(l => l.text.length),
  )
  const isWhole =
    longest <= limits.embed.total &&
    shown.fields.every(f => f.value.length < limits.embed.value - least)
  if (fits(whole, room) && isWhole) return { embed: whole, isCut: false }
  const told = { ...frame, ...(hint === undefined ? {} : { hint: escapedLine(hint) }) }
  const hinted = (size: Size) => embedOf(card, shown, told, size)
  const items = [most, 24, 8, 3].find(n => fits(hinted({ cap: least, items: n }), room)) ?? 0
  let [low, high]: [number, number] = [least, limits.embed.total]
  while (high - low > 1) {
    const cap = Math.floor((low + high) / 2)
    if (fits(hinted({ cap, items }), room)) low = cap
    else high = cap
  }
  return { embed: hinted({ cap: low, items }), isCut: true }
}
