import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DiscordOptions, DiscordPlatform } from '../../adapters/discord/index.ts'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { createSeal } from '../../src/audit/create-seal.ts'
import { type EntryBody, readEntry } from '../../src/audit/entry.ts'
import { type LogReport, verifyLog } from '../../src/audit/verify.ts'
import { type Bot, createBot } from '../../src/bot/bot.ts'
import { openLog } from '../../src/bot/genesis.ts'
import { type Config, configSchema } from '../../src/config.ts'
import { createPolicyOf } from '../../src/escalation/agreed.ts'
import type { PlaceId, ReferralId } from '../../src/kit/ids.ts'
import { days, type Instant, instant, seconds } from '../../src/kit/time.ts'
import { declaredFor } from '../../src/main/commands.ts'
import { matters } from '../../src/matter/index.ts'
import type { Answer, Ear, Inbound } from '../../src/ports/platform.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { type Referral, referralSchema } from '../../src/referral/referral.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import type { Discord, RaiseDiscord } from './discord/discord-type.ts'
import { raiseDiscord } from './discord/raise.ts'
import type { Channel, Guild, User } from './discord/world-type.ts'
import { discordOptions, startDiscord, type Told } from './discord-options.ts'
import { laterEar } from './later-ear.ts'
import { createLeakWatch } from './leak-watch.ts'
import { until } from './slack-stage.ts'
import { tuesday } from './stage.ts'
import { stageSettings } from './stage-config.ts'
import { type Opened, raiseDisk } from './stage-disk.ts'

