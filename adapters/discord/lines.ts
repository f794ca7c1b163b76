import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
} from 'discord.js'
import type { DeclaredCommand } from '../../src/ports/declared.ts'
import type { Act, Asked } from '../../src/ports/platform.ts'
import { nameOf, referenceName } from './options.ts'
import { isAlone, lastOf, rootOf } from './roots.ts'

export { referName } from './roots.ts'

type Named = Pick<ChatInputCommandInteraction | AutocompleteInteraction, 'commandName'> & {
  readonly options: { readonly data: readonly CommandInteractionOption[] }
}

interface Taken {
  readonly command: DeclaredCommand
  readonly options: readonly CommandInteractionOption[]
}

const isNested = ({ type }: CommandInteractionOption): boolean =>
  type === ApplicationCommandOptionType.Subcommand ||
  type === ApplicationCommandOptionType.SubcommandGroup

/** Through the group and the sub-command to what was given. */
const insideOf = (
  options: readonly CommandInteractionOption[],
  last?: string,
): { readonly last: string | undefined; readonly options: readonly CommandInteractionOption[] } => {
  const [only] = options
  return only && isNested(only) ? insideOf(only.options ?? [], only.name) : { last, options }
}

/** Undefined where it is none of ours: it was registered by another version. */
const commandOf = (i: Named, commands: readonly DeclaredCommand[]): Taken | undefined => {
  const { last, options } = insideOf(i.options.data)
  const command = commands.find(c =>
    last === undefined
      ? isAlone(c) && rootOf(c) === i.commandName
      : !isAlone(c) && rootOf(c) === i.commandName && lastOf(c) === last,
  )
  return command && { command, options }
}

const quoted = (typed: string): string => `"${typed.replaceAll('"', '')}"`

/** A slash command as it would be typed: its line, the reference behind it, and the rest beside it. */
export const actOf = (
  i: ChatInputCommandInteraction,
  commands: readonly DeclaredCommand[],
): Act | undefined => {
  const taken = commandOf(i, commands)
  if (!taken) return undefined
  const { line, options: declared } = taken.command
  const given = taken.options.flatMap(({ name, value }): [string, string][] => {
    const option = declared.find(o => nameOf(o) === name)
    return option && value !== undefined ? [[option.name, String(value)]] : []
  })
  const ref = given.find(([name]) => name === referenceName)?.[1].trim()
  const rest = given.filter(([name]) => name !== referenceName)
  // Whatever is typed there is one word, so that nothing of it becomes another input.
  const word = ref !== undefined && /[^\w-]/.test(ref) ? quoted(ref) : ref
  return {
    kind: 'command',
    text: word === undefined ? line : `${line} ${word}`,
    ...(rest.length > 0 ? { given: Object.fromEntries(rest) } : {}),
  }
}

/** The option that somebody types in. */
export const askedOf = (
  i: AutocompleteInteraction,
  commands: readonly DeclaredCommand[],
): Asked | undefined => {
  const taken = commandOf(i, commands)
  const { name, value } = i.options.getFocused(true)
  const option = taken?.command.options.find(o => nameOf(o) === name)
  return taken && option && { line: taken.command.line, option: option.name, typed: String(value) }
}
