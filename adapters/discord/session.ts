import { type Client, Events, type Interaction } from 'discord.js'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Log } from '../../src/ports/log.ts'
import type { Fault } from '../../src/ports/platform.ts'
import { type ClientOptions, openClient } from './client.ts'
import { signInFault } from './faults.ts'
import { inTime } from './in-time.ts'
import type { Watchdog } from './watchdog.ts'

/** A connection to the gateway that was ready once; discord.js resumes it or signs in anew by itself. */
export interface Session {
  readonly client: Client<true>
  readonly stop: () => Promise<void>
}

export interface SessionOptions extends ClientOptions {
  readonly token: string
  /** Milliseconds for all of it. */
  readonly patience: number
  readonly watchdog: Watchdog
  readonly interaction: (interaction: Interaction) => void
  /** A guild is there: at the start, after a fresh sign-in, or because the app was just invited. */
  readonly guildHere: (client: Client<true>, guild: string) => void
  readonly log: Log
}

const listen = (client: Client, options: SessionOptions): void => {
  const { watchdog, log, interaction, guildHere } = options
  const guildsHere = (): void => {
    if (client.isReady()) for (const guild of client.guilds.cache.keys()) guildHere(client, guild)
  }
  client.on(Events.InteractionCreate, interaction)
  client.on(Events.ClientReady, guildsHere)
  client.on(Events.ShardReady, () => {
    watchdog.heard()
    guildsHere()
  })
  client.on(Events.ShardResume, () => {
    watchdog.heard()
    log.info('The connection to Discord goes on where it was.')
  })
  client.on(Events.ShardReconnecting, () => {
    watchdog.lost()
    log.info('The connection to Discord is lost, and comes back by itself.')
  })
  client.on(Events.ShardDisconnect, ({ code }) => {
    watchdog.lost()
    log.error('Discord ended the connection for good.', { code })
  })
  client.on(Events.ShardError, error =>
    log.warn('The connection to Discord is broken.', { why: error.message }),
  )
  client.on(Events.Invalidated, watchdog.lost)
  client.on(Events.GuildCreate, guild => client.isReady() && guildHere(client, guild.id))
  client.on(Events.GuildAvailable, guild => client.isReady() && guildHere(client, guild.id))
  // Without an ear for it, an error of a listener would end the process.
  client.on(Events.Error, () => log.error('Something that Discord said could not be worked on.'))
}

/** Signs in and waits until the guilds are there. A token that Discord doesn't take is `Forbidden`. */
export const startSession = async (options: SessionOptions): Promise<Result<Session, Fault>> => {
  const { client, stop } = openClient(options)
  // Before it signs in: ready may come first.
  listen(client, options)
  const ready = new Promise<Client<true>>(resolve => client.once(Events.ClientReady, resolve))
  const signIn = async (): Promise<Result<Client<true>, Fault>> => {
    try {
      await client.login(options.token)
      return ok(await ready)
    } catch (error) {
      return err(signInFault(error))
    }
  }
  const signingIn = signIn()
  const signedIn = (await inTime(signingIn, options.patience))
    ? await signingIn
    : err<Fault>({ kind: 'Unreachable' })
  if (signedIn.ok) return ok({ client: signedIn.value, stop })
  await stop()
  return signedIn
}
