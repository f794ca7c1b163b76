import { decodeCallback } from '../card/callback.ts'
import { type ReferralId, toReferralId } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { nearest } from '../kit/text.ts'
import type { Matter } from '../matter/define.ts'
import type { Act } from '../ports/platform.ts'
import type { Command, Raw } from '../referral/command.ts'
import type { Refusal } from '../referral/refusals.ts'
import type { DutyCommand } from '../roster/command.ts'
import { type AuditRequest, readAuditCallback, readAuditLine } from './audit-request.ts'
import {
  asDutyLine,
  type DutyRequest,
  dutyRoots,
  readDutyCallback,
  readDutyLine,
} from './duty-request.ts'
import { type HelpRequest, readHelpCallback, readHelpLine } from './help-request.ts'
import {
  type MatterRequest,
  matterRoots,
  readMatterCallback,
  readMatterLine,
} from './matter-request.ts'
import { type ReceiptRequest, readReceiptLine } from './receipt-request.ts'
import { type Line, parseLine } from './words.ts'

/** What somebody wants, whichever way they said it. */
export type Request =
  | HelpRequest
  | AuditRequest
  | ReceiptRequest
  | { readonly kind: 'list' }
  | { readonly kind: 'home' }
  /** `with`: the other desk as typed, where one was named. */
  | { readonly kind: 'summary'; readonly with?: string }
  | { readonly kind: 'schedule' }
  | { readonly kind: 'view'; readonly subject: ReferralId }
  | { readonly kind: 'duty'; readonly of: DutyRequest }
  | { readonly kind: 'matter'; readonly of: MatterRequest }
  | {
      readonly kind: 'act'
      readonly command: Command
      readonly subject?: ReferralId
      readonly revision?: number
      readonly raw: Raw
      /** A form that came back, a press, or a typed line: the last two may still need a form. */
      readonly via: Act['kind']
    }

type Read = Result<Request, Refusal>

/** All that may be asked for, as data. */
export interface Asking {
  readonly commands: readonly Command[]
  readonly dutyCommands: readonly DutyCommand[]
  readonly matters: readonly Matter[]
}

const readOnly = ['list', 'view', 'home', 'help'] as const

const wordsFor = (commands: readonly Command[]): readonly string[] => [
  ...commands.flatMap(c => [c.name, ...(c.aliases ?? [])]),
  ...readOnly,
]

const named = (commands: readonly Command[], word: string): Command | undefined =>
  commands.find(c => c.name === word || c.aliases?.includes(word))

const rooted = (commands: readonly Command[], word: string): boolean =>
  commands.some(c => c.root && c.name === word)

const lineFor = (word: string, commands: readonly Command[]): string =>
  ['help', 'home', 'summary'].includes(word) || rooted(commands, word)
    ? `/${word}`
    : `/referral ${word}`

