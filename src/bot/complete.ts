import type { MessageKey } from '../card/key.ts'
import type { Language, ReferralId } from '../kit/ids.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { Completion } from '../ports/platform.ts'
import type { HelpLine } from '../referral/cards/private.ts'
import type { Command } from '../referral/command.ts'

interface Known {
  readonly commands: readonly Command[]
  readonly catalogue: Catalogue
  readonly language: Language
  /** References that the officer's desk could mean, newest first. */
  readonly references: readonly ReferralId[]
}

interface Candidate {
  readonly word: string
  readonly about: MessageKey
  readonly needsReference: boolean
}

const candidates = (commands: readonly Command[]): readonly Candidate[] => [
  ...commands.map(c => ({
    word: c.by === 'new' ? 'new' : c.name,
    about: c.about,
    needsReference: c.by !== 'new',
  })),
  { word: 'list', about: 'command.list', needsReference: false },
  { word: 'view', about: 'command.view', needsReference: true },
]

/** One line a command, as help shows them. */
export const usages = (commands: readonly Command[]): readonly HelpLine[] => [
  ...candidates(commands).map(c => ({
    usage: `/referral ${c.word}${c.needsReference ? ' HK-…' : ''}`,
    about: c.about,
  })),
  { usage: '/help', about: 'command.help' },
]

/** What could follow a half-typed line, in the order of the help; at most ten references. */
export const completionsOf = (
  text: string,
  { commands, catalogue, language, references }: Known,
): readonly Completion[] => {
  const line = text.normalize('NFKC').trimStart().toLowerCase()
  const say = (key: MessageKey): string => catalogue.say(language, key)
  const all = candidates(commands)
  const [, verb, rest] = /^\/?referral\s+([a-z-]+)\s+(\S*)$/.exec(line) ?? []
  const asked = all.find(c => c.word === verb)
  if (asked && rest !== undefined)
    return asked.needsReference
      ? references
          .filter(r => r.toLowerCase().startsWith(rest))
          .slice(0, 10)
          .map(r => ({ insert: `/referral ${asked.word} ${r}`, label: say(asked.about) }))
      : []
  return [
    ...all.map(c => ({
      insert: `/referral ${c.word}${c.needsReference ? ' ' : ''}`,
      label: say(c.about),
    })),
    { insert: '/help', label: say('command.help') },
  ].filter(c => c.insert.startsWith(line.startsWith('/') ? line : `/${line}`))
}
