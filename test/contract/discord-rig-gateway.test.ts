import { Events, GatewayIntentBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { setScene } from './discord-rig-scene.ts'

const patient = { timeout: 10_000 }

// Each test has a Discord of its own and mostly waits, so they run side by side.
const stage = async (heartbeatMs = 41_250) => {
  const scene = await setScene({ heartbeatMs })
  const { discord, ann, desk, on, connect } = scene
  return {
    ...scene,
    answering: async () => {
      // The client would wait five seconds between two IDENTIFYs.
      const buildIdentifyThrottler = async () => ({ waitForIdentify: async () => {} })
      const client = await connect({ ws: { buildIdentifyThrottler } })
      on(client, async interaction => {
        if (interaction.isChatInputCommand()) await interaction.reply(interaction.id)
      })
      return client
    },
    ask: () => discord.command(ann, desk, 'referral open', { subject: 'a' }),
    [Symbol.asyncDispose]: scene.end,
  }
}

describe.concurrent('given a gateway that a client logs in to', () => {
  test('when the token is wrong or an intent is not granted, then it is told so', async () => {
    await using scene = await stage()
    const { discord, bare } = scene
    await expect(bare().client.login('a.b.c')).rejects.toMatchObject({ code: 'TokenInvalid' })
    discord.allowIntents(GatewayIntentBits.Guilds)
    const { client } = bare({
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent],
    })
    await expect(client.login(discord.token)).rejects.toThrow('disallowed intents')
    expect(discord.sockets()).toBe(0)
    expect(discord.identified()).toBe(1)
    expect(discord.invalidRequests()).toBe(1)
  })

  test('when it heartbeats, then every beat is acked, and also when it is asked for one', async () => {
    await using scene = await stage(150)
    const { discord } = scene
    await scene.answering()
    await expect.poll(() => discord.heartbeats(), patient).toBeGreaterThan(1)
    const before = discord.heartbeats()
    discord.askHeartbeat()
    await expect.poll(() => discord.heartbeats(), patient).toBeGreaterThan(before)
    expect([discord.sockets(), discord.identified()]).toEqual([1, 1])
  })

  test('when it leaves, then its session is gone and nobody answers', async () => {
    await using scene = await stage()
    const { discord } = scene
    const client = await scene.answering()
    await client.destroy()
    await expect.poll(() => discord.sockets(), patient).toBe(0)
    expect(await scene.ask().outcome).toEqual({ kind: 'unreachable' })
  })

  test('when roles and channels change, then it sees them changed', async () => {
    await using scene = await stage()
    const { discord, hk, desk } = scene
    const client = await scene.answering()
    const role = discord.addRole(hk, 'cyber')
    const told = new Promise<void>(resolve => client.once(Events.GuildRoleUpdate, () => resolve()))
    discord.changeRole(role, { mentionable: true })
    await told
    const guild = client.guilds.cache.get(hk.id)
    expect(guild?.roles.cache.get(role.id)?.mentionable).toBe(true)
    const renamed = new Promise<void>(resolve => client.once(Events.ChannelUpdate, () => resolve()))
    discord.changeChannel(desk, { name: 'front', overwrites: { [hk.id]: { deny: 1n << 11n } } })
    await renamed
    expect(guild?.channels.cache.get(desk.id)?.name).toBe('front')
    expect(guild?.members.me?.permissionsIn(desk.id).has('SendMessages')).toBe(false)
  })
})

const departures = [
  'cut',
  'asked to reconnect',
  'closed with 4000',
  'told that the session can be resumed',
] as const

describe.concurrent('given a gateway that goes away', () => {
  test.each(departures)(
    'when the socket is %s, then it resumes and hears what it missed',
    async how => {
      await using scene = await stage()
      const { discord, failures } = scene
      await scene.answering()
      const again = discord.ready()
      if (how === 'cut') discord.cutSockets()
      if (how === 'asked to reconnect') discord.reconnect()
      if (how === 'closed with 4000') discord.closeSockets(4000)
      if (how.startsWith('told')) discord.invalidate(true)
      const exchange = scene.ask()
      expect(await again).toBe('RESUMED')
      expect(await exchange.shown).toMatchObject({ message: { content: exchange.id } })
      expect([discord.identified(), discord.resumed(), failures]).toEqual([1, 1, []])
    },
  )

  test('when the socket is half open, then the client notices by its heartbeats and resumes', async () => {
    await using scene = await stage(300)
    const { discord } = scene
    await scene.answering()
    const again = discord.ready()
    discord.halfOpen()
    const exchange = scene.ask()
    expect(exchange.settled()).toBeUndefined()
    expect(await again).toBe('RESUMED')
    expect((await exchange.outcome).kind).toBe('answered')
  })

  test('when a half open socket mends, then what was kept comes', async () => {
    await using scene = await stage()
    const { discord } = scene
    await scene.answering()
    discord.halfOpen()
    const exchange = scene.ask()
    discord.mend()
    expect((await exchange.outcome).kind).toBe('answered')
    expect(discord.resumed()).toBe(0)
  })

  test('when its RESUME is lost, then it hears nothing until the socket is cut', async () => {
    await using scene = await stage(400)
    const { discord } = scene
    await scene.answering()
    discord.loseResumes(1)
    discord.reconnect()
    await expect.poll(() => discord.sockets(), patient).toBe(0)
    const exchange = scene.ask()
    const before = discord.heartbeats()
    await expect.poll(() => discord.heartbeats(), patient).toBeGreaterThan(before)
    expect(exchange.settled()).toBeUndefined()
    const again = discord.ready()
    discord.cutSockets()
    expect(await again).toBe('RESUMED')
    expect((await exchange.outcome).kind).toBe('answered')
  })

  test('when nobody gets through for a while, then it comes back by itself', async () => {
    await using scene = await stage()
    const { discord } = scene
    await scene.answering()
    const again = discord.ready()
    discord.refuseConnections(300)
    expect(await again).toBe('RESUMED')
    expect((await scene.ask().outcome).kind).toBe('answered')
  })

  test('when the session is over, then it identifies anew, and what was said meanwhile is lost', async () => {
    await using scene = await stage()
    const { discord } = scene
    await scene.answering()
    const again = discord.ready()
    discord.invalidate(false)
    expect(await scene.ask().outcome).toEqual({ kind: 'unreachable' })
    expect(await again).toBe('READY')
    expect([discord.identified(), discord.resumed()]).toEqual([2, 0])
    expect((await scene.ask().outcome).kind).toBe('answered')
  })
})