const unknown = (
  typed: string,
  known: readonly string[],
  prefix: string,
  commands: readonly Command[],
  roots: readonly string[] = [],
): Read => {
  const near = nearest(typed.normalize('NFKC').replace(/^\//, ''), known)
  return err({
    kind: 'UnknownCommand',
    typed: `${prefix}${typed}`,
    ...(near === undefined
      ? {}
      : { nearest: roots.includes(near) ? `/${near}` : lineFor(near, commands) }),
  })
}

const reference = (word: string | undefined): Result<ReferralId, Refusal> => {
  const id = word === undefined ? undefined : toReferralId(word)
  return id === undefined ? err({ kind: 'UnknownReferral', ref: word ?? '' }) : ok(id)
}

/** What no input of the command is named after would be lost silently; so it is refused. */
const stray = (command: Command, raw: Raw, rest: readonly string[]): Refusal | undefined => {
  const names = Object.keys(command.inputsOf(undefined))
  const typed = Object.keys(raw).find(name => !names.includes(name)) ?? rest[0]
  if (typed === undefined) return undefined
  const near = nearest(typed, names)
  return { kind: 'UnknownInput', typed, ...(near === undefined ? {} : { nearest: near }) }
}

const summaryVerbs = ['now', 'schedule'] as const

/** `/summary now`, or with another desk: `/summary now kcs.cyber`; `/summary schedule` alone only shows it. */
const readSummaryLine = ({ words, values }: Line): Read => {
  const [, typed = 'now', desk, ...rest] = words
  const word = typed.normalize('NFKC').toLowerCase()
  const verb = summaryVerbs.find(v => v === word)
  if (!verb) {
    const near = nearest(word, summaryVerbs) ?? 'now'
    return err({ kind: 'UnknownCommand', typed: `/summary ${typed}`, nearest: `/summary ${near}` })
  }
  if (verb === 'schedule') return ok({ kind: 'schedule' })
  const stray = Object.keys(values)[0] ?? rest[0]
  if (stray !== undefined) return err({ kind: 'UnknownInput', typed: stray })
  return ok({ kind: 'summary', ...(desk === undefined ? {} : { with: desk }) })
}

/** Who looks for it beside what else is about the log: `/audit correct` is `/referral correct`. */
const asCorrection = (line: Line): Line =>
  /^\/?audit correct$/i.test(line.words.slice(0, 2).join(' '))
    ? { ...line, words: ['referral', ...line.words.slice(1)] }
    : line

const typedLine = ({ text, given }: Extract<Act, { kind: 'command' }>, asking: Asking): Read => {
  const { commands, dutyCommands, matters } = asking
  const read = parseLine(text)
  const line = asCorrection({ ...read, values: { ...read.values, ...given } })
  const { words: said, values } = line
  const [root = ''] = said
  const first = root.normalize('NFKC').toLowerCase().replace(/^\//, '')
  // Most lines are about referrals, and what else there is costs many looks.
  const isReferral = first === 'referral'
  const help = readHelpLine(line, asking)
  if (help) return help
  const receipt = readReceiptLine(line)
  if (receipt) return receipt
  const audit = readAuditLine(line)
  if (audit) return audit
  const duty = isReferral ? undefined : asDutyLine(line, dutyCommands)
  if (duty) {
    const of = readDutyLine(duty, dutyCommands)
    return of.ok ? ok({ kind: 'duty', of: of.value }) : of
  }
  if (first === 'summary') return readSummaryLine(line)
  const matter = isReferral ? undefined : readMatterLine(line, matters)
  if (matter) return matter.ok ? ok({ kind: 'matter', of: matter.value }) : matter
  // A command with a root of its own works after that of the referral too.
  const words = rooted(commands, first) ? ['referral', first, ...said.slice(1)] : said
  const [, verb = '', ref, ...rest] = words
  const plainRoot = rooted(commands, first) ? 'referral' : first
  if (plainRoot === 'home') return ok({ kind: 'home' })
  if (plainRoot !== 'referral') {
    const others = [...dutyRoots(dutyCommands), ...matterRoots(matters)]
    const roots = ['referral', 'duty', 'summary', 'audit', ...others]
    return unknown(root, [...roots, ...wordsFor(commands)], '', commands, roots)
  }
  const word = verb.normalize('NFKC').toLowerCase()
  if (word === 'home') return ok({ kind: 'home' })
  if (word === 'list') return ok({ kind: 'list' })
  const command = named(commands, word)
  if (!command && word !== 'view') return unknown(verb, wordsFor(commands), '/referral ', commands)
  if (command?.by === 'new') {
    const wrong = stray(command, values, words.slice(2))
    return wrong ? err(wrong) : ok({ kind: 'act', command, raw: values, via: 'command' })
  }
  const subject = reference(ref)
  if (!subject.ok) return subject
  if (!command) return ok({ kind: 'view', subject: subject.value })
  const wrong = stray(command, values, rest)
  return wrong
    ? err(wrong)
    : ok({ kind: 'act', command, subject: subject.value, raw: values, via: 'command' })
}

const calledBack = (act: Exclude<Act, { kind: 'command' }>, asking: Asking): Read => {
  const { commands, dutyCommands, matters } = asking
  const callback = decodeCallback(act.data)
  if (!callback) return err({ kind: 'UnknownButton' })
  const help = readHelpCallback(callback)
  if (help) return ok(help)
  const audit = readAuditCallback(callback, act)
  if (audit) return ok(audit)
  const of = readDutyCallback(callback, act, dutyCommands)
  if (of) return ok({ kind: 'duty', of })
  const matter = readMatterCallback(callback, act, matters)
  if (matter) return ok({ kind: 'matter', of: matter })
  const subject = callback.subject === undefined ? undefined : toReferralId(callback.subject)
  if (callback.command === 'view')
    return subject ? ok({ kind: 'view', subject }) : err({ kind: 'UnknownButton' })
  const command = named(commands, callback.command)
  if (!command || (command.by === 'new') !== (subject === undefined))
    return err({ kind: 'UnknownButton' })
  return ok({
    kind: 'act',
    command,
    ...(subject ? { subject, revision: callback.revision } : {}),
    raw: act.kind === 'form' ? act.values : {},
    via: act.kind,
  })
}

/** Command line, button or form → request. Knows the commands only as data. */
export const readRequest = (act: Act, asking: Asking): Read =>
  act.kind === 'command' ? typedLine(act, asking) : calledBack(act, asking)
