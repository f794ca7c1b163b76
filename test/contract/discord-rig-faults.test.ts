import { type Client, MessageFlags, RESTEvents } from 'discord.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from '../rigs/discord/discord-type.ts'
import { row, type Scene, setScene } from './discord-rig-scene.ts'

const posting = '/channels/:channel/messages'
const after502: Fault = { kind: 'status', status: 502, when: 'after' }

let scene: Scene
let client: Client

beforeEach(async () => {
  scene = await setScene({ bucket: { limit: 100, perMs: 5000 } })
  client = await scene.connect({ rest: { timeout: 200 } })
})

afterEach(async () => {
  await scene.end()
})

describe('given a Discord whose answers get lost', () => {
  test('when a post is done but answered 502, then a nonce keeps the second try from being a second message', async () => {
    const { discord, desk, desktop } = scene
    const channel = await desktop(client)
    discord.trouble({ method: 'POST', route: posting, fault: after502 })
    await channel.send('without')
    discord.trouble({ method: 'POST', route: posting, fault: after502 })
    await channel.send({ content: 'with', nonce: 'n1', enforceNonce: true })
    expect(discord.messages(desk).map(({ content }) => content)).toEqual([
      'without',
      'without',
      'with',
    ])
    await channel.send({ content: 'another', nonce: 'n1', enforceNonce: true })
    expect(discord.messages(desk)).toHaveLength(3)
    expect(discord.problems()).toEqual(['two different messages were sent with the nonce n1'])
    expect(discord.asked(posting).map(({ answer }) => answer)).toEqual([
      '200, 502 after',
      '200',
      '200, 502 after',
      '200',
      '200',
    ])
  })

  test('when a post never gets an answer, then each try made one, and the app gives up', async () => {
    const { discord, desk, desktop } = scene
    const channel = await desktop(client)
    const hang: Fault = { kind: 'hang', when: 'after' }
    discord.trouble({ method: 'POST', route: posting, times: 2, fault: hang })
    await expect(channel.send('lost')).rejects.toMatchObject({ name: 'AbortError' })
    expect(discord.messages(desk)).toHaveLength(2)
    discord.trouble({
      method: 'POST',
      route: posting,
      times: 2,
      fault: { ...hang, when: 'before' },
    })
    await expect(channel.send('never')).rejects.toMatchObject({ name: 'AbortError' })
    expect(discord.messages(desk)).toHaveLength(2)
  })

  test.each([
    ['after', 1],
    ['before', 0],
  ] as const)(
    'when the connection dies %s the work, then nobody tries again',
    async (when, there) => {
      const { discord, desk, desktop } = scene
      const channel = await desktop(client)
      discord.trouble({ method: 'POST', route: posting, fault: { kind: 'cut', when } })
      await expect(channel.send('cut')).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' })
      expect(discord.messages(desk)).toHaveLength(there)
    },
  )

  test('when Discord is down for a while, then the app hears so after its tries', async () => {
    const { discord, desk, desktop } = scene
    const channel = await desktop(client)
    const down: Fault = { kind: 'status', status: 503, when: 'before' }
    const struck = discord.trouble({ forMs: 60_000, fault: down })
    await expect(channel.send('down')).rejects.toMatchObject({ status: 503 })
    struck.lift()
    await channel.send('up')
    expect(discord.messages(desk).map(({ content }) => content)).toEqual(['up'])
    expect(struck.hits()).toBe(2)
  })

  test('when the first response is done but answered 502, then the second try is too late, and the person saw it', async () => {
    const { discord, ann, desk, on, failures } = scene
    on(client, async interaction => {
      if (interaction.isChatInputCommand()) await interaction.reply('seen')
    })
    discord.trouble({ route: '/callback', fault: after502 })
    const exchange = discord.command(ann, desk, 'referral open', { subject: 'a' })
    expect(await exchange.shown).toMatchObject({ message: { content: 'seen' } })
    await expect.poll(() => failures).toMatchObject([{ code: 40060 }])
  })

  test('when follow-ups are counted, then the first replaces a deferral and a lost answer makes two', async () => {
    const { discord, ann, desk, on, failures } = scene
    const done = Promise.withResolvers<void>()
    on(client, async interaction => {
      if (!interaction.isChatInputCommand()) return
      await interaction.deferReply()
      await interaction.followUp({ content: 'first', flags: MessageFlags.Ephemeral })
      discord.trouble({ method: 'POST', route: '/webhooks/:application/:token', fault: after502 })
      await interaction.followUp('second')
      done.resolve()
    })
    const exchange = discord.command(ann, desk, 'referral open', { subject: 'a' })
    await done.promise
    expect(exchange.original()).toMatchObject({ content: 'first', flags: 0 })
    expect(exchange.followUps().map(({ content }) => content)).toEqual(['second', 'second'])
    expect(discord.problems()).toEqual([
      'a follow-up took the place of a deferred reply; edit the reply first',
    ])
    expect(failures).toEqual([])
  })

  test('when an interaction comes twice, then only the first answer counts', async () => {
    const { discord, ann, desk, on, failures } = scene
    on(client, async interaction => {
      if (interaction.isChatInputCommand()) await interaction.reply('once')
    })
    discord.duplicateNext()
    const exchange = discord.command(ann, desk, 'referral open', { subject: 'a' })
    await exchange.shown
    await expect.poll(() => failures).toMatchObject([{ code: 40060 }])
    discord.redeliver(exchange)
    await expect.poll(() => failures).toMatchObject([{ code: 40060 }, { code: 40060 }])
    expect(discord.messages(desk)).toHaveLength(1)
  })

  test('when Discord limits one channel, then it is told how long, and another is open', async () => {
    const { discord, hk, desktop, bare } = scene
    const { client: strict, login } = bare({ rest: { rejectOnRateLimit: ['/channels'] } })
    await login()
    const other = discord.addChannel(hk, 'other')
    const channel = await desktop(strict)
    const limited = { route: posting, channel: channel.id, times: 1 }
    discord.trouble({ ...limited, fault: { kind: 'ratelimited', retryAfterS: 3 } })
    await expect(channel.send('a')).rejects.toMatchObject({
      scope: 'user',
      // The client waits a little longer than it is told.
      retryAfter: expect.closeTo(3000, -3),
    })
    const there = await strict.channels.fetch(other.id)
    if (there?.isSendable()) await there.send('b')
    expect(discord.messages(other)).toHaveLength(1)
    expect(discord.invalidRequests()).toBe(1)
  })

  test('when a bucket is empty, then the client waits as the headers say, without a 429', async () => {
    const small = await setScene({ bucket: { limit: 2, perMs: 300 } })
    try {
      const other = await small.connect()
      const channel = await small.desktop(other)
      const limited: unknown[] = []
      other.rest.on(RESTEvents.RateLimited, one => limited.push(one))
      await Promise.all(['a', 'b', 'c', 'd', 'e'].map(text => channel.send(text)))
      expect(small.discord.messages(small.desk).map(({ content }) => content)).toEqual([...'abcde'])
      expect(limited.length).toBeGreaterThan(0)
      expect(small.discord.invalidRequests()).toBe(0)
    } finally {
      await small.end()
    }
  })
})

