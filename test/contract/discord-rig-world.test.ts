import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askDiscord, idIn, type Said } from '../rigs/discord/ask.ts'
import type { Discord, RaiseDiscord } from '../rigs/discord/discord-type.ts'
import { type Listener, listen } from '../rigs/discord/listen.ts'
import { permission } from '../rigs/discord/permissions.ts'
import { raiseDiscord } from '../rigs/discord/raise.ts'
import type { Channel, Guild, User } from '../rigs/discord/world-type.ts'
import { button, command, row } from './discord-rig-bodies.ts'

let now: number
let discord: Discord
let listener: Listener
let guild: Guild
let ann: User
let desk: Channel

const ask = (method: string, path: string, body?: unknown): Promise<Said> =>
  askDiscord(discord, method, path, body)
const post = (body: unknown = { content: 'a' }, channel = desk) =>
  ask('POST', `/channels/${channel.id}/messages`, body)
const pass = (ms: number) => {
  now += ms
  discord.tick()
}
const raise = async (given: RaiseDiscord = {}) => {
  discord = await raiseDiscord({ now: () => now, ...given })
  guild = discord.addGuild('HK')
  ann = discord.addUser('ann')
  discord.join(guild, ann)
  desk = discord.addChannel(guild, 'desk')
  listener = await listen(discord)
}
const end = async () => {
  listener.close()
  await discord.close()
}

beforeEach(async () => {
  now = Date.UTC(2026, 10, 24, 9)
  await raise()
})

afterEach(end)

describe('given limits of the rate', () => {
  test('when a bucket is empty, then it says how long, for that channel alone, and opens again', async () => {
    await end()
    await raise({ bucket: { limit: 2, perMs: 5000 } })
    const other = discord.addChannel(guild, 'other')
    const first = await post()
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'x-ratelimit-limit': '2',
      'x-ratelimit-remaining': '1',
      'x-ratelimit-reset-after': '5',
      'x-ratelimit-bucket': expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    await post()
    pass(1000)
    const over = await post()
    expect([over.status, over.body]).toEqual([
      429,
      { message: 'You are being rate limited.', retry_after: 4, global: false },
    ])
    expect(over.headers.get('retry-after')).toBe('4')
    expect(over.headers.get('x-ratelimit-scope')).toBe('user')
    expect((await post(undefined, other)).status).toBe(200)
    pass(4000)
    expect((await post()).status).toBe(200)
    expect(discord.invalidRequests()).toBe(1)
  })

  test('when all of a second is spent, then everything waits but interactions', async () => {
    await end()
    await raise({ global: 1 })
    const path = `/applications/${discord.applicationId}/guilds/${guild.id}/commands`
    await ask('PUT', path, [command()])
    const { status, body } = await post()
    expect([status, body]).toMatchObject([429, { global: true, retry_after: 1 }])
    const { id, token } = discord.command(ann, desk, 'referral')
    const said = await ask('POST', `/interactions/${id}/${token}/callback`, { type: 5 })
    expect(said.status).toBe(204)
    pass(1000)
    expect((await post()).status).toBe(200)
  })
})

describe('given a trouble that a test asks for', () => {
  test('when it is slow, refused or limited as a whole, then each is as it is asked for', async () => {
    discord.trouble({ method: 'POST', fault: { kind: 'slow', ms: 500 } })
    const slow = post()
    await expect.poll(() => discord.messages(desk).length).toBe(1)
    pass(500)
    expect((await slow).status).toBe(200)
    discord.trouble({ channel: desk.id, fault: { kind: 'refused', status: 403, code: 50_001 } })
    expect(await post()).toMatchObject({ status: 403, code: 50_001 })
    const shared = { kind: 'ratelimited', retryAfterS: 2, scope: 'shared' } as const
    const struck = discord.trouble({ times: 2, fault: shared })
    const { status, headers } = await post()
    expect([status, headers.get('x-ratelimit-scope')]).toEqual([429, 'shared'])
    struck.lift()
    expect((await post()).status).toBe(200)
    // What others used up is not held against the app.
    expect([struck.hits(), discord.invalidRequests()]).toEqual([1, 1])
    expect(discord.asked('/messages').map(({ answer }) => answer)).toEqual([
      '200',
      '403 50001',
      '429',
      '200',
    ])
  })
})

