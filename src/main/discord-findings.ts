import { join } from 'node:path'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { platforms } from '../../adapters/index.ts'
import type { Config } from '../config.ts'
import { createDirectory } from '../roster/directory.ts'
import type { Variables } from './access.ts'
import { declaredFor } from './commands.ts'
import { discordAccess, discordWords, onDiscord } from './discord.ts'
import { type Finding, failedBy, fine, notSet, wrong } from './finding.ts'
import { root } from './places.ts'

type Adapter = Awaited<ReturnType<typeof platforms.discord>>
type Fact = Awaited<ReturnType<Adapter['examineDiscord']>>[number]
type Of<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>

const failed = failedBy('Discord', 'DISCORD_API_URL')

/** Who is left with fewer may have the token reset by Discord. */
const fewSignIns = 100

const applicationFinding = ({ found }: Of<'application'>): readonly Finding[] => {
  const what = 'discord application'
  if (!found.ok)
    return [failed(what, found.error, ['Discord knows no such app.', 'Set a new DISCORD_TOKEN.'])]
  const { name, endpoint, signIns } = found.value
  const intents = fine('discord intents', 'Guilds alone, which every app has')
  if (endpoint !== undefined)
    return [
      wrong(
        what,
        `Discord sends commands and buttons of ${name} to ${endpoint}, and none to Liaison.`,
        "Empty the Interactions Endpoint URL on the app's page, General Information.",
      ),
      intents,
    ]
  return [
    signIns < fewSignIns
      ? wrong(
          what,
          `Only ${signIns} sign-ins are left today; after the last one Discord resets the token.`,
          'See why it is started so often, and leave it stopped or running until tomorrow.',
        )
      : fine(what, `${name}; ${signIns} sign-ins left today`),
    intents,
  ]
}

const commandsFinding = ({ found }: Of<'commands'>): Finding => {
  const what = 'discord commands'
  if (!found.ok)
    return failed(what, found.error, ['Discord knows no such app.', 'Set a new DISCORD_TOKEN.'])
  const { guilds, cleared } = found.value
  const differing = guilds.map(g => `${g.guild} (${g.changes.length})`)
  const drift = [
    ...(differing.length > 0 ? [`other than Liaison's in ${differing.join(', ')}`] : []),
    ...(cleared.length > 0 ? [`${cleared.join(', ')} registered for every server too`] : []),
  ]
  return drift.length === 0
    ? fine(what, "Liaison's, in every server")
    : wrong(
        what,
        `They are ${drift.join('; ')}.`,
        'Start Liaison, or run: liaison discord register (with --dry-run it shows what differs).',
      )
}

const channelFinding = ({ id, place, found }: Of<'channel'>): Finding => {
  const what = `discord channel ${id}`
  if (!found.ok)
    return failed(what, found.error, [
      `Discord knows no channel ${place} in a server.`,
      'Copy its id (Developer Mode, Copy Channel ID) into liaison.json.',
    ])
  const { name, guild, isNamed, isText, missing } = found.value
  if (!isNamed)
    return wrong(
      what,
      `#${name} is in the server ${guild}, which isn't well or isn't named.`,
      'Put it into guilds of platforms.discord, or name another channel.',
    )
  if (!isText)
    return wrong(what, `#${name} is no text channel.`, 'Name a text channel in liaison.json.')
  return missing.length > 0
    ? wrong(
        what,
        `In #${name} the app lacks ${missing.join(', ')}.`,
        `Edit #${name}, Permissions, add the app's role, and allow them.`,
      )
    : fine(what, `#${name}: there, with every permission`)
}

const roleFinding = ({ id, role, found }: Of<'role'>): Finding => {
  const what = `discord officer ${id}`
  if (!found.ok)
    return failed(what, found.error, [
      `The server has no role ${role}.`,
      'Copy its id (Server Settings, Roles, Copy Role ID) into liaison.json.',
    ])
  const { name, callable } = found.value
  return callable
    ? fine(what, `role ${name}: can be called`)
    : wrong(
        what,
        `Nobody can be called by the role ${name}: its mention makes no sound.`,
        'Server Settings, Roles: allow anyone to mention it, or give the app Mention Everyone.',
      )
}

const guildFinding = ({ id, found }: Of<'guild'>): Finding => {
  const what = `discord server ${id}`
  return found.ok
    ? fine(what, found.value)
    : failed(what, found.error, [
        'Discord knows no such server, or the app is not in it.',
        'Compare the id (Copy Server ID), and open the invite address of README.md, "Discord".',
      ])
}

const officerFinding = ({ id, user, found }: Of<'officer'>): Finding => {
  const what = `discord officer ${id}`
  return found.ok
    ? fine(what, `${user} is ${found.value}`)
    : failed(what, found.error, [
        `The server has no member ${user}.`,
        'Copy the id from the menu of the member (Developer Mode, Copy User ID) into liaison.json.',
      ])
}

/** What one thing that was looked at means, in sentences. */
export const sayDiscord = (fact: Fact): readonly Finding[] => {
  switch (fact.kind) {
    case 'token': {
      const gone = ['Discord knows no such app.', 'Set a new DISCORD_TOKEN.'] as const
      const what = 'discord token'
      return [fact.found.ok ? fine(what, fact.found.value) : failed(what, fact.found.error, gone)]
    }
    case 'application':
      return applicationFinding(fact)
    case 'guild':
      return [guildFinding(fact)]
    case 'commands':
      return [commandsFinding(fact)]
    case 'channel':
      return [channelFinding(fact)]
    case 'role':
      return [roleFinding(fact)]
    case 'officer':
      return [officerFinding(fact)]
    case 'unasked':
      return [
        wrong(
          `discord ${fact.what}`,
          `Not looked at: the server ${fact.guild} isn't well or isn't named in platforms.discord.`,
          'Mend the server first, or put it into guilds.',
        ),
      ]
  }
}

/** What Discord says of everything that liaison.json puts on it; empty where nothing is. */
export const discordFindings = async (
  config: Config,
  env: Variables,
): Promise<readonly Finding[]> => {
  const found = await discordAccess(config, env)
  if (!found.ok) return notSet('Discord', found.error)
  const { access, warnings } = found.value
  if (!access) return warnings.map(warning => fine('discord', warning))
  const { examineDiscord } = await platforms.discord()
  const catalogue = createCatalogue({ dir: join(root, 'locales') })
  const here = onDiscord(config)
  const facts = await examineDiscord({
    ...access,
    commands: declaredFor(catalogue, createDirectory(config, [])),
    languages: catalogue.languages(),
    words: await discordWords(catalogue),
    channels: here.channels,
    officers: here.officers,
  })
  return facts.flatMap(sayDiscord)
}
