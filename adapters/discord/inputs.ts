import {
  type APIComponentInLabel,
  type APILabelComponent,
  ComponentType,
  TextInputStyle,
} from 'discord.js'
import type { SpokenInput } from '../../src/card/spoken.ts'
import { cut, cutAtWord, oneLine } from './cut.ts'
import { limits } from './limits.ts'

type Choice = { readonly value: string; readonly label: string }

const { boxes, options: most, option, typed: longest } = limits.form

const typed = ({ name, widget, max, value = '', required }: SpokenInput): APIComponentInLabel => {
  const bound = Math.max(1, Math.min(max ?? longest, longest))
  const given = cut(value.toWellFormed(), longest)
  const isLong = widget === 'paragraph' || given.includes('\n')
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style: isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    // What is too long was refused; the officer can shorten it only where all of it fits in.
    max_length: given.length > bound ? longest : bound,
    ...(given === '' ? {} : { value: given }),
  }
}

const optionsOf = (choices: readonly Choice[], chosen: readonly string[]) =>
  choices.map(({ value, label }) => {
    // A cut one would be another choice.
    if (value === '' || value.length > option)
      throw new Error(`no value of a choice: ${value.slice(0, 40)}`)
    return {
      label: cut(oneLine(label), option),
      value,
      ...(chosen.includes(value) ? { default: true } : {}),
    }
  })

/** What one may leave open is a menu: a radio button can't be taken back. */
const oneOf = ({ name, required, value = '' }: SpokenInput, choices: readonly Choice[]) => {
  const options = optionsOf(choices, [value])
  return required && options.length >= 2 && options.length <= boxes
    ? ({ type: ComponentType.RadioGroup, custom_id: name, options, required } as const)
    : ({
        type: ComponentType.StringSelect,
        custom_id: name,
        options,
        required,
        min_values: required ? 1 : 0,
        max_values: 1,
      } as const)
}

const manyOf = (
  { name, required, value = '' }: SpokenInput,
  choices: readonly Choice[],
): APIComponentInLabel => {
  const several = {
    custom_id: name,
    options: optionsOf(choices, value.split(',')),
    required,
    min_values: required ? 1 : 0,
    max_values: choices.length,
  }
  return choices.length > boxes
    ? { type: ComponentType.StringSelect, ...several }
    : { type: ComponentType.CheckboxGroup, ...several }
}

/** More choices than Discord shows, or none, are typed; the core says what is wrong. */
const isTyped = ({ widget, choices = [] }: SpokenInput): boolean =>
  (widget !== 'choice' && widget !== 'choices') || choices.length === 0 || choices.length > most

/** A time is typed, because Discord has no picker. */
const componentOf = (input: SpokenInput): APIComponentInLabel => {
  const { choices = [], widget } = input
  if (isTyped(input)) return typed(input)
  return widget === 'choice' ? oneOf(input, choices) : manyOf(input, choices)
}

/** One input under its label; its problem, else its hint, as far as it goes in the small print. */
export const labelOf = (input: SpokenInput): APILabelComponent => {
  const said = input.problem ?? input.hint
  return {
    type: ComponentType.Label,
    label: cutAtWord(oneLine(input.label), limits.form.label),
    ...(said === undefined ? {} : { description: cutAtWord(oneLine(said), limits.form.hint) }),
    component: componentOf(input),
  }
}

const plainly = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** What was typed where there were too many choices to show: a label stands for its value. */
export const meantBy = (input: SpokenInput, given: string): string => {
  const { choices = [], widget } = input
  if (choices.length <= most || !isTyped(input)) return given
  const meant = (one: string): string =>
    choices.find(c => plainly(c.label) === plainly(one))?.value ?? one.trim()
  return widget === 'choices' ? given.split(',').map(meant).join(',') : meant(given)
}
