import type { Callback } from '../card/callback.ts'
import { letterOf, type MatterId, toMatterId } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { nearest } from '../kit/text.ts'
import type { Matter, MatterAsk } from '../matter/define.ts'
import type { Act } from '../ports/platform.ts'
import type { Raw } from '../referral/command.ts'
import type { Refusal } from '../referral/refusals.ts'
import type { Line } from './words.ts'

/** What somebody wants with a matter. */
export type MatterRequest =
  | { readonly kind: 'list'; readonly matter: Matter }
  | { readonly kind: 'view'; readonly matter: Matter; readonly subject: MatterId }
  /** `with`: the other desk as typed, where one was named. */
  | {
      readonly kind: 'report'
      readonly matter: Matter
      readonly verb: string
      readonly with?: string
    }
  | {
      readonly kind: 'act'
      readonly matter: Matter
      readonly command: MatterAsk
      readonly subject?: MatterId
      readonly revision?: number
      readonly raw: Raw
      readonly via: Act['kind']
    }

type Read = Result<MatterRequest, Refusal>

const partsOf = (line: string): readonly string[] => line.slice(1).split(' ')

/** The first word of a matter's lines but for those of one word: `notification`. */
export const rootsOf = (matter: Matter): readonly string[] =>
  matter.commands
    .map(c => partsOf(c.line))
    .flatMap(p => (p.length === 2 ? p.slice(0, 1) : []))
    .slice(0, 1)

/** The first words of lines that are about matters. */
export const matterRoots = (matters: readonly Matter[]): readonly string[] =>
  matters.flatMap(m => [
    ...rootsOf(m),
    ...m.commands.map(c => partsOf(c.line)).flatMap(p => (p.length === 1 ? p : [])),
  ])

const stray = (command: MatterAsk, raw: Raw, rest: readonly string[]): Refusal | undefined => {
  const names = Object.keys(command.inputsOf())
  const typed = Object.keys(raw).find(name => !names.includes(name)) ?? rest[0]
  if (typed === undefined) return undefined
  const near = nearest(typed, names)
  return { kind: 'UnknownInput', typed, ...(near === undefined ? {} : { nearest: near }) }
}

const act = (
  matter: Matter,
  command: MatterAsk,
  raw: Raw,
  rest: readonly string[],
  subject?: MatterId,
): Read => {
  const wrong = stray(command, raw, rest)
  return wrong
    ? err(wrong)
    : ok({ kind: 'act', matter, command, raw, via: 'command', ...(subject ? { subject } : {}) })
}

/** `/action agenda`, or with another desk than the first: `/action agenda kcs.cyber`. */
const report = (matter: Matter, verb: string, raw: Raw, rest: readonly string[]): Read => {
  const [desk, ...more] = rest
  const stray = Object.keys(raw)[0] ?? more[0]
  if (stray !== undefined) return err({ kind: 'UnknownInput', typed: stray })
  return ok({ kind: 'report', matter, verb, ...(desk === undefined ? {} : { with: desk }) })
}

/** A typed line that is about a matter; undefined for any other. */
export const readMatterLine = (
  { words, values }: Line,
  matters: readonly Matter[],
): Read | undefined => {
  const [first = '', second = '', ...rest] = words.map(w => w.normalize('NFKC'))
  const root = first.toLowerCase().replace(/^\//, '')
  for (const matter of matters) {
    const alone = matter.commands.find(c => c.line === `/${root}`)
    if (alone) return act(matter, alone, values, words.slice(1))
    if (!rootsOf(matter).includes(root)) continue
    const verb = second.toLowerCase()
    if (verb === '' || verb === 'list') return ok({ kind: 'list', matter })
    if (matter.reports.some(r => r.verb === verb)) return report(matter, verb, values, rest)
    const command = matter.commands.find(c => c.line === `/${root} ${verb}`)
    if (!command && verb !== 'view') {
      const verbs = [
        ...matter.commands.map(c => partsOf(c.line)[1] ?? ''),
        ...matter.reports.map(r => r.verb),
      ]
      const near = nearest(verb, [...verbs, 'list', 'view'])
      return err({
        kind: 'UnknownCommand',
        typed: `/${root} ${second}`,
        ...(near === undefined ? {} : { nearest: `/${root} ${near}` }),
      })
    }
    if (command?.begins) return act(matter, command, values, rest)
    const subject = toMatterId(rest[0] ?? '')
    if (!subject || letterOf(subject) !== matter.letter)
      return err({ kind: 'UnknownReferral', ref: rest[0] ?? '' })
    return command
      ? act(matter, command, values, rest.slice(1), subject)
      : ok({ kind: 'view', matter, subject })
  }
  return undefined
}

/** A button or form of a matter; undefined where the callback is of none. */
export const readMatterCallback = (
  { command: name, subject, revision }: Callback,
  given: Exclude<Act, { kind: 'command' }>,
  matters: readonly Matter[],
): MatterRequest | undefined => {
  const id = subject === undefined ? undefined : toMatterId(subject)
  for (const matter of matters) {
    if (id !== undefined && letterOf(id) !== matter.letter) continue
    if (id !== undefined && name === 'view') return { kind: 'view', matter, subject: id }
    const command = matter.commands.find(c => c.name === name)
    if (!command || (command.begins === true) !== (id === undefined)) continue
    return {
      kind: 'act',
      matter,
      command,
      raw: given.kind === 'form' ? given.values : {},
      via: given.kind,
      ...(id === undefined ? {} : { subject: id, revision }),
    }
  }
  return undefined
}