describe('given time that a test moves', () => {
  test('when a first response comes late, then the person was told that there was none', async () => {
    let now = Date.UTC(2026, 10, 24, 9)
    const still = await setScene({ now: () => now })
    const { discord, ann, desk, on, failures } = still
    try {
      const app = await still.connect()
      on(app, async interaction => {
        if (interaction.isRepliable()) await interaction.reply('late')
      })
      discord.hold()
      const exchange = discord.command(ann, desk, 'referral open', { subject: 'a' })
      now += 3001
      discord.tick()
      discord.release()
      expect(await exchange.outcome).toEqual({ kind: 'timeout' })
      expect(exchange.sees()).toEqual({ kind: 'trouble', words: 'The application did not respond' })
      await expect.poll(() => failures).toMatchObject([{ code: 10062 }])
      expect(discord.messages(desk)).toEqual([])
    } finally {
      await still.end()
    }
  })

  test('when a token is old, then only the channel still reaches the message', async () => {
    let now = Date.UTC(2026, 10, 24, 9)
    const still = await setScene({ now: () => now })
    const { discord, ann, desk, on } = still
    try {
      const app = await still.connect()
      const said = Promise.withResolvers<{ edit: () => Promise<unknown> }>()
      on(app, async interaction => {
        if (!interaction.isChatInputCommand()) return
        await interaction.reply({ content: 'a', components: [row(['x', 'X'])] })
        said.resolve({ edit: () => interaction.editReply('b') })
      })
      await discord.command(ann, desk, 'referral open', { subject: 'a' }).shown
      const { edit } = await said.promise
      now += 15 * 60_000 + 1
      await expect(edit()).rejects.toMatchObject({ code: 50027 })
      const [message] = discord.messages(desk)
      const channel = await still.desktop(app)
      await channel.messages.edit(message?.id ?? '', 'c')
      expect(discord.messages(desk).map(({ content }) => content)).toEqual(['c'])
    } finally {
      await still.end()
    }
  })
})
