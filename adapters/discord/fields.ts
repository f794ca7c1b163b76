import type { APIEmbedField } from 'discord.js'
import type { Instant } from '../../src/kit/time.ts'
import { cut, pieces } from './cut.ts'
import { limits } from './limits.ts'
import type { TidyCard } from './tidy.ts'

/** How much of a card may be shown: units of a text, and how many of a kind. */
export interface Size {
  readonly cap: number
  readonly items: number
}

/** Discord takes no field without a name. */
export const unnamed = '\u200B'
const quoting = '>>> '
const lastSecond = 253_402_300_799

/**
 * The moment in the reader's own zone, after the fixed text that all readers share. Nothing where Discord
 * couldn't show it: before 1970 or after the year 9999.
 */
export const ownTime = (at: Instant | undefined): string => {
  const second = at === undefined ? Number.NaN : Math.floor(at / 1000)
  return Number.isInteger(second) && second > 0 && second <= lastSecond ? ` (<t:${second}:F>)` : ''
}

export const within = (lines: readonly string[], most: number): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most), '…']

export const bold = (text: string): string => `**${text}**`

/** As many lines, from the first on, as one text of `max` units holds; and the others. */
export const filled = (
  lines: readonly string[],
  max: number,
): readonly [text: string, rest: readonly string[]] => {
  let [size, n] = [0, 0]
  for (const line of lines) {
    size += line.length + 1
    if (size - 1 > max) break
    n++
  }
  return [lines.slice(0, n).join('\n'), lines.slice(n)]
}

export const continued = (lines: readonly string[]): readonly APIEmbedField[] => {
  const { value: max } = limits.embed
  const fields: APIEmbedField[] = []
  let rest = lines.flatMap(line => pieces(line, max))
  while (rest.length > 0) {
    const [value, others] = filled(rest, max)
    fields.push({ name: unnamed, value })
    rest = [...others]
  }
  return fields
}

export const factLine = (f: TidyCard['fields'][number], cap: number): string =>
  `${bold(cut(f.label, Math.min(cap, limits.embed.name)))}: ${cut(f.value, cap)}${ownTime(f.at)}`

export const factsOf = ({ fields }: TidyCard, { cap, items }: Size): readonly APIEmbedField[] =>
  fields.slice(0, items).map(({ label, value, at }) => {
    const own = ownTime(at)
    const shown = `${cut(value, Math.min(cap, limits.embed.value - own.length))}${own}`
    const narrow = shown.length <= limits.own.narrow && label.length <= limits.own.narrow
    return { name: cut(label, Math.min(cap, limits.embed.name)), value: shown, inline: narrow }
  })

export const quotesOf = ({ quotes }: TidyCard, { cap, items }: Size): readonly APIEmbedField[] => {
  const most = Math.min(items, limits.own.quotes)
  const shown = quotes.slice(0, most).flatMap(q => {
    const language = cut(q.language, 80)
    const name = `${cut(q.label, Math.min(cap, limits.embed.name - language.length - 3))} (${language})`
    return pieces(cut(q.text, cap), limits.embed.value - quoting.length).map((piece, i) => ({
      name: i === 0 ? name : unnamed,
      value: `${quoting}${piece}`,
    }))
  })
  return quotes.length <= most ? shown : [...shown, { name: unnamed, value: '…' }]
}
