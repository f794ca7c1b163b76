import type { APIEmbed } from 'discord.js'
import { messageFlaws } from '../rigs/discord/table-message.ts'
import { modalFlaws } from '../rigs/discord/table-modal.ts'
import { type Fields, isFields, isList } from '../rigs/slack/rule.ts'
import { readMarkup, type Token } from './discord-markup.ts'

/** A message or a form's window, as it goes over the wire. */
export type Payload = Readonly<Record<string, unknown>> | object

const fieldsOf = (payload: Payload): Fields => ({ ...payload })
const v2 = 1 << 15

/** What Discord would refuse of it, each in a line. */
export const breachesOf = (payload: Payload): readonly string[] => {
  const body = fieldsOf(payload)
  const flags = typeof body['flags'] === 'number' ? body['flags'] : 0
  const flaws = 'title' in body ? modalFlaws(body) : messageFlaws(body, (flags & v2) !== 0, [])
  return flaws.map(f => `${f.at.join('.')}: ${f.code}`)
}

const partTexts = (parts: unknown): readonly string[] =>
  (isList(parts) ? parts : [])
    .filter(isFields)
    .flatMap(part => [
      ...(typeof part['content'] === 'string' ? [part['content']] : []),
      ...partTexts(part['components']),
    ])

const embedTexts = ({ title = '', description = '', fields = [] }: APIEmbed): readonly string[] =>
  [title, description, ...fields.flatMap(f => [f.name, f.value])].filter(t => t !== '')

/** Every text that Discord reads as markdown; labels, footers and what stands in inputs are none. */
export const markedUp = (payload: Payload): readonly string[] => {
  const { content, embeds, components } = fieldsOf(payload)
  const all = (isList(embeds) ? embeds : []).filter(isFields)
  return [
    ...(typeof content === 'string' ? [content] : []),
    ...all.flatMap(e => embedTexts(e as APIEmbed)),
    ...partTexts(components),
  ]
}

export const tokensIn = (payload: Payload): readonly Token[] =>
  markedUp(payload).flatMap(text => readMarkup(text).tokens)

export const footersIn = (payload: Payload): readonly string[] => {
  const { embeds } = fieldsOf(payload)
  return (isList(embeds) ? embeds : [])
    .filter(isFields)
    .flatMap(({ footer }) => (isFields(footer) ? [String(footer['text'])] : []))
}

const buttonsOf = (parts: unknown): readonly Fields[] =>
  (isList(parts) ? parts : [])
    .filter(isFields)
    .flatMap(part => [
      ...(part['type'] === 2 ? [part] : []),
      ...buttonsOf(part['components']),
      ...(isFields(part['accessory']) ? [part['accessory']] : []),
    ])

export const buttonsIn = (payload: Payload): readonly { label: string; id: string }[] =>
  buttonsOf(fieldsOf(payload)['components']).map(b => ({
    label: String(b['label']),
    id: String(b['custom_id']),
  }))

/** What a person reads of it, text by text. */
export const toldBy = (payload: Payload): readonly string[] => [
  ...markedUp(payload).map(text => readMarkup(text).text),
  ...footersIn(payload),
]

/** Characters of all embeds together, as Discord bounds them. */
export const embedSize = (payload: Payload): number => {
  const { embeds } = fieldsOf(payload)
  return (isList(embeds) ? embeds : [])
    .filter(isFields)
    .flatMap(e => [...embedTexts(e as APIEmbed), ...footersIn({ embeds: [e] })])
    .reduce((sum, text) => sum + text.length, 0)
}
