import { join } from 'node:path'
import { createCatalogue } from '../adapters/i18next/index.ts'
import { createPump } from '../src/bot/pump.ts'
import { type Config, configSchema } from '../src/config.ts'
import type { ContactPointId, PlaceId } from '../src/kit/ids.ts'
import { seconds } from '../src/kit/time.ts'
import { declaredFor } from '../src/main/commands.ts'
import { createSoon, createWake } from '../src/main/wake.ts'
import { createDirectory } from '../src/roster/directory.ts'
import type { Discord } from '../test/rigs/discord/discord-type.ts'
import { raiseDiscord } from '../test/rigs/discord/raise.ts'
import type { Channel, Guild, User } from '../test/rigs/discord/world-type.ts'
import { discordOptions, startDiscord, type Told } from '../test/rigs/discord-options.ts'
import { withThirdDesk } from '../test/rigs/stage-config.ts'
import { demoConfig, openDesk } from './desk.ts'
import { openAlone, openBare } from './discord-bare.ts'
import { createRing } from './ring.ts'
import { countFrames } from './wal.ts'

const receiver = 'kcs.o1'
/** A desk that has no part in what the officers do. */
export const burstDesk = 'tst.cyber' as ContactPointId
export const burstChannels = 100

/** A little Discord with one officer in one channel. */
export interface Seat {
  readonly discord: Discord
  readonly guild: Guild
  readonly user: User
  readonly channel: Channel
}

const raiseSeat = async (): Promise<Seat> => {
  const discord = await raiseDiscord()
  const guild = discord.addGuild('KR')
  const user = discord.addUser('kim', 'ko')
  discord.join(guild, user)
  return { discord, guild, user, channel: discord.addChannel(guild, 'aside') }
}

const onDiscord = ({ discord, guild, user }: Seat, burst: readonly Channel[]): Config => {
  const on = { platform: 'discord' }
  const config = withThirdDesk(demoConfig())
  const [model] = config.channels
  return configSchema.parse({
    ...config,
    officers: config.officers.map(o =>
      o.id === receiver ? { ...o, identities: [{ ...on, workspace: guild.id, user: user.id }] } : o,
    ),
    channels: [
      ...config.channels
        .filter(c => c.id !== 'tst-desk')
        .map(c => ({ ...c, ...on, place: discord.addChannel(guild, c.id).id })),
      ...burst.map(({ id }) => ({
        ...model,
        ...on,
        id: `burst-${id}`,
        place: id,
        desks: [burstDesk],
      })),
    ],
  })
}

/**
 * Three little Discords in this process: with our app, with a bare client of discord.js, and with next to
 * nothing, so that what the rig itself costs is known. Ours has its log, vault, key and pump, and its
 * adapter keeps the usual times.
 */
export const raiseDiscordDesk = async (dir: string) => {
  const ours = await raiseSeat()
  const { discord, guild, user } = ours
  const burst = Array.from({ length: burstChannels }, (_, i) => discord.addChannel(guild, `b${i}`))
  const config = onDiscord(ours, burst)
  const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../locales') })
  const told: Told[] = []
  const options = discordOptions({
    ...{ discord, dataDir: dir, guilds: [guild], told },
    officers: { [receiver]: { guild: guild.id, user: user.id } },
    places: config.channels.map(c => c.place as PlaceId),
    commands: declaredFor(catalogue, createDirectory(config, [])),
    timing: { perSecond: 50, look: seconds(5) },
  })
  const chat = await startDiscord(options, {
    hear: async inbound => {
      const answer = await desk.bot.hear(inbound)
      follow()
      return answer
    },
    complete: (actor, text) => desk.bot.complete(actor, text),
    suggest: (actor, asked) => desk.bot.suggest(actor, asked),
    keep: (...given) => desk.bot.keep(...given),
    form: (...given) => desk.bot.form(...given),
    home: (actor, languages) => desk.bot.home(actor, languages),
    figures: (...given) => desk.bot.figures(...given),
  })
  const frames: number[] = []
  let counting = true
  const desk = await openDesk(
    dir,
    async (batch, commit) => {
      if (!counting || batch.inbound === undefined) return commit()
      wal.since()
      const result = await commit()
      frames.push(wal.since())
      return result
    },
    config,
    chat,
  )
  const wal = countFrames(join(dir, 'log.db-wal'))
  const ring = createRing(join(dir, 'ring'))
  const onError = (error: unknown): void => {
    throw error
  }
  const wake = createWake({ next: desk.bot.owedNext, now: desk.now, run: () => pump.kick() })
  const pump = createPump({
    bot: desk.bot,
    yieldNow: () => new Promise(resolve => setImmediate(resolve)),
    onError,
    onDelivered: () => wake.arm().catch(onError),
  })
  let followed = Promise.withResolvers<void>()
  followed.resolve()
  const soon = createSoon(() => {
    pump.kick()
    followed.resolve()
  })
  /** As the program does: answers go out first. */
  const follow = (): void => {
    followed = Promise.withResolvers()
    soon.call()
  }

  const [bares, alones] = [await raiseSeat(), await raiseSeat()]
  for (const seat of [bares, alones]) seat.guild.commands = guild.commands
  const answer = { kept: 0, body: {} as unknown }
  const answering = {
    body: () => answer.body,
    before: () => {
      if (answer.kept > 0) ring.commit(answer.kept)
    },
  }
  const bare = await openBare(bares.discord, answering)
  const alone = await openAlone(alones.discord, answering)

  return {
    ...{ desk, ours, bares, alones, burst, answer, platform: chat.name },
    kick: pump.kick,
    /** Frames of the WAL by commit of an officer's act, until then: to count them takes time of its own. */
    counted: (): readonly number[] => {
      counting = false
      return frames.splice(0)
    },
    /** Until the pump has done what it can for now. */
    idle: async () => {
      await followed.promise
      await pump.idle()
    },
    /** For good: nothing more is sent. */
    rest: async () => {
      soon.stop()
      wake.stop()
      await pump.rest()
      await pump.idle()
    },
    close: async () => {
      await chat.close()
      await bare.close()
      await alone.close()
      wal.close()
      ring.close()
      await desk.close()
      // Its seconds and ours don't begin together: what comes too early is put off, and comes.
      const wrong = [
        ...discord.problems().filter(problem => !problem.includes(' 429 ')),
        ...told.filter(t => t.level !== 'info'),
      ]
      for (const seat of [ours, bares, alones]) await seat.discord.close()
      if (wrong.length > 0) throw new Error(`Discord: ${JSON.stringify(wrong.slice(0, 5))}`)
    },
  }
}

export type DiscordDesk = Awaited<ReturnType<typeof raiseDiscordDesk>>
