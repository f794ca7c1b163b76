import {
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js'
import type { Language } from '../../src/kit/ids.ts'
import { truncate } from '../../src/kit/text.ts'
import type { DeclaredCommand, Sayings } from '../../src/ports/declared.ts'
import { chooseOptions } from './choosing.ts'
import type { Words } from './config.ts'
import { inBase, localise, longest, longestName, type Named, translated } from './naming.ts'
import { createBuild } from './options.ts'
import { byRoot, groupName, isAlone, lastOf, referName, shared } from './roots.ts'
import { mostCharacters, sizeOf } from './size.ts'

export interface Registrable {
  readonly commands: readonly DeclaredCommand[]
  readonly languages: readonly Language[]
  readonly words: (language: Language) => Words
}

export type CommandBody = RESTPostAPIApplicationCommandsJSONBody

/**
 * Every member who may use commands at all has it, so officers see them from the start. Administrators change
 * that in the server's Integrations and are above it: who may do what is checked in the core.
 */
const everybody = String(PermissionFlagsBits.UseApplicationCommands)

const common = {
  default_member_permissions: everybody,
  contexts: [InteractionContextType.Guild],
  nsfw: false,
}

/** Whoever knows the English name only finds it by its description. */
const aboutOf = (name: string, about: Sayings, languages: readonly Language[]) => ({
  description: truncate(inBase(about), longest),
  description_localizations: translated(languages, l => {
    const said = about.get(l) ?? inBase(about)
    return said === inBase(about) ? said : `${name} · ${said}`
  }),
})

const sayings = ({ languages, words }: Registrable, key: keyof Words): Sayings =>
  new Map(languages.map(l => [l, words(l)[key]]))

const subcommands = (
  commands: readonly DeclaredCommand[],
  languages: readonly Language[],
  optionsOf: (command: DeclaredCommand) => readonly APIApplicationCommandOption[],
): APIApplicationCommandSubcommandOption[] => {
  const names = localise(
    commands.map(c => ({ name: lastOf(c), label: c.label })),
    languages,
  )
  return commands.map((command, i) => ({
    type: ApplicationCommandOptionType.Subcommand,
    name: lastOf(command),
    name_localizations: names[i] ?? {},
    ...aboutOf(lastOf(command), command.about, languages),
    options: [...optionsOf(command)] as APIApplicationCommandSubcommandOption['options'] & object,
  }))
}

type OptionsOf = Parameters<typeof subcommands>[2]

const withSubcommands = (
  commands: readonly DeclaredCommand[],
  given: Registrable,
  optionsOf: OptionsOf,
): APIApplicationCommandOption[] => {
  const { languages } = given
  const { direct, more } = shared(commands)
  const group = { name: groupName, label: sayings(given, 'more') }
  const [names = {}] = localise([group], languages)
  return [
    ...subcommands(direct, languages, optionsOf),
    ...(more.length === 0
      ? []
      : [
          {
            type: ApplicationCommandOptionType.SubcommandGroup as const,
            name: groupName,
            name_localizations: names,
            ...aboutOf(groupName, sayings(given, 'moreAbout'), languages),
            options: subcommands(more, languages, optionsOf),
          },
        ]),
  ]
}

interface Root extends Named {
  readonly about: Sayings
  readonly members: readonly DeclaredCommand[]
}

/** The first words that have commands below them; Discord shows each with words of its own. */
const spokenRoots = [
  'referral',
  'notification',
  'shipment',
  'operation',
  'action',
  'bulletin',
  'duty',
  'summary',
  'audit',
  'settings',
] as const

const rootOf = (name: string, members: readonly DeclaredCommand[], given: Registrable): Root => {
  const [only] = members
  if (only && isAlone(only)) return { name, label: only.label, about: only.about, members }
  const root = spokenRoots.find(r => r === name)
  if (!root) throw new Error(`no words for the root ${name}`)
  return { name, label: sayings(given, root), about: sayings(given, `${root}About`), members }
}

/** The commands as Discord is told them for one server: PUT /applications/…/guilds/…/commands. */
export const bodyOf = (given: Registrable): readonly CommandBody[] => {
  const { commands, languages } = given
  const roots = [...byRoot(commands)].map(([name, members]) => rootOf(name, members, given))
  const names = localise(roots, languages)
  const slash = roots.map(({ name, about, members }, i): CommandBody => {
    const head = {
      ...common,
      type: ApplicationCommandType.ChatInput as const,
      name,
      name_localizations: names[i] ?? {},
      ...aboutOf(name, about, languages),
    }
    const build = (optionsOf: OptionsOf) => {
      const [only] = members
      return only && isAlone(only)
        ? { ...head, options: [...optionsOf(only)] }
        : { ...head, options: withSubcommands(members, given, optionsOf) }
    }
    const chosen = chooseOptions(
      members.map(command => ({ command, build: createBuild(command, languages) })),
      mostCharacters - sizeOf(build(() => [])),
    )
    return build(command => chosen.get(command) ?? [])
  })
  const refer = sayings(given, 'refer')
  return [
    ...slash,
    {
      ...common,
      type: ApplicationCommandType.Message,
      name: referName,
      name_localizations: translated(languages, l =>
        truncate(refer.get(l) ?? inBase(refer), longestName),
      ),
    },
  ]
}
