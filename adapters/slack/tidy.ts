import type { Spoken, SpokenCard } from '../../src/card/spoken.ts'
import { cut, oneLine, safe, textsOf } from './cut.ts'
import { limits } from './limits.ts'

/** A card whose texts may be sent, so that to look for the size that fits costs no second look at them. */
export interface TidyCard {
  readonly marking: string
  readonly fields: readonly {
    readonly label: string
    readonly value: string
    readonly at: Spoken['at']
  }[]
  readonly mentions: readonly { readonly officer: string; readonly name: string }[]
  readonly lines: readonly { readonly text: string; readonly at: Spoken['at'] }[]
  readonly quotes: readonly {
    readonly label: string
    readonly language: string
    readonly text: string
  }[]
}

/** `room` is the most code points of any text. One more of each list is kept than is ever shown. */
export const tidy = (card: SpokenCard, room: number): TidyCard => {
  const joined = (spoken: Spoken, clean: (text: string) => string): string =>
    cut(textsOf(spoken, clean).join(' / '), room)
  const most = limits.own.lines + 1
  const called = card.mentions.map(m => ({
    officer: m.officer,
    name: cut(safe(m.name), room),
  }))
  return {
    marking: (card.marking ?? [])
      .slice(0, most)
      .map(m => joined(m, oneLine))
      .join(' · '),
    fields: card.fields.slice(0, most).map(({ label, value }) => ({
      label: joined(label, oneLine),
      value: joined(value, safe),
      at: value.at,
    })),
    mentions: called,
    lines: card.lines
      .slice(0, most)
      .flatMap(line => textsOf(line, safe).map(text => ({ text: cut(text, room), at: line.at }))),
    quotes: card.quotes.slice(0, most).map(q => ({
      label: joined(q.label, oneLine),
      language: cut(oneLine(q.languageName), limits.option.text),
      text: cut(safe(q.text), room),
    })),
  }
}
