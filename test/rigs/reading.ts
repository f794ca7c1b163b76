import { decodeCallback } from '../../src/card/callback.ts'
import type { Spoken } from '../../src/card/spoken.ts'
import type { Answer } from '../../src/ports/platform.ts'
import type { Plain } from './cards.ts'
import type { Call } from './paper.ts'

/** The words of the first language of the place; in a private answer, of the only one. */
const first = (spoken: Spoken): string => spoken.parts[0]?.text ?? ''

export const commandsOn = (card: Plain): readonly string[] =>
  card.buttons.map(b => decodeCallback(b.data)?.command ?? `not ours: ${b.data}`)

/** The referral that a card is about; every card names it on the lock screen. */
export const referenceOn = (card: Plain): string =>
  /[A-Z]{2,4}-(?:[NSOAB]-)?\d{4}-\d{6}/.exec(first(card.notification))?.[0] ?? ''

/** A card in one line: what its reader reads, then `[buttons]` and `@people`. */
export const readCard = (card: Plain): string => {
  const turn = card.fields.find(f => first(f.label) === 'Whose turn')
  return [
    first(card.headline),
    ...(turn ? [`turn: ${first(turn.value)}`] : []),
    ...card.lines.map(first),
    ...card.quotes.map(q => `“${q.text}”`),
    ...commandsOn(card).map(c => `[${c}]`),
    ...card.mentions.map(m => `@${m.officer}`),
  ].join(' | ')
}

/** All fields of a card, as `label: value`. */
export const readFields = (card: Plain): readonly string[] =>
  card.fields.map(f => `${first(f.label)}: ${first(f.value)}`)

const kindOf = ({ verb, outgoing }: Call): string => {
  if (outgoing.card.name === 'escalation') return verb === 'revise' ? 'back' : 'ping'
  if (verb === 'reply') return 'line'
  return verb === 'post' ? 'new' : 'now'
}

/** What was newly shown, by place, in the order in which it was shown there. */
export const readCalls = (calls: readonly Call[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...Map.groupBy(calls, c => c.place)].map(([place, at]) => [
      place,
      at.map(
        c => `${kindOf(c)}${c.outgoing.repeat ? ' (repeat)' : ''} ${readCard(c.outgoing.card)}`,
      ),
    ]),
  )

/** An answer in one line, with its language where it has one. */
export const readAnswer = (answer: Answer): string => {
  switch (answer.kind) {
    case 'none':
      return 'none'
    case 'form':
      return [
        `form ${answer.form.language} ${answer.form.data}`,
        ...answer.form.inputs.flatMap(i => (i.problem ? [`${i.name}: ${i.problem}`] : [])),
      ].join(' | ')
    case 'card':
    case 'refusal':
      return `${answer.kind} ${answer.language} ${readCard(answer.card)}`
  }
}
