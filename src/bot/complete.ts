import type { MessageKey } from '../card/key.ts'
import { isMatter, type Language, letterOf, type MatterId, type ReferralId } from '../kit/ids.ts'
import type { Matter } from '../matter/define.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { Completion } from '../ports/platform.ts'
import type { Command } from '../referral/command.ts'
import type { Inputs } from '../referral/inputs.ts'
import type { DutyCommand } from '../roster/command.ts'
import { auditCandidates } from './audit-request.ts'
import { helpInputs, topicsOf } from './help.ts'
import { rootsOf } from './matter-request.ts'
import { receiptCandidate } from './receipt-request.ts'

interface Known {
  readonly commands: readonly Command[]
  readonly dutyCommands: readonly DutyCommand[]
  readonly matters: readonly Matter[]
  readonly catalogue: Catalogue
  readonly language: Language
  /** References that the officer's desk could mean, newest first. */
  readonly references: readonly (ReferralId | MatterId)[]
}

/** A command by what is typed, whoever acts on it. */
export interface Candidate {
  readonly word: string
  /** The line as far as it is known: with its reference it is whole. */
  readonly line: string
  readonly label: MessageKey
  readonly about: MessageKey
  readonly needsReference: boolean
  /** Without a referral: all that there may be. */
  readonly inputs: Inputs
  /** Where it is about referrals: which, and who may. */
  readonly command?: Command
  /** Where it is about matters: of which kind. */
  readonly matter?: Matter
  /** About referrals and matters of every kind. */
  readonly ofAny?: true
}

export type Asked = Pick<Known, 'commands' | 'dutyCommands' | 'matters'>

const looks = { needsReference: false, inputs: {} } as const

const ofMatter = (matter: Matter, c: Matter['commands'][number]): Candidate => ({
  word: c.name,
  line: c.line,
  label: c.label,
  about: c.about,
  needsReference: c.begins !== true,
  inputs: c.inputsOf(),
  matter,
})

const looksAt = (matter: Matter): readonly Candidate[] =>
  rootsOf(matter).flatMap(root => [
    {
      ...looks,
      word: `${root}-list`,
      line: `/${root} list`,
      label: 'command.list_label',
      about: matter.called.list,
      matter,
    },
    {
      ...looks,
      word: `${root}-view`,
      line: `/${root} view`,
      label: 'button.view',
      about: matter.called.view,
      needsReference: true,
      matter,
    },
    ...matter.reports.map(r => ({
      ...looks,
      word: `${root}-${r.verb}`,
      line: `/${root} ${r.verb}`,
      label: r.label,
      about: r.about,
      matter,
    })),
  ])

const ofDuty = (c: DutyCommand): readonly Candidate[] => {
  const inputs = c.inputsOf()
  const { line, label, about, input = '' } = c.also ?? {}
  const only = inputs[input]
  return [
    {
      word: c.name,
      line: c.root ? `/${c.verb}` : `/${c.under ?? 'duty'} ${c.verb}`,
      label: c.label,
      about: c.about,
      needsReference: false,
      inputs,
    },
    ...(line && label && about && only
      ? [{ word: c.name, line, label, about, needsReference: false, inputs: { [input]: only } }]
      : []),
  ]
}

const ofReferral = (c: Command): Candidate => {
  const word = c.name === 'create' ? 'new' : c.name
  const line = c.root ? `/${word}` : `/referral ${word}`
  const { label, about } = c
  const needsReference = c.by !== 'new'
  return { word, line, label, about, needsReference, inputs: c.inputsOf(undefined), command: c }
}

/** Who looks for it among what is about the log finds it there too. */
const ofLog = (commands: readonly Command[]): readonly Candidate[] =>
  commands
    .filter(c => c.name === 'correct')
    .map(c => ({ ...ofReferral(c), line: `/audit ${c.name}` }))

const besidesHelp = ({ commands, dutyCommands, matters }: Asked): readonly Candidate[] => [
  ...commands.map(ofReferral),
  {
    ...looks,
    word: 'list',
    line: '/referral list',
    label: 'command.list_label',
    about: 'command.list',
  },
  {
    ...looks,
    word: 'view',
    line: '/referral view',
    label: 'button.view',
    about: 'command.view',
    needsReference: true,
  },
  ...matters.flatMap(m => [...m.commands.map(c => ofMatter(m, c)), ...looksAt(m)]),
  {
    ...looks,
    word: 'now',
    line: '/duty now',
    label: 'command.now_label',
    about: 'command.duty_now',
  },
  {
    ...looks,
    word: 'week',
    line: '/duty week',
    label: 'command.week_label',
    about: 'command.duty_week',
  },
  ...dutyCommands.filter(c => c.under === undefined).flatMap(ofDuty),
  {
    ...looks,
    word: 'summary',
    line: '/summary now',
    label: 'command.summary_now_label',
    about: 'command.summary',
  },
  ...dutyCommands.filter(c => c.under !== undefined).flatMap(ofDuty),
  receiptCandidate,
  ...auditCandidates,
  ...ofLog(commands),
  { ...looks, word: 'home', line: '/home', label: 'command.home_label', about: 'command.home' },
]

const help: Candidate = {
  ...looks,
  word: 'help',
  line: '/help',
  label: 'command.help_label',
  about: 'command.help',
}

/** Every command, in the order of the help. */
export const candidates = (asked: Asked): readonly Candidate[] => {
  const others = besidesHelp(asked)
  return [...others, { ...help, inputs: helpInputs(topicsOf([...others, help])) }]
}

/** Whether a command can be about it. */
const isOf = (id: ReferralId | MatterId, { matter, ofAny }: Candidate): boolean =>
  ofAny === true || (isMatter(id) ? matter?.letter === letterOf(id) : matter === undefined)

/** What could follow a half-typed line, in the order of the help; at most ten references. */
export const completionsOf = (
  text: string,
  { catalogue, language, references, ...known }: Known,
): readonly Completion[] => {
  const line = text.normalize('NFKC').trimStart().toLowerCase()
  const say = (key: MessageKey): string => catalogue.say(language, key)
  const all = candidates(known)
  const [, root, verb, rest] = /^\/?([a-z]+)\s+([a-z-]+)\s+(\S*)$/.exec(line) ?? []
  const asked = all.find(c => c.line === `/${root} ${verb}`)
  if (asked && rest !== undefined)
    return asked.needsReference
      ? references
          .filter(r => isOf(r, asked) && r.toLowerCase().startsWith(rest))
          .slice(0, 10)
          .map(r => ({ insert: `${asked.line} ${r}`, label: say(asked.about) }))
      : []
  if (/^\/?help\s/.test(line))
    return topicsOf(all)
      .map(t => ({ insert: `/help ${t.root}`, label: say(t.about) }))
      .filter(c => c.insert.startsWith(line.replace(/^\/?help\s+\/?/, '/help ')))
  return all
    .map(c => ({ insert: `${c.line}${c.needsReference ? ' ' : ''}`, label: say(c.about) }))
    .filter(c => c.insert.startsWith(line.startsWith('/') ? line : `/${line}`))
}