const origin = 'stage.example/hkc-kcs'
const signer = namedSigner(origin, new Uint8Array(32).fill(9))
const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** Two desks and the channel between them, all on the little Discord, with a log on disk. Its time stands still. */
export interface DiscordStage {
  readonly discord: Discord
  readonly users: { readonly wong: User; readonly kim: User }
  readonly channels: { readonly hk: Channel; readonly kr: Channel; readonly shared: Channel }
  readonly heard: readonly Inbound[]
  readonly told: readonly Told[]
  readonly bot: () => Bot
  /** What is due and what is owed now; a second passes between two rounds of sending. */
  readonly pump: () => Promise<void>
  /** Time passes for Discord and for us, second by second where something is owed. */
  readonly advance: (ms: number) => Promise<void>
  /** The same with nothing sent meanwhile. */
  readonly pass: (ms: number) => void
  readonly referral: (ref: string) => Promise<Referral>
  readonly entries: () => Promise<readonly EntryBody[]>
  readonly verify: () => Promise<LogReport>
  /** The log's file. */
  readonly file: string
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface DiscordStageSetting {
  readonly raise?: Omit<RaiseDiscord, 'now'>
  readonly timing?: DiscordOptions['timing']
  /** How the adapter measures how long it has heard nothing; else it isn't counted, as time here leaps. */
  readonly silence?: () => number
  /** Stands before the bot. */
  readonly hear?: (inbound: Inbound, on: () => Promise<Answer>) => Promise<Answer>
}

const counted = (): ((n: number) => Uint8Array) => {
  let calls = 0
  return n => {
    calls += 1
    return Uint8Array.from({ length: n }, (_, i) => (i < 4 ? (calls >> (8 * i)) & 255 : n))
  }
}

const settingsWith = (
  places: Readonly<Record<string, Channel>>,
  people: Readonly<Record<string, { readonly guild: Guild; readonly user: User }>>,
): Config => {
  const base = stageSettings()
  const on = { platform: 'discord' }
  return configSchema.parse({
    ...base,
    officers: base.officers.map(o => {
      const who = people[o.id]
      return who ? { ...o, identities: [{ ...on, workspace: who.guild.id, user: who.user.id }] } : o
    }),
    channels: base.channels.map(c => ({ ...c, ...on, place: places[c.id]?.id ?? c.place })),
  })
}

export const raiseDiscordStage = async (
  setting: DiscordStageSetting = {},
): Promise<DiscordStage> => {
  let now: number = tuesday
  const discord = await raiseDiscord({ ...setting.raise, now: () => now })
  const dataDir = await mkdtemp(join(tmpdir(), 'liaison-discord-stage-'))
  const [hk, kr] = [discord.addGuild('HK'), discord.addGuild('KR')]
  const users = { wong: discord.addUser('wong', 'en-GB'), kim: discord.addUser('kim', 'ko') }
  discord.join(hk, users.wong)
  discord.join(kr, users.kim)
  const channels = {
    hk: discord.addChannel(hk, 'desk'),
    kr: discord.addChannel(kr, 'desk'),
    shared: discord.addChannel(hk, 'hkc-kcs'),
  }
  const people = {
    'hkc.o1': { guild: hk, user: users.wong },
    'kcs.o1': { guild: kr, user: users.kim },
  }
  const config = settingsWith(
    { 'hkc-desk': channels.hk, 'kcs-desk': channels.kr, 'hkc-kcs': channels.shared },
    people,
  )
  const directory = createDirectory(config, [])
  const random = counted()
  const seal = createSeal({ origin, software: '0.0.0', digest, signer, random })
  const disk = await raiseDisk('sqlite', { seal, random })
  const clock = { now: (): Instant => instant(now), monotonic: () => now - tuesday }
  const heard: Inbound[] = []
  const told: Told[] = []
  let open: Opened
  let bot: Bot
  let chat: DiscordPlatform
  const watch = createLeakWatch(config)

  const options = discordOptions({
    ...{ discord, dataDir, guilds: [hk, kr], told, now: clock.now },
    monotonic: setting.silence ?? clock.monotonic,
    officers: Object.fromEntries(
      Object.entries(people).map(([id, who]) => [id, { guild: who.guild.id, user: who.user.id }]),
    ),
    places: config.channels.map(c => c.place as PlaceId),
    commands: declaredFor(catalogue, directory),
    timing: { deaf: days(99), ...setting.timing },
  })

  const ear: Ear = {
    ...laterEar(() => bot),
    hear: inbound => {
      heard.push(inbound)
      const on = () => bot.hear(inbound)
      return setting.hear ? setting.hear(inbound, on) : on()
    },
  }

  const boot = async (): Promise<void> => {
    open = disk.open()
    chat = await startDiscord(options, ear)
    bot = watch.at(
      createBot({
        ...open,
        ...{
          catalogue,
          clock,
          directory,
          commands,
          dutyCommands,
          matters,
          log: quiet,
          digest,
          holder: 'stage',
        },
        policyOf: createPolicyOf(config),
        platforms: [watch.over(chat)],
      }),
    )
    await until('the commands', () =>
      [hk, kr].every(guild => guild.commands.length > 0) ? true : undefined,
    )
    await openLog(open.store, { now: clock.now(), origin, vkey: signer.vkey })
  }

  const shut = async (): Promise<void> => {
    await chat.close()
    await open.vault.close()
    await open.store.close()
  }

  const pass = (ms: number): void => {
    now += ms
    discord.tick()
  }

  const pump = async (): Promise<void> => {
    while ((await bot.sweep()) > 0);
    while ((await bot.deliver()) > 0) pass(1100)
  }

  await boot()

  return {
    ...{ discord, users, channels, heard, told, pass, pump },
    bot: () => bot,
    advance: async ms => {
      const end = now + ms
      while (now < end) {
        const next = Math.max(seconds(1), ((await bot.owedNext()) ?? end) - now)
        pass(Math.min(end - now, next))
        await pump()
      }
    },
    referral: async ref => referralSchema.parse((await open.store.load(ref as ReferralId))?.state),
    entries: async () => {
      const bodies: EntryBody[] = []
      const { size } = await open.store.head()
      for await (const { body } of open.store.readEntries(0, size)) {
        const read = readEntry(body)
        if (!read.ok) throw new Error(`an entry: ${read.error}`)
        bodies.push(read.value)
      }
      return bodies
    },
    verify: async () => {
      const { size, note } = await open.store.head()
      const entries = open.store.readEntries(0, size)
      return verifyLog({ entries, note, vkey: signer.vkey, digest, verifySignature })
    },
    file: join(disk.folder ?? '', 'log.db'),
    restart: async () => {
      await shut()
      await boot()
    },
    close: async () => {
      await shut()
      await discord.close()
      disk.dispose()
      await rm(dataDir, { recursive: true, force: true })
      watch.end()
    },
  }
}
