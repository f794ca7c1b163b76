import { Client, type ClientOptions, Events, GatewayIntentBits } from 'discord.js'
import type { Discord } from './discord-type.ts'

/** A bare discord.js client at the rig, with what it heard of errors. */
export const discordClient = (discord: Discord, options: Partial<ClientOptions> = {}) => {
  const { rest, ...more } = options
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    ...more,
    rest: { api: discord.apiUrl, timeout: 5000, retries: 1, ...rest },
  })
  const errors: Error[] = []
  client.on(Events.Error, error => errors.push(error))
  client.on(Events.ShardError, error => errors.push(error))
  return {
    client,
    errors,
    /** Resolves once every guild has come. */
    login: async (token = discord.token) => {
      const ready = new Promise<void>(resolve => client.once(Events.ClientReady, () => resolve()))
      await client.login(token)
      await ready
    },
  }
}
