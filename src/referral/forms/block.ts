import type { MessageKey } from '../../card/key.ts'
import { isBlank } from '../../kit/text.ts'
import type { Inputs } from '../inputs.ts'

/** What is known of a form so far: the codes and figures themselves, of an officer's words only that. */
export interface Given {
  readonly has: (name: string) => boolean
  /** True where that value, or one of several, is one of these. */
  readonly is: (name: string, ...codes: readonly string[]) => boolean
}

/**
 * Part of a form. Every input of it may be left out of a draft; `needed` names those without which it
 * can't be sent, given the others.
 */
export interface Block {
  readonly title: MessageKey
  readonly inputs: Inputs
  readonly needed: (given: Given) => readonly string[]
}

/** Names that are needed only where a condition holds. */
export const when = (holds: boolean, ...names: readonly string[]): readonly string[] =>
  holds ? names : []

/** From the log's values and the names of the words that were given. */
export const givenOf = (
  values: Readonly<Record<string, string>>,
  words: readonly string[],
): Given => ({
  has: name => !isBlank(values[name] ?? '') || words.includes(name),
  is: (name, ...codes) => (values[name] ?? '').split(',').some(v => codes.includes(v)),
})

/** Several blocks as one form; an input that two of them have stands where it came first. */
export const joined = (blocks: readonly Block[]) => ({
  inputs: blocks.reduceRight<Inputs>(
    (rest, b) => ({
      ...Object.fromEntries(
        Object.entries(b.inputs).map(([name, i]) => [name, { ...i, group: b.title }]),
      ),
      ...Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in b.inputs))),
    }),
    {},
  ),
  needed: (given: Given): readonly string[] => [...new Set(blocks.flatMap(b => b.needed(given)))],
})
