import type { MessageKey } from '../card/key.ts'
import type { Language, ReferralId } from '../kit/ids.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { Completion } from '../ports/platform.ts'
import type { HelpLine } from '../referral/cards/private.ts'
import type { Command } from '../referral/command.ts'
import type { DutyCommand } from '../roster/command.ts'

interface Known {
  readonly commands: readonly Command[]
  readonly dutyCommands: readonly DutyCommand[]
  readonly catalogue: Catalogue
  readonly language: Language
  /** References that the officer's desk could mean, newest first. */
  readonly references: readonly ReferralId[]
}

interface Candidate {
  readonly word: string
  /** The line as far as it is known: with its reference it is whole. */
  readonly line: string
  readonly about: MessageKey
  readonly needsReference: boolean
}

type Asked = Pick<Known, 'commands' | 'dutyCommands'>

const candidates = ({ commands, dutyCommands }: Asked): readonly Candidate[] => [
  ...commands.map(c => {
    const word = c.name === 'create' ? 'new' : c.name
    const line = c.root ? `/${word}` : `/referral ${word}`
    return { word, line, about: c.about, needsReference: c.by !== 'new' }
  }),
  { word: 'list', line: '/referral list', about: 'command.list', needsReference: false },
  { word: 'view', line: '/referral view', about: 'command.view', needsReference: true },
  { word: 'now', line: '/duty now', about: 'command.duty_now', needsReference: false },
  { word: 'week', line: '/duty week', about: 'command.duty_week', needsReference: false },
  ...dutyCommands.map(c => ({
    word: c.name,
    line: c.root ? `/${c.verb}` : `/duty ${c.verb}`,
    about: c.about,
    needsReference: false,
  })),
]

/** One line a command, as help shows them. */
export const usages = (asked: Asked): readonly HelpLine[] => [
  ...candidates(asked).map(c => ({
    usage: `${c.line}${c.needsReference ? ' HK-…' : ''}`,
    about: c.about,
  })),
  { usage: '/home', about: 'command.home' },
  { usage: '/help', about: 'command.help' },
]

/** What could follow a half-typed line, in the order of the help; at most ten references. */
export const completionsOf = (
  text: string,
  { catalogue, language, references, ...known }: Known,
): readonly Completion[] => {
  const line = text.normalize('NFKC').trimStart().toLowerCase()
  const say = (key: MessageKey): string => catalogue.say(language, key)
  const all = candidates(known)
  const [, verb, rest] = /^\/?referral\s+([a-z-]+)\s+(\S*)$/.exec(line) ?? []
  const asked = all.find(c => c.word === verb)
  if (asked && rest !== undefined)
    return asked.needsReference
      ? references
          .filter(r => r.toLowerCase().startsWith(rest))
          .slice(0, 10)
          .map(r => ({ insert: `${asked.line} ${r}`, label: say(asked.about) }))
      : []
  return [
    ...all.map(c => ({
      insert: `${c.line}${c.needsReference ? ' ' : ''}`,
      label: say(c.about),
    })),
    { insert: '/home', label: say('command.home') },
    { insert: '/help', label: say('command.help') },
  ].filter(c => c.insert.startsWith(line.startsWith('/') ? line : `/${line}`))
}
