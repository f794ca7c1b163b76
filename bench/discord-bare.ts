import { Client, Events, GatewayIntentBits, Routes } from 'discord.js'
import type { Discord } from '../test/rigs/discord/discord-type.ts'

/** What is said to every interaction, and what is done before. */
export interface Answering {
  readonly body: () => unknown
  readonly before: () => void
}

export interface Bare {
  readonly close: () => Promise<void>
}

/** A client of discord.js that answers all with the same, and knows nothing. */
export const openBare = async (discord: Discord, { body, before }: Answering): Promise<Bare> => {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.apiUrl },
  })
  client.on(Events.InteractionCreate, async ({ id, token }) => {
    before()
    await client.rest.post(Routes.interactionCallback(id, token), { auth: false, body: body() })
  })
  const ready = new Promise(resolve => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  await ready
  return { close: () => client.destroy() }
}

const gatewayOf = ({ apiUrl }: Discord): string =>
  `${apiUrl.replace('http', 'ws').replace('/api', '/gateway')}?v=10&encoding=json`

/** The same with no discord.js: what the rig costs and the way to it, and next to nothing else. */
export const openAlone = async (discord: Discord, { body }: Answering): Promise<Bare> => {
  const socket = new WebSocket(gatewayOf(discord))
  const properties = { os: 'linux', browser: 'bench', device: 'bench' }
  const ready = Promise.withResolvers<void>()
  socket.addEventListener('message', ({ data }) => {
    const { op, t, d } = JSON.parse(String(data))
    if (op === 10)
      socket.send(JSON.stringify({ op: 2, d: { token: discord.token, intents: 1, properties } }))
    if (t === 'READY') ready.resolve()
    if (t === 'INTERACTION_CREATE')
      void fetch(`${discord.apiUrl}/v10/interactions/${d.id}/${d.token}/callback`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body()),
      })
  })
  await ready.promise
  return {
    close: async () => socket.close(),
  }
}
