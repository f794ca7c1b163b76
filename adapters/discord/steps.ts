import type { SpokenForm, SpokenInput } from '../../src/card/spoken.ts'
import type { Values } from '../../src/ports/platform.ts'
import { meantBy } from './inputs.ts'
import { limits } from './limits.ts'

const most = limits.form.inputs

/** Runs of inputs that stand under one heading. */
const groupsOf = (inputs: readonly SpokenInput[]): readonly (readonly SpokenInput[])[] => {
  const groups: SpokenInput[][] = []
  for (const [i, input] of inputs.entries()) {
    const last = groups.at(-1)
    if (last && input.group === inputs[i - 1]?.group) last.push(input)
    else groups.push([input])
  }
  return groups
}

const inFives = (inputs: readonly SpokenInput[]): readonly (readonly SpokenInput[])[] =>
  Array.from({ length: Math.ceil(inputs.length / most) }, (_, i) =>
    inputs.slice(i * most, (i + 1) * most),
  )

/**
 * The form as steps of up to five inputs, which is all that Discord's window holds; two groups share one
 * only where both go in whole. Every input is in exactly one, in the order of the form.
 */
export const stepsOf = (form: SpokenForm): readonly SpokenForm[] => {
  const steps: SpokenInput[][] = []
  for (const part of groupsOf(form.inputs).flatMap(inFives)) {
    const last = steps.at(-1)
    if (last && last.length + part.length <= most) last.push(...part)
    else steps.push([...part])
  }
  return steps.length > 1 ? steps.map(inputs => ({ ...form, inputs })) : [form]
}

/** Steps with a problem, from 0, in order. */
export const stepsToMend = (form: SpokenForm): readonly number[] =>
  stepsOf(form).flatMap((s, i) => (s.inputs.some(input => input.problem !== undefined) ? [i] : []))

/** What of the form may still be missing from that step on keeps it from being sent. */
export const mayBeSent = (form: SpokenForm, from: number): boolean =>
  stepsOf(form)
    .slice(from)
    .every(step => step.inputs.every(i => !i.required || (i.value ?? '') !== ''))

/** What the form has in its inputs. */
export const valuesOf = (form: SpokenForm): Values =>
  Object.fromEntries(
    form.inputs.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  )

/** What was given as the core understands it, beside what the form had before. */
export const mergedValues = (form: SpokenForm, given: Values): Values => {
  const meant = form.inputs.flatMap(input => {
    const value = Object.hasOwn(given, input.name) ? given[input.name] : undefined
    return value === undefined ? [] : [[input.name, meantBy(input, value)] as const]
  })
  return { ...valuesOf(form), ...given, ...Object.fromEntries(meant) }
}
