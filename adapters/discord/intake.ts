import type { Client, Interaction } from 'discord.js'
import { minutes } from '../../src/kit/time.ts'
import type { Ear } from '../../src/ports/platform.ts'
import type { IdClock } from './clock.ts'
import type { DiscordOptions } from './config.ts'
import { startSentence } from './faults.ts'
import { createHearing } from './hearing.ts'
import { createLeaving } from './leaving.ts'
import { register } from './registration.ts'

export interface IntakeOptions extends DiscordOptions {
  readonly ear: Ear
  readonly ids: IdClock
  readonly open: () => boolean
  readonly track: (work: Promise<unknown>) => Promise<void>
}

/** What is done with what the gateway says: interactions are heard, guilds get their commands. */
export const createIntake = (options: IntakeOptions) => {
  const { guilds, log, open, track, monotonic, ids } = options
  // By Discord's own clock: the host's may be wrong by more than an interaction lives.
  const hearing = createHearing({ ...options, now: () => ids.now() ?? options.now() })
  const leaving = createLeaving(options)
  const queued = new Set<string>()
  /** Where it failed, and from when on it is tried again. */
  const failed = new Map<string, { readonly client: Client<true>; readonly from: number }>()
  let working: Promise<void> = Promise.resolve()

  const registerIn = async (client: Client<true>, guild: string): Promise<void> => {
    queued.delete(guild)
    if (!open() || !client.isReady()) return
    const { commands, languages, words } = options
    const applicationId = client.application.id
    const given = { applicationId, guilds: [guild], commands, languages, words, log }
    const done = await register(client.rest, given)
    if (done.ok) return
    if (done.error.kind === 'Forbidden') log.error(startSentence(done.error), { guild })
    failed.set(guild, { client, from: monotonic() + minutes(1) })
  }

  const guildHere = (client: Client<true>, guild: string): void => {
    if (!guilds.includes(guild) || queued.has(guild)) return
    queued.add(guild)
    failed.delete(guild)
    working = track(working.then(() => registerIn(client, guild)))
  }

  return {
    interaction: (interaction: Interaction): void => {
      ids.seen(interaction.id)
      void track(open() ? hearing.interaction(interaction) : leaving(interaction))
    },
    guildHere,
    /** With each look at the connection: what failed is tried again. */
    onLook: (): void => {
      for (const [guild, { client, from }] of failed)
        if (monotonic() >= from) guildHere(client, guild)
    },
    /** The commands of every guild that is there are registered, or can't be. */
    settled: () => working,
  }
}
