import type { Callback } from '../card/callback.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { nearest } from '../kit/text.ts'
import type { Act } from '../ports/platform.ts'
import type { Raw } from '../referral/command.ts'
import type { Refusal } from '../referral/refusals.ts'
import type { DutyCommand } from '../roster/command.ts'
import type { Line } from './words.ts'

/** What somebody wants of a duty roster. */
export type DutyRequest =
  | { readonly kind: 'now' }
  | { readonly kind: 'week' }
  | {
      readonly kind: 'act'
      readonly command: DutyCommand
      readonly raw: Raw
      readonly via: Act['kind']
      /** Number of the shift, swap, leave or override that it is about. */
      readonly which?: number
      /** The desk whose card had the button. */
      readonly desk?: ContactPointId
    }

type Read = Result<DutyRequest, Refusal>

const looks = ['now', 'week'] as const

const whichOf = (word: string | undefined): number | undefined =>
  word !== undefined && /^\d{1,9}$/.test(word) ? Number(word) : undefined

const plain = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/^\//, '')

/** `/settings language`: `['settings', 'language']`. */
const wordsOf = ({ also }: DutyCommand): readonly string[] => plain(also?.line ?? '').split(' ')

/** First words beside `duty` that lead here: `me`, `settings`. */
export const dutyRoots = (commands: readonly DutyCommand[]): readonly string[] =>
  commands.flatMap(c => [...(c.root ? [c.verb] : []), ...(c.also ? wordsOf(c).slice(0, 1) : [])])

/**
 * A line about rosters in its long form: `/me` is `/duty me`, and `/settings language ko` is
 * `/duty me language=ko`. Undefined where it is about something else.
 */
export const asDutyLine = (line: Line, commands: readonly DutyCommand[]): Line | undefined => {
  const [typed = '', ...rest] = line.words
  const root = plain(typed)
  if (root === 'duty') return line
  const under = commands.find(c => c.under === root && c.verb === plain(rest[0] ?? ''))
  // Alone it asks how things stand.
  if (under && (rest.length > 1 || Object.keys(line.values).length > 0))
    return { ...line, words: ['duty', ...rest] }
  const own = commands.find(c => c.root && c.verb === root)
  if (own) return { ...line, words: ['duty', root, ...rest] }
  const command = commands.find(c => c.also && wordsOf(c)[0] === root)
  if (!command?.also) return undefined
  const [verb, value, ...more] = rest
  if (verb === undefined || plain(verb) !== wordsOf(command)[1])
    return { ...line, words: ['duty', command.verb, ...rest] }
  const named = value === undefined ? {} : { [command.also.input]: value }
  return { words: ['duty', command.verb, ...more], values: { ...named, ...line.values } }
}

/** `/duty override officer=… from=… to=…`, `/duty cancel 3`; `/duty` alone asks who is on duty. */
export const readDutyLine = ({ words, values }: Line, commands: readonly DutyCommand[]): Read => {
  const [, typed = 'now', first, ...rest] = words
  const verb = typed.normalize('NFKC').toLowerCase()
  const look = looks.find(l => l === verb)
  if (look) return ok({ kind: look })
  const command = commands.find(c => c.verb === verb)
  if (!command) {
    const near = nearest(verb, [...looks, ...commands.map(c => c.verb)])
    return err({
      kind: 'UnknownCommand',
      typed: `/duty ${typed}`,
      ...(near === undefined ? {} : { nearest: `/duty ${near}` }),
    })
  }
  const which = whichOf(first)
  const names = Object.keys(command.inputsOf())
  const stray =
    Object.keys(values).find(name => !names.includes(name)) ??
    (which === undefined ? first : undefined) ??
    rest[0]
  if (stray !== undefined) {
    const near = nearest(stray, names)
    return err({
      kind: 'UnknownInput',
      typed: stray,
      ...(near === undefined ? {} : { nearest: near }),
    })
  }
  return ok({
    kind: 'act',
    command,
    raw: values,
    via: 'command',
    ...(which === undefined ? {} : { which }),
  })
}

/** A button or form of a roster's card; undefined where the callback is of no such command. */
export const readDutyCallback = (
  { command: name, subject, revision }: Callback,
  act: Exclude<Act, { kind: 'command' }>,
  commands: readonly DutyCommand[],
): DutyRequest | undefined => {
  const command = commands.find(c => c.name === name)
  if (!command || subject === undefined) return undefined
  return {
    kind: 'act',
    command,
    raw: act.kind === 'form' ? act.values : {},
    via: act.kind,
    ...(revision > 0 ? { which: revision } : {}),
    desk: subject as ContactPointId,
  }
}
