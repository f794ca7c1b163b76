import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DiscordOptions, DiscordPlatform } from '../../adapters/discord/index.ts'
import type { Language, PlaceId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { DeclaredCommand } from '../../src/ports/declared.ts'
import type { Ear } from '../../src/ports/platform.ts'
import { createTestEar, type TestEar } from './console.ts'
import type { Discord, RaiseDiscord } from './discord/discord-type.ts'
import { raiseDiscord } from './discord/raise.ts'
import type { Channel, Guild, User } from './discord/world-type.ts'
import { discordOptions, startDiscord, type Told } from './discord-options.ts'

/** Our adapter in one guild with one channel, and an ear that a test speaks for. */
export interface DiscordDesk {
  readonly discord: Discord
  readonly guild: Guild
  readonly ann: User
  readonly channel: Channel
  readonly place: PlaceId
  readonly ear: TestEar
  readonly told: readonly Told[]
  readonly options: DiscordOptions
  readonly platform: () => DiscordPlatform
  /** Moves time, where the test set it. */
  readonly pass: (ms: number) => void
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface DeskSetting {
  /** Time stands still but for the test. */
  readonly still?: boolean
  readonly raise?: Omit<RaiseDiscord, 'now'>
  readonly timing?: DiscordOptions['timing']
  readonly commands?: readonly DeclaredCommand[]
  /** What of the ear is another than that of `createTestEar`. */
  readonly ear?: Partial<Ear>
  readonly draw?: DiscordOptions['draw']
}

const say = (text: string) => new Map([['en' as Language, text]])

/** `/say text:…`: a line with one text beside it. */
export const sayCommand: DeclaredCommand = {
  line: '/say',
  label: say('Say'),
  about: say('Says something'),
  options: [
    { name: 'text', label: say('Text'), widget: 'line', required: false, suggested: false },
  ],
}

export const raiseDiscordDesk = async (setting: DeskSetting = {}): Promise<DiscordDesk> => {
  const { still = false, commands = [sayCommand], timing = {} } = setting
  let now = 1_795_500_000_000
  const discord = await raiseDiscord({ ...setting.raise, ...(still ? { now: () => now } : {}) })
  const dataDir = await mkdtemp(join(tmpdir(), 'liaison-discord-desk-'))
  const guild = discord.addGuild('HK', { preferredLocale: 'zh-TW' })
  const ann = discord.addUser('ann', 'ko')
  discord.join(guild, ann)
  const channel = discord.addChannel(guild, 'desk')
  const place = channel.id as PlaceId
  const told: Told[] = []
  const options = discordOptions({
    discord,
    dataDir,
    guilds: [guild],
    officers: { 'hkc.o1': { guild: guild.id, user: ann.id } },
    places: [place],
    commands,
    told,
    timing,
    ...(setting.draw === undefined ? {} : { draw: setting.draw }),
    ...(still ? { now: () => instant(now), monotonic: () => now } : {}),
  })
  const ear = createTestEar()
  const whole: Ear = { ...ear, ...setting.ear }
  let platform = await startDiscord(options, whole)
  return {
    discord,
    guild,
    ann,
    channel,
    place,
    ear,
    told,
    options,
    platform: () => platform,
    pass: ms => {
      now += ms
      discord.tick()
    },
    restart: async () => {
      await platform.close()
      platform = await startDiscord(options, whole)
    },
    close: async () => {
      await platform.close()
      await discord.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
