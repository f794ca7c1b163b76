import { type Term, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import type { Command } from '../command.ts'
import type { Input } from '../inputs.ts'
import type { Referral } from '../referral.ts'

/** Every input of the commands by name, in the order of the forms; the first of a name counts. */
export const inputsBy = (
  commands: readonly Command[],
  r: Referral | undefined,
): ReadonlyMap<string, Input<unknown>> => {
  const found = new Map<string, Input<unknown>>()
  for (const command of commands)
    for (const [name, input] of Object.entries(command.inputsOf(r)))
      if (!found.has(name)) found.set(name, input)
  return found
}

export const labelsBy = (
  commands: readonly Command[],
  r: Referral | undefined,
): ReadonlyMap<string, MessageKey> =>
  new Map([...inputsBy(commands, r)].map(([name, input]) => [name, input.label]))

/** Several things said one after the other; nothing for none. */
export const listed = (terms: readonly Term[]): Term | undefined => {
  const [head, ...rest] = terms
  return head && rest.reduce((first, second) => words('told.two', { first, second }), head)
}
