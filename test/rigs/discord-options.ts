import { join } from 'node:path'
import {
  createDiscordPlatform,
  type DiscordOptions,
  type DiscordPlatform,
  type Known,
  type Words,
  wordKeys,
} from '../../adapters/discord/index.ts'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import type { MessageKey } from '../../src/card/key.ts'
import type { Language, OfficerId, PlaceId } from '../../src/kit/ids.ts'
import { type Instant, instant } from '../../src/kit/time.ts'
import type { DeclaredCommand } from '../../src/ports/declared.ts'
import type { Ear } from '../../src/ports/platform.ts'
import type { Discord } from './discord/discord-type.ts'
import type { Guild } from './discord/world-type.ts'

const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })
const keys = wordKeys satisfies Readonly<Record<string, MessageKey>>

const wordsOf = (language: Language): Words => {
  const said = Object.entries(keys).map(([word, key]) => [word, catalogue.say(language, key)])
  return Object.fromEntries(said)
}
const known = new Map(catalogue.languages().map(language => [language, wordsOf(language)]))

/** The adapter's own words, as the catalogue has them. */
export const discordWords = (language: Language): Words => known.get(language) ?? wordsOf(language)

export interface Told {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
}

export interface DiscordSetting {
  readonly discord: Discord
  readonly dataDir: string
  readonly guilds: readonly Guild[]
  readonly officers?: Readonly<Record<string, Known | readonly Known[]>>
  readonly places?: readonly PlaceId[]
  readonly commands?: readonly DeclaredCommand[]
  readonly now?: () => Instant
  readonly monotonic?: () => number
  readonly told?: Told[]
  readonly timing?: DiscordOptions['timing']
  readonly draw?: DiscordOptions['draw']
}

/** Options as the program makes them, for the strict little Discord of a test; nothing waits long. */
export const discordOptions = (setting: DiscordSetting): DiscordOptions => {
  const { discord, guilds, officers = {}, places = [], told = [] } = setting
  const note = (level: Told['level']) => (message: string) => void told.push({ level, message })
  return {
    token: discord.token,
    apiUrl: discord.apiUrl,
    guilds: guilds.map(guild => guild.id),
    officers: new Map(Object.entries(officers).map(([id, who]) => [id as OfficerId, [who].flat()])),
    channels: places.map(id => ({ id, languages: ['en', 'ko'].map(l => l as Language) })),
    languages: catalogue.languages(),
    words: discordWords,
    commands: setting.commands ?? [],
    now: setting.now ?? (() => instant(Date.now())),
    monotonic: setting.monotonic ?? (() => performance.now()),
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    dataDir: setting.dataDir,
    ...(setting.draw === undefined ? {} : { draw: setting.draw }),
    // A test speaks faster than people do.
    timing: { look: 10, apart: 0, farewell: 300, perSecond: 1e6, ...setting.timing },
  }
}

/** A platform that is open; throws where it can't be. */
export const startDiscord = async (options: DiscordOptions, ear: Ear): Promise<DiscordPlatform> => {
  const made = createDiscordPlatform(options)
  if (!made.ok) throw new Error(made.error.kind)
  const started = await made.value.start(ear)
  if (!started.ok) throw new Error(JSON.stringify(started.error))
  return made.value
}