describe('given what roles and channels let the bot do', () => {
  const { viewChannel, sendMessages, administrator } = permission
  const deny = (bits: bigint) => ({ deny: bits })
  const allow = (bits: bigint) => ({ allow: bits })
  type Set = (own: string) => Record<string, object>
  test.each<readonly [string, Set, number]>([
    ['nothing is said', () => ({}), 200],
    ['everyone may not', () => ({ [guild.id]: deny(sendMessages) }), 403],
    ['its role may not', own => ({ [own]: deny(sendMessages) }), 403],
    [
      'its role may though everyone may not',
      own => ({ [guild.id]: deny(sendMessages), [own]: allow(sendMessages) }),
      200,
    ],
    [
      'it itself may not though its role may',
      own => ({ [own]: allow(sendMessages), [discord.bot.id]: deny(sendMessages) }),
      403,
    ],
    ['another role may not', () => ({ [discord.addRole(guild, 'x').id]: deny(viewChannel) }), 200],
  ])('when %s, then it is so', async (_, set, status) => {
    discord.changeChannel(desk, { overwrites: set(discord.botRole(guild).id) })
    expect((await post()).status).toBe(status)
  })

  test('when its role is an administrator, then no channel is shut', async () => {
    discord.changeChannel(desk, {
      overwrites: { [guild.id]: { deny: viewChannel | sendMessages } },
    })
    expect(await post()).toMatchObject({ code: 50_001 })
    discord.changeRole(discord.botRole(guild), { permissions: administrator })
    expect((await post()).status).toBe(200)
    await expect.poll(() => listener.heard('GUILD_ROLE_UPDATE').length).toBe(1)
  })

  test('when it may not embed, attach or read, then that is refused and nothing else', async () => {
    const { embedLinks, readHistory, publicThreads, privateThreads } = permission
    const { id: own } = discord.botRole(guild)
    const bits = embedLinks | readHistory | publicThreads | privateThreads
    discord.changeChannel(desk, { overwrites: { [own]: deny(bits) } })
    expect(await post({ embeds: [{ title: 'a' }] })).toMatchObject({ status: 403, code: 50_013 })
    const id = idIn(await post())
    const of = `/channels/${desk.id}/messages`
    expect((await ask('GET', of)).body).toEqual([])
    expect(await ask('GET', `${of}/${id}`)).toMatchObject({ code: 50_013 })
    expect(await ask('POST', `${of}/${id}/threads`, { name: 'a' })).toMatchObject({ code: 50_013 })
    expect(await ask('POST', `/channels/${desk.id}/threads`, { name: 'a' })).toMatchObject({
      code: 50_013,
    })
  })
})

describe('given a card with buttons', () => {
  const card = async (body: object) => {
    const { id: interaction, token } = discord.command(ann, desk, 'referral')
    const data = { content: 'a', ...body }
    const said = await ask('POST', `/interactions/${interaction}/${token}/callback`, {
      type: 4,
      data,
    })
    const found = discord.ephemerals(ann).at(-1) ?? discord.messages(desk).at(-1)
    if (said.status !== 204 || !found) throw new Error('no card')
    return found
  }
  beforeEach(async () => {
    const path = `/applications/${discord.applicationId}/guilds/${guild.id}/commands`
    await ask('PUT', path, [command()])
  })

  test('when a button is off or a link, then nobody presses it', async () => {
    const off = button('off', { label: 'Off', disabled: true })
    const link = { type: 2, style: 5, label: 'Link', url: 'https://example.org' }
    const message = await card({ components: [row(off, link)] })
    expect(() => discord.press(ann, message, 'Off')).toThrow('is disabled')
    expect(() => discord.press(ann, message, 'Link')).toThrow('is a link')
  })

  test('when it is shown to one person, then nobody else presses it', async () => {
    const ben = discord.addUser('ben')
    discord.join(guild, ben)
    const message = await card({ components: [row(button('b'))], flags: 64 })
    expect(() => discord.press(ben, message, 'b')).toThrow("doesn't see this message")
    const { payload } = discord.press(ann, message, 'b')
    expect(payload).toMatchObject({ message: { id: message.id, flags: 64 } })
  })
})

describe('given threads and deleted things', () => {
  test('when a thread is put away, then writing opens it, unless it is locked', async () => {
    const id = idIn(await post())
    const made = await ask('POST', `/channels/${desk.id}/messages/${id}/threads`, { name: 'Talk' })
    expect([made.status, idIn(made)]).toEqual([201, id])
    const [talk] = discord.threads(desk)
    if (!talk) throw new Error('no thread')
    expect(await ask('PATCH', `/channels/${id}`, { archived: true })).toMatchObject({ status: 200 })
    expect(await ask('PATCH', `/channels/${id}`, { name: 'b' })).toMatchObject({ code: 50_083 })
    expect((await post(undefined, talk)).status).toBe(200)
    expect(talk.archived).toBe(false)
    expect(await ask('PATCH', `/channels/${id}`, { locked: true })).toMatchObject({ code: 50_013 })
    Object.assign(talk, { archived: true, locked: true })
    expect(await post(undefined, talk)).toMatchObject({ code: 50_083 })
    const within = await ask('POST', `/channels/${talk.id}/threads`, { name: 'c' })
    expect(within).toMatchObject({ code: 50_024 })
  })

  test('when somebody deletes a message or a channel, then its id is unknown', async () => {
    const id = idIn(await post())
    const [message] = discord.messages(desk)
    if (!message) throw new Error('no message')
    discord.deleteMessage(message)
    expect(
      await ask('PATCH', `/channels/${desk.id}/messages/${id}`, { content: 'b' }),
    ).toMatchObject({ status: 404, code: 10_008 })
    expect(() => discord.press(ann, message, 'x')).toThrow('is gone')
    discord.deleteChannel(desk)
    expect(await post()).toMatchObject({ status: 404, code: 10_003 })
    await expect.poll(() => listener.heard('CHANNEL_DELETE').length).toBe(1)
  })

  test('when an edit names somebody without saying who may be called, then it is written down', async () => {
    const id = idIn(await post())
    const edit = (body: unknown) => ask('PATCH', `/channels/${desk.id}/messages/${id}`, body)
    await edit({ content: `<@${ann.id}>`, allowed_mentions: { parse: [] } })
    expect(discord.problems()).toEqual([])
    await edit({ content: `<@${ann.id}>` })
    expect(discord.problems()).toHaveLength(1)
    expect(discord.pings()).toEqual([])
  })
})
