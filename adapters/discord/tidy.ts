import type { Spoken, SpokenCard } from '../../src/card/spoken.ts'
import { oneLine, safe, textsOf } from './cut.ts'
import { limits } from './limits.ts'
import { unmarked } from './unmarked.ts'

/** A card whose texts are escaped, so that to look for the size that fits costs no second look at them. */
export interface TidyCard {
  readonly headline: readonly string[]
  readonly marking: string
  readonly fields: readonly {
    readonly label: string
    readonly value: string
    readonly at: Spoken['at']
  }[]
  readonly lines: readonly { readonly text: string; readonly at: Spoken['at'] }[]
  readonly quotes: readonly {
    readonly label: string
    readonly language: string
    readonly text: string
  }[]
}

/** On one line, escaped. */
export const escapedLine = (text: string): string => unmarked(oneLine(text))

/** With its line ends, escaped. */
export const escaped = (text: string): string => unmarked(safe(text))

/** One more of each list is kept than is ever shown. */
export const tidy = (card: SpokenCard): TidyCard => {
  const joined = (spoken: Spoken, clean: (text: string) => string): string =>
    textsOf(spoken, clean).join(' / ')
  const most = limits.own.lines + 1
  return {
    headline: textsOf(card.headline, escapedLine),
    marking: (card.marking ?? [])
      .slice(0, most)
      .map(m => joined(m, escapedLine))
      .join(' · '),
    fields: card.fields.slice(0, most).map(({ label, value }) => ({
      label: joined(label, escapedLine),
      value: joined(value, escaped),
      at: value.at,
    })),
    lines: card.lines
      .slice(0, most)
      .flatMap(line => textsOf(line, escaped).map(text => ({ text, at: line.at }))),
    quotes: card.quotes.slice(0, most).map(q => ({
      label: joined(q.label, escapedLine),
      language: escapedLine(q.languageName),
      text: escaped(q.text),
    })),
  }
}
