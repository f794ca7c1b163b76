import type { SpokenForm } from '../../../src/card/spoken.ts'

export type Values = Readonly<Record<string, string>>

export const givenValues = (form: SpokenForm): Values =>
  Object.fromEntries(form.inputs.map(input => [input.name, input.value ?? '']))

export const differs = (a: Values, b: Values): boolean =>
  Object.keys({ ...a, ...b }).some(name => (a[name] ?? '') !== (b[name] ?? ''))

/** The name of the input to begin with: the first that has a problem, else the first. */
export const firstToFill = (form: SpokenForm): string | undefined =>
  (form.inputs.find(input => input.problem !== undefined) ?? form.inputs[0])?.name
