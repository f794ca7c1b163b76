import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { Events } from 'discord.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openClient } from '../../adapters/discord/client.ts'
import { createDiscordPlatform, type DiscordOptions } from '../../adapters/discord/index.ts'
import type { PlaceId } from '../../src/kit/ids.ts'
import { createTestEar } from '../rigs/console.ts'
import { raiseDiscord } from '../rigs/discord/raise.ts'
import { type DiscordDesk, raiseDiscordDesk } from '../rigs/discord-desk.ts'

let desk: DiscordDesk
beforeAll(async () => {
  desk = await raiseDiscordDesk({ still: true })
})
afterAll(() => desk.close())

/** Says where its gateway is, and never answers there. */
const raiseDumbGateway = async () => {
  const sockets = new Set<Duplex>()
  const server = createServer((_, response) => {
    const limits = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ url: gateway(), shards: 1, session_start_limit: limits }))
  })
  server.on('upgrade', (_, socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('end', () => socket.end())
    socket.on('error', () => {})
    socket.resume()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const gateway = () => `ws://127.0.0.1:${port}`
  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    sockets: () => sockets.size,
    close: () => new Promise(resolve => server.close(resolve)),
  }
}

const begin = async (options: DiscordOptions) => {
  const made = createDiscordPlatform(options)
  if (!made.ok) throw new Error(made.error.kind)
  const started = await made.value.start(createTestEar())
  await made.value.close()
  return started
}

const missing = (words: string) => ({ kind: 'Forbidden', missing: expect.stringContaining(words) })

describe('given a start that can not succeed', () => {
  const why = () => desk.told.at(-1)?.message

  test('when the token is bad, then it is forbidden, with a sentence, and nothing dies', async () => {
    const started = await begin({ ...desk.options, token: 'a-token-that-nobody-gave' })
    expect(started).toEqual({ ok: false, error: missing('valid token') })
    expect(why()).toMatch(/^Discord doesn't let the app in.*DISCORD_TOKEN\.$/)
  })

  test('when an intent is not allowed, then it is forbidden, with a sentence', async () => {
    const strict = await raiseDiscordDesk({ still: true })
    strict.discord.allowIntents(0)
    const started = await begin(strict.options)
    expect(started).toEqual({ ok: false, error: missing('Guilds alone') })
    expect(strict.told.at(-1)?.message).toContain('intents')
    await strict.close()
  })

  test('when nobody answers, then it is unreachable', async () => {
    const closed = await raiseDiscord()
    await closed.close()
    const started = await begin({ ...desk.options, apiUrl: closed.apiUrl })
    expect(started).toEqual({ ok: false, error: { kind: 'Unreachable' } })
    expect(why()).toContain('DISCORD_API_URL')
  })

  test('when Discord is broken, then it is unreachable, and the next start succeeds', async () => {
    const fault = { kind: 'status', status: 503, when: 'before' } as const
    desk.discord.trouble({ route: '/gateway/bot', times: 2, fault })
    expect(await begin(desk.options)).toEqual({ ok: false, error: { kind: 'Unreachable' } })
    expect(await begin(desk.options)).toEqual({ ok: true, value: undefined })
  })

  test('when the gateway takes a connection and says nothing, then no socket of ours is left', async () => {
    const dumb = await raiseDumbGateway()
    const timing = { ...desk.options.timing, signIn: 200 }
    const started = await begin({ ...desk.options, apiUrl: dumb.apiUrl, timing })
    expect(started).toEqual({ ok: false, error: { kind: 'Unreachable' } })
    await expect.poll(dumb.sockets).toBe(0)
    await dumb.close()
  })
})

test.each([
  [{ apiUrl: 'http://discord.example/api' }, 'UnsafeApiUrl'],
  [{ apiUrl: 'ftp://127.0.0.1/' }, 'UnsafeApiUrl'],
  [{ apiUrl: 'no url' }, 'UnsafeApiUrl'],
  [{ token: '' }, 'UnusableToken'],
  [{ guilds: [] }, 'NoGuild'],
  [{ guilds: ['hk'] }, 'UnusableGuild'],
  [{ channels: [{ id: 'desk' as PlaceId, languages: [] }] }, 'UnusablePlace'],
])('given the options %j, when the platform is made, then it is %s', (wrong, kind) => {
  expect(createDiscordPlatform({ ...desk.options, ...wrong })).toMatchObject({
    ok: false,
    error: { kind },
  })
})

test('given a server that nobody invited the app to, when it starts, then that is told', async () => {
  const guilds = [...desk.options.guilds, '999999999999999999']
  expect((await begin({ ...desk.options, guilds })).ok).toBe(true)
  expect(desk.told.at(-1)?.message).toContain('invite it')
})

test('given a client of ours, when many people speak, then none of them is kept', async () => {
  const rest = { api: desk.discord.apiUrl }
  const signIns = { waitMs: () => 0, record: async () => {} }
  const { client, stop } = openClient({ rest, signIns, farewell: 300 })
  const ready = new Promise(resolve => client.once(Events.ClientReady, resolve))
  await client.login(desk.discord.token)
  await ready
  const heard: string[] = []
  client.on(Events.InteractionCreate, i => void heard.push(i.user.id))
  for (let n = 0; n < 20; n++) {
    const user = desk.discord.addUser(`person ${n}`)
    desk.discord.join(desk.guild, user)
    desk.discord.command(user, desk.channel, 'say', { text: 'x' })
  }
  await expect.poll(() => heard.length).toBe(20)
  const guild = client.guilds.cache.get(desk.guild.id)
  expect([client.users.cache.size, guild?.members.cache.size]).toEqual([0, 0])
  expect(guild?.channels.cache.size).toBeGreaterThan(0)
  expect(client.options.allowedMentions).toEqual({ parse: [] })
  expect(client.options.intents.toArray()).toEqual(['Guilds'])
  await stop()
})
