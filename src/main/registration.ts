import { join } from 'node:path'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { platforms } from '../../adapters/index.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Log } from '../ports/log.ts'
import { createDirectory } from '../roster/directory.ts'
import { badConfig, type Variables } from './access.ts'
import { declaredFor } from './commands.ts'
import { discordAccess, discordWords } from './discord.ts'
import type { StartFault } from './fault.ts'
import { root } from './places.ts'
import { readConfig } from './settings.ts'

export interface RegistrationAsked {
  readonly config: string
  readonly environment: Variables
  /** Only says what would change. */
  readonly dryRun: boolean
  readonly log: Log
}

/** How one command differs in one server; without a server it is one that is there for all, which goes. */
export interface Difference {
  readonly server?: string
  readonly command: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly parts: readonly string[]
}

/** A platform to which commands are told beforehand. */
export interface Registration {
  readonly platform: string
  readonly about: string
  readonly run: (asked: RegistrationAsked) => Promise<Result<readonly Difference[], StartFault>>
}

const runDiscord: Registration['run'] = async ({ config: file, environment, dryRun, log }) => {
  const config = readConfig(file)
  if (!config.ok) return config
  const found = await discordAccess(config.value, environment)
  if (!found.ok) return found
  const { access } = found.value
  if (!access)
    return badConfig([
      'No channel and no officer of liaison.json is on Discord: put one there, as README.md, "Discord", shows.',
    ])
  const { registerCommands, startSentence } = await platforms.discord()
  const catalogue = createCatalogue({ dir: join(root, 'locales') })
  const done = await registerCommands({
    ...access,
    commands: declaredFor(catalogue, createDirectory(config.value, [])),
    languages: catalogue.languages(),
    words: await discordWords(catalogue),
    dryRun,
    log,
  })
  if (!done.ok) return err({ kind: 'PlatformRefused', problems: [startSentence(done.error)] })
  return ok([
    ...done.value.guilds.flatMap(({ guild, changes }) =>
      changes.map(
        (c): Difference => ({
          server: guild,
          command: c.name,
          kind: c.kind,
          parts: c.kind === 'changed' ? c.parts : [],
        }),
      ),
    ),
    ...done.value.cleared.map((command): Difference => ({ command, kind: 'removed', parts: [] })),
  ])
}

export const registrations: readonly Registration[] = [
  { platform: 'discord', about: 'what setting up Discord needs', run: runDiscord },
]
