import type { Spoken, SpokenCard, SpokenForm } from '../../src/card/spoken.ts'
import { visible } from '../../src/kit/text.ts'
import { type Fields, isFields, isList } from './slack/rule.ts'

const all = (value: unknown): readonly Fields[] => (isList(value) ? value.filter(isFields) : [])
const textOf = (value: unknown): string => (isFields(value) ? String(value['text']) : '')

const inlineOf = (part: Fields): string => {
  switch (part['type']) {
    case 'text':
      return String(part['text'])
    case 'user':
      return `<@${part['user_id']}>`
    case 'date':
      return `<date ${part['timestamp']}>`
    default:
      throw new Error(`what is ${JSON.stringify(part)}?`)
  }
}

/** What a person reads in some blocks, block by block; buttons apart. */
export const readBlocks = (blocks: unknown): readonly string[] =>
  all(blocks).flatMap(block => {
    switch (block['type']) {
      case 'header':
        return [textOf(block['text'])]
      case 'context':
        return all(block['elements']).map(part => String(part['text']))
      case 'image':
        return [String(block['alt_text'])]
      case 'rich_text':
        return all(block['elements']).map(p => all(p['elements']).map(inlineOf).join(''))
      case 'actions':
      case 'divider':
        return []
      default:
        throw new Error(`what is a block of ${block['type']}?`)
    }
  })

/** Labels of what can be pressed, in order. */
export const buttonsIn = (blocks: unknown): readonly string[] =>
  all(blocks)
    .filter(block => block['type'] === 'actions')
    .flatMap(block => all(block['elements']))
    .map(element => textOf(element['text']))

const inputTexts = (block: Fields): readonly string[] => {
  const element = isFields(block['element']) ? block['element'] : {}
  return [
    textOf(block['label']),
    ...(block['hint'] === undefined ? [] : [textOf(block['hint'])]),
    ...(element['initial_value'] === undefined ? [] : [String(element['initial_value'])]),
    ...all(element['options']).map(option => textOf(option['text'])),
  ]
}

/** What a person reads in an open form. */
export const readForm = (view: Fields): readonly string[] => [
  textOf(view['title']),
  ...all(view['blocks']).flatMap(block =>
    block['type'] === 'input' ? inputTexts(block) : readBlocks([block]),
  ),
  ...(view['submit'] === undefined ? [] : [textOf(view['submit'])]),
  textOf(view['close']),
]

const said = (spoken: Spoken): string => spoken.parts.map(p => visible(p.text)).join(' / ')
const dated = ({ at }: Spoken): string =>
  at === undefined ? '' : ` (<date ${Math.floor(at / 1000)}>)`
const some = (text: string): readonly string[] => (text === '' ? [] : [text])

/** What a reader of a card must get, written without a look at the renderer. */
export const expectedOf = (
  card: SpokenCard,
  userOf: (officer: string) => string | undefined,
): readonly string[] => {
  const called = card.mentions.map(m => {
    const user = userOf(m.officer)
    return user === undefined ? visible(m.name) : `<@${user}>`
  })
  return [
    said(card.headline),
    ...some((card.marking ?? []).map(said).join(' · ')),
    ...some(card.fields.map(f => `${said(f.label)}: ${said(f.value)}${dated(f.value)}`).join('\n')),
    ...some(
      [
        ...some(called.join(' ')),
        ...card.lines.flatMap(l => l.parts.map(p => `${visible(p.text)}${dated(l)}`)),
      ].join('\n'),
    ),
    ...card.quotes.flatMap(q => [`${said(q.label)} (${q.languageName})`, visible(q.text)]),
    ...(card.verbatim ? [said(card.verbatim.label), card.verbatim.text] : []),
    ...some(card.footer.map(said).join(' · ')),
  ]
}

/** The same of a form. */
export const expectedOfForm = (form: SpokenForm): readonly string[] => [
  form.title,
  ...(form.about === undefined ? [] : [form.about]),
  ...form.inputs.flatMap(i => [
    i.label,
    ...(i.hint === undefined ? [] : [i.hint]),
    ...(i.value === undefined ? [] : [i.value]),
    ...(i.choices ?? []).map(choice => choice.label),
    ...(i.problem === undefined ? [] : [i.problem]),
  ]),
  form.submit,
  form.cancel,
]
