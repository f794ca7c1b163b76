import type { SpokenCard } from '../../src/card/spoken.ts'
import { type Block, context, header, type Inline } from './blocks.ts'
import { cut, fitting, oneLine, plain, textsOf } from './cut.ts'
import { limits } from './limits.ts'
import {
  blocksOf,
  bold,
  type Group,
  type Line,
  ownTime,
  quote,
  section,
  text,
} from './rich-text.ts'
import type { TidyCard } from './tidy.ts'

/** How much of a card may be shown: code points of a text, and how many of a kind. */
export interface Size {
  readonly cap: number
  readonly items: number
}

/** Slack's id of an officer where this workspace knows one. */
export type UserOf = (officer: string) => string | undefined

const within = (lines: readonly Line[], most: number): readonly Line[] =>
  lines.length <= most ? lines : [...lines.slice(0, most), [text('…')]]

/** The state in the first line: a header as far as it goes in whole languages, the others below it. */
export const headlineOf = (card: SpokenCard): Block[] => {
  const all = textsOf(card.headline, oneLine)
  const max = Math.floor(limits.own.headline / all.length)
  const whole = all.map(said => cut(said, max))
  const top = fitting(card.headline, limits.header)
  const shown = whole.findLastIndex((_, n) => top === all.slice(0, n + 1).join(' / ')) + 1
  return [
    ...(shown > 0 ? [header(plain(top, limits.header))] : []),
    ...blocksOf([section(whole.slice(shown).map(said => [bold(said)]))]),
  ]
}

const fieldsOf = ({ fields }: TidyCard, { cap, items }: Size): Group => {
  const lines = fields.map(
    ({ label, value, at }): Line => [
      bold(cut(label, cap)),
      text(`: ${cut(value, cap)}`),
      ...ownTime(at),
    ],
  )
  return [section(within(lines, items))]
}

const userId = /^[UW][A-Z0-9]{1,30}$/

const calledOf = ({ mentions }: TidyCard, userOf: UserOf, size: Size): readonly Line[] => {
  const called = mentions.slice(0, size.items).map(({ officer, name }): Inline => {
    const user = userOf(officer)
    return user !== undefined && userId.test(user)
      ? { type: 'user', user_id: user }
      : text(cut(name, size.cap))
  })
  const more = mentions.length - called.length
  const line = called.flatMap((one, i) => (i === 0 ? [one] : [text(' '), one]))
  return mentions.length === 0 ? [] : [more > 0 ? [...line, text(` +${more}`)] : line]
}

const linesOf = (card: TidyCard, userOf: UserOf, size: Size): Group => {
  const sentences = card.lines.map(
    (line): Line => [text(cut(line.text, size.cap)), ...ownTime(line.at)],
  )
  return [section([...calledOf(card, userOf, size), ...within(sentences, size.items)])]
}

const quotesOf = ({ quotes }: TidyCard, { cap, items }: Size): readonly Group[] => {
  const most = Math.min(items, limits.own.quotes)
  const shown = quotes
    .slice(0, most)
    .map(
      (q): Group => [
        section([[bold(cut(q.label, cap)), text(` (${cut(q.language, cap)})`)]]),
        quote([[text(cut(q.text, cap))]]),
      ],
    )
  return quotes.length <= most ? shown : [...shown, [section([[text('…')]])]]
}

const markingOf = ({ marking }: TidyCard): Group =>
  marking === '' ? [] : [section([[bold(cut(marking, limits.own.marking))]])]

/** All of a card but its headline, its buttons and its footer. */
export const bodyOf = (card: TidyCard, userOf: UserOf, size: Size): Block[] =>
  [
    markingOf(card),
    fieldsOf(card, size),
    linesOf(card, userOf, size),
    ...quotesOf(card, size),
  ].flatMap(blocksOf)

/** What is to be copied, never cut; a text of its own block, so that nothing is joined to it. */
export const verbatimOf = ({ verbatim }: SpokenCard): Block[] =>
  verbatim === undefined
    ? []
    : [
        ...blocksOf([section([[bold(cut(fitting(verbatim.label, limits.text), limits.text))]])]),
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_preformatted',
              elements: [{ type: 'text', text: verbatim.text }],
            },
          ],
        },
      ]

/** The last line; `marks` come in front of it. */
export const footerOf = (card: SpokenCard, marks: readonly string[]): Block[] => {
  const said = [
    ...marks.map(oneLine),
    ...card.footer.map(f => textsOf(f, oneLine).join(' / ')),
  ].join(' · ')
  return said === '' ? [] : [context(plain(said, limits.own.footer))]
}

const titled: ReadonlySet<string> = new Set(['referral', 'view'])

/**
 * For a lock screen, a list and a screen reader: the state where the headline is the reference and the
 * state, else what the card has for it; never anything of the case. Escaped as Slack asks: & < > only.
 */
export const notificationOf = (card: SpokenCard): string => {
  const said = titled.has(card.name) ? card.headline : card.notification
  return fitting(said, limits.message.text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
