import type { Spoken, SpokenCard, SpokenForm } from '../../src/card/spoken.ts'
import { visible } from '../../src/kit/text.ts'
import type { Message } from './discord/world-type.ts'
import { type Fields, isFields, isList } from './slack/rule.ts'

const all = (value: unknown): readonly Fields[] => (isList(value) ? value.filter(isFields) : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const some = (text: string): readonly string[] => (text === '' ? [] : [text])

/** What a reader sees of marked-up text: bold and quotes are a look, a backslash guards what is after it. */
const read = (text: string): string =>
  text
    .replace(/^>>> /, '')
    .replace(/^-# /gm, '')
    .replace(/\\([\s\S])|\*\*|\u200B/g, (_, guarded?: string) => guarded ?? '')

const footerOf = (embed: Fields): string => {
  const { footer } = embed
  return isFields(footer) ? textOf(footer['text']) : ''
}

const isQuote = ({ value }: Fields): boolean => textOf(value).startsWith('>>> ')

/** In a block of code nothing is marked up, and a reader copies what is between its marks. */
const codeOf = (text: string): string | undefined => /^```\n([\s\S]*)```$/.exec(text)?.[1]

const embedTexts = (embed: Fields, code: boolean): readonly string[] => {
  const fields = all(embed['fields'])
  const facts = fields.filter(f => !isQuote(f))
  const footer = footerOf(embed).split('\n')
  return [
    ...some(read(textOf(embed['title']))),
    ...some(codeOf(textOf(embed['description'])) ?? read(textOf(embed['description']))),
    ...some(facts.map(f => `${read(textOf(f['name']))}: ${read(textOf(f['value']))}`).join('\n')),
    ...fields.filter(isQuote).flatMap(f => [read(textOf(f['name'])), read(textOf(f['value']))]),
    // The receipt code is no part of the card.
    ...some((code && footer.length > 0 ? footer.slice(0, -1) : footer).join('\n')),
  ]
}

const partTexts = (part: Fields): readonly string[] => [
  ...some(read(textOf(part['content']))),
  ...all(part['components']).flatMap(partTexts),
]

/** What a person reads in a message, text by text; buttons apart. `code`: it carries one. */
export const readMessage = (message: Message, code: boolean): readonly string[] => [
  ...message.content.split('\n').map(read).filter(Boolean),
  ...message.embeds.flatMap(embed => embedTexts(embed, code)),
  ...message.components.flatMap(partTexts),
]

const buttonsOf = (part: Fields): readonly Fields[] =>
  part['type'] === 2
    ? [part]
    : [
        ...all(part['components']).flatMap(buttonsOf),
        ...(isFields(part['accessory']) ? buttonsOf(part['accessory']) : []),
      ]

/** What can be pressed, in order. */
export const buttonsIn = (
  message: Message,
): readonly { readonly id: string; readonly label: string }[] =>
  message.components
    .flatMap(buttonsOf)
    .map(b => ({ id: textOf(b['custom_id']), label: textOf(b['label']) }))

/** What a person reads in an open form; the words for sending and closing it are Discord's own. */
export const readForm = (modal: Fields): readonly string[] => [
  textOf(modal['title']),
  ...all(modal['components']).flatMap(part => {
    if (part['type'] !== 18) return partTexts(part)
    const field = isFields(part['component']) ? part['component'] : {}
    return [
      textOf(part['label']),
      ...some(textOf(part['description'])),
      ...some(textOf(field['value'])),
      ...all(field['options']).map(o => textOf(o['label'])),
    ]
  }),
]

const said = (spoken: Spoken): string => spoken.parts.map(p => visible(p.text)).join(' / ')
const onOneLine = (text: string): string => visible(text.replace(/\s+/g, ' ').trim())
const dated = ({ at }: Spoken): string =>
  at === undefined ? '' : ` (<t:${Math.floor(at / 1000)}:F>)`

/** What a reader of a card must get, written without a look at the renderer. */
export const expectedOf = (
  card: SpokenCard,
  userOf: (officer: string) => string | undefined,
): readonly string[] => {
  const called = card.mentions.map(m => {
    const user = userOf(m.officer)
    return user === undefined ? onOneLine(m.name) : `<@${user}>`
  })
  return [
    said(card.headline),
    ...some(called.join(' ')),
    ...some(
      [
        ...some((card.marking ?? []).map(said).join(' · ')),
        ...card.lines.flatMap(l => l.parts.map(p => `${visible(p.text)}${dated(l)}`)),
      ].join('\n'),
    ),
    ...some(card.fields.map(f => `${said(f.label)}: ${said(f.value)}${dated(f.value)}`).join('\n')),
    ...card.quotes.flatMap(q => [`${said(q.label)} (${q.languageName})`, visible(q.text)]),
    ...some(card.footer.map(said).join(' · ')),
    ...(card.verbatim ? [said(card.verbatim.label), card.verbatim.text] : []),
  ]
}

/** The same of a form. Small print has room for one of problem and hint. */
export const expectedOfForm = (form: SpokenForm): readonly string[] => [
  form.title,
  ...(form.about === undefined ? [] : [form.about]),
  ...form.inputs.flatMap(i => [
    i.label,
    ...some(i.problem ?? i.hint ?? ''),
    ...some(i.value ?? ''),
    ...(i.choices ?? []).map(choice => choice.label),
  ]),
]
