import type { APIEmbed, APIEmbedField } from 'discord.js'
import type { Tone } from '../../src/card/card.ts'
import type { SpokenCard } from '../../src/card/spoken.ts'
import { cut, fitting, oneLine, pieces, textsOf } from './cut.ts'
import {
  bold,
  continued,
  factLine,
  factsOf,
  filled,
  ownTime,
  quotesOf,
  type Size,
  unnamed,
  within,
} from './fields.ts'
import { limits } from './limits.ts'
import { escapedLine, type TidyCard } from './tidy.ts'

export const colours: Readonly<Record<Tone, number>> = {
  calm: 0x4f6d8f,
  attention: 0xe0a100,
  urgent: 0xc62828,
  done: 0x2e7d32,
}

/** The parts that are never cut away; `marks` come in front of the footer, the receipt code below it. */
export interface Frame {
  /** Said elsewhere already where it isn't given. */
  readonly headline?: readonly string[]
  readonly marks: readonly string[]
  readonly code?: string
  /** Below all that is cut. */
  readonly hint?: string
}

/** Not marked up by Discord, so nothing in it is escaped. */
const footerOf = (card: SpokenCard, { marks, code }: Frame): string => {
  const said = [
    ...marks.map(oneLine),
    ...card.footer.map(f => textsOf(f, oneLine).join(' / ')),
  ].join(' · ')
  return [...(said === '' ? [] : [cut(said, limits.own.footer)]), ...(code ? [code] : [])].join(
    '\n',
  )
}

const titleOf = ({ headline }: Frame): { readonly title?: string; readonly lines: string[] } => {
  if (headline === undefined) return { lines: [] }
  const title = headline.join(' / ')
  if (title.length <= limits.embed.title) return { title, lines: [] }
  const max = Math.floor(limits.own.headline / headline.length)
  return { lines: headline.map(said => bold(cut(said, max))) }
}

/**
 * A card as one embed of that size: its state, its marking, its sentences, its facts, what officers wrote,
 * its footer. What one text can't hold goes on in the next; facts that aren't fields are lines.
 */
export const embedOf = (card: SpokenCard, shown: TidyCard, frame: Frame, size: Size): APIEmbed => {
  const { title, lines } = titleOf(frame)
  const quotes = quotesOf(shown, size)
  const sentences = within(
    shown.lines.map(l => `${cut(l.text, size.cap)}${ownTime(l.at)}`),
    size.items,
  )
  const build = (facts: readonly APIEmbedField[], above: readonly string[]) => {
    const [description, rest] = filled(
      [
        ...lines,
        ...(shown.marking === '' ? [] : [bold(cut(shown.marking, limits.own.marking))]),
        ...above,
        ...sentences,
      ].flatMap(line => pieces(line, limits.embed.description)),
      limits.embed.description,
    )
    const hint = frame.hint === undefined ? [] : [{ name: unnamed, value: frame.hint }]
    return { description, fields: [...continued(rest), ...facts, ...quotes, ...hint] }
  }
  const asFields = build(factsOf(shown, size), shown.fields.length > size.items ? ['…'] : [])
  const { description, fields } =
    asFields.fields.length <= limits.embed.fields
      ? asFields
      : build(
          [],
          within(
            shown.fields.map(f => factLine(f, size.cap)),
            size.items,
          ),
        )
  const footer = footerOf(card, frame)
  return {
    color: colours[card.tone],
    ...(title === undefined ? {} : { title }),
    ...(description === '' ? {} : { description }),
    ...(fields.length === 0 ? {} : { fields: [...fields] }),
    ...(footer === '' ? {} : { footer: { text: footer } }),
  }
}

/** What is to be copied, in an embed of its own: a block of code, in which nothing is markup and nothing escaped. */
export const verbatimOf = ({ verbatim }: SpokenCard): readonly APIEmbed[] =>
  verbatim === undefined
    ? []
    : [
        {
          title: fitting(verbatim.label, limits.embed.title, escapedLine),
          description: `\`\`\`\n${verbatim.text}\`\`\``,
        },
      ]

/** Characters as Discord counts those of a message's embeds. */
export const lengthOf = ({ title = '', description = '', fields = [], footer }: APIEmbed): number =>
  [title, description, footer?.text ?? '', ...fields.flatMap(f => [f.name, f.value])].reduce(
    (sum, text) => sum + text.length,
    0,
  )

/** Whether Discord takes it. Only more than one may hold can be wrong: each text by itself is cut. */
export const fits = (embed: APIEmbed, room: number): boolean =>
  (embed.fields ?? []).length <= limits.embed.fields && lengthOf(embed) <= room
