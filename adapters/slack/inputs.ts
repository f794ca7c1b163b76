import type { SpokenInput } from '../../src/card/spoken.ts'
import { type Block, context, type InputBlock, type InputElement, type Option } from './blocks.ts'
import { cut, oneLine, plain, pointsIn, safe } from './cut.ts'
import { limits } from './limits.ts'

type Choice = { readonly value: string; readonly label: string }

/** Under which an input's value comes back, within the block that is named as the input. */
export const valueId = 'v'

export const optionOf = ({ value, label }: Choice): Option => {
  // A cut one would be another choice.
  if (value === '' || pointsIn(value) > limits.option.value)
    throw new Error(`no value of a choice: ${value.slice(0, 40)}`)
  return { text: plain(oneLine(label), limits.option.text), value }
}

const typed = ({ widget, max, value = '' }: SpokenInput): InputElement => {
  const bound = Math.max(1, Math.min(max ?? limits.input.max, limits.input.max))
  const given = cut(value.toWellFormed(), limits.input.max)
  return {
    type: 'plain_text_input',
    action_id: valueId,
    multiline: widget === 'paragraph' || given.includes('\n'),
    // What is too long was refused; the officer can shorten it only where all of it fits in.
    max_length: given.length > bound ? limits.input.max : bound,
    ...(given === '' ? {} : { initial_value: given }),
  }
}

const oneOf = (choices: readonly Choice[], value: string | undefined): InputElement => {
  const first = choices.find(c => c.value === value)
  const initial = first ? { initial_option: optionOf(first) } : {}
  return choices.length > limits.options
    ? { type: 'external_select', action_id: valueId, min_query_length: 0, ...initial }
    : {
        type: 'static_select',
        action_id: valueId,
        options: choices.map(optionOf),
        ...initial,
      }
}

const manyOf = (choices: readonly Choice[], value = ''): InputElement => {
  const given = value.split(',')
  const chosen = choices.filter(c => given.includes(c.value)).map(optionOf)
  const initial = chosen.length > 0 ? { initial_options: chosen } : {}
  return choices.length > limits.options
    ? { type: 'multi_external_select', action_id: valueId, min_query_length: 0, ...initial }
    : {
        type: choices.length > limits.checkboxes ? 'multi_static_select' : 'checkboxes',
        action_id: valueId,
        options: choices.map(optionOf),
        ...initial,
      }
}

/** A choice of nothing can't be shown as a menu; then it is typed, and the core says what is wrong. */
const elementOf = (input: SpokenInput): InputElement => {
  const { choices = [], value, widget } = input
  if (choices.length === 0 || (widget !== 'choice' && widget !== 'choices')) return typed(input)
  return widget === 'choice' ? oneOf(choices, value) : manyOf(choices, value)
}

/**
 * One input as blocks: named as the input, so that errors and values find it, with its problem under it.
 * A time is typed, because Slack's picker knows no offset.
 */
export const inputBlocks = (input: SpokenInput): (Block | InputBlock)[] => [
  {
    type: 'input',
    block_id: input.name,
    label: plain(oneLine(input.label), limits.input.label),
    element: elementOf(input),
    optional: !input.required,
    ...(input.hint === undefined ? {} : { hint: plain(safe(input.hint), limits.input.hint) }),
  },
  ...(input.problem === undefined ? [] : [context(plain(safe(input.problem), limits.own.error))]),
]

/**
 * The choices of an input of more than 100 that have `query` in their label or value, at most 100 of them;
 * for `block_suggestion`. None for an input without choices.
 */
export const suggestionsOf = (input: SpokenInput | undefined, query: string): Option[] => {
  const plainly = (text: string): string => text.normalize('NFKC').toLowerCase()
  const wanted = plainly(query.trim())
  return (input?.choices ?? [])
    .filter(c => plainly(c.label).includes(wanted) || plainly(c.value).includes(wanted))
    .slice(0, limits.options)
    .map(optionOf)
}
