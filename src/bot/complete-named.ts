import type { MessageKey } from '../card/key.ts'
import type { ReferralId } from '../kit/ids.ts'
import type { Input } from '../referral/inputs.ts'
import { type Asked, type Candidate, candidates } from './complete.ts'

/** An input that names a referral, as far as it is typed. */
export interface NamedInput {
  /** The line up to it, as it was typed. */
  readonly before: string
  readonly name: string
  /** What is typed of the reference; undefined where the input itself isn't named yet. */
  readonly typed?: string
  readonly label: MessageKey
}

const namesReferral = ([, input]: readonly [string, Input<unknown>]): boolean =>
  input.source === 'references'

const inputsOf = (line: string, all: readonly Candidate[]) => {
  const [, root, verb] = /^\/([a-z]+)\s+([a-z-]+)\s/i.exec(line) ?? []
  const found = all.find(c => c.line === `/${root} ${verb}`.toLowerCase())
  return { found, inputs: Object.entries(found?.inputs ?? {}).filter(namesReferral) }
}

/**
 * The input that a half-typed line ends in or goes on with: `/operation tag HK-O-2026-000001 referral=HK`, or the
 * same up to its last blank. Undefined where it is none that names a referral.
 */
export const namedInputOf = (text: string, asked: Asked): NamedInput | undefined => {
  const line = text
    .normalize('NFKC')
    .trimStart()
    .replace(/^(?!\/)/, '/')
  // Most of what is typed is a command and no input of one yet.
  const [, before, last] = /^(\S+\s+\S+\s(?:.*\s)?)(\S*)$/s.exec(line) ?? []
  if (before === undefined || last === undefined) return undefined
  const { found, inputs } = inputsOf(line, candidates(asked))
  const [, given, typed] = /^([a-z][\w-]*)=(.*)$/is.exec(last) ?? []
  if (given !== undefined) {
    const [name, input] = inputs.find(([n]) => n === given.toLowerCase()) ?? []
    return name && input ? { before, name, typed: typed ?? '', label: input.label } : undefined
  }
  // After its own reference.
  const next = found?.needsReference === true && /^\S+\s+\S+\s+\S+\s+$/.test(before)
  const [name, input] = inputs.find(([n, i]) => i.required && n.startsWith(last)) ?? []
  return next && name && input ? { before, name, label: input.label } : undefined
}

/** What that input may be, in the order given; at most ten. */
export const insertsFor = (
  { before, name, typed }: NamedInput,
  references: readonly ReferralId[],
): readonly string[] =>
  typed === undefined
    ? [`${before}${name}=`]
    : references
        .filter(r => r.startsWith(typed.toUpperCase()))
        .slice(0, 10)
        .map(r => `${before}${name}=${r}`)
