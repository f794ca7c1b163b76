import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askDiscord, flawsIn, idIn, type Said } from '../rigs/discord/ask.ts'
import type { Discord } from '../rigs/discord/discord-type.ts'
import type { Exchange } from '../rigs/discord/exchange-type.ts'
import { connect, type Listener, listen } from '../rigs/discord/listen.ts'
import { permission } from '../rigs/discord/permissions.ts'
import { raiseDiscord } from '../rigs/discord/raise.ts'
import type { Channel, Guild, User } from '../rigs/discord/world-type.ts'
import type { Fields } from '../rigs/slack/rule.ts'
import {
  button,
  command,
  input,
  line,
  modal,
  row,
  text,
  times,
  v2,
  x,
} from './discord-rig-bodies.ts'

let now: number
let discord: Discord
let listener: Listener
let guild: Guild
let ann: User
let desk: Channel
let shut: Channel
let silent: Channel

const ask = (method: string, path: string, body?: unknown, auth?: string): Promise<Said> =>
  askDiscord(discord, method, path, body, auth)
const post = (body: unknown, channel = desk) =>
  ask('POST', `/channels/${channel.id}/messages`, body)
const put = (...commands: readonly unknown[]) =>
  ask('PUT', `/applications/${discord.applicationId}/guilds/${guild.id}/commands`, commands)
const answer = ({ id, token }: Exchange, body: unknown) =>
  ask('POST', `/interactions/${id}/${token}/callback`, body, '')
const hook = (method: string, { token }: Exchange, rest = '', body?: unknown) =>
  ask(method, `/webhooks/${discord.applicationId}/${token}${rest}`, body, '')
const say = () => discord.command(ann, desk, 'base')
const pass = (ms: number) => {
  now += ms
  discord.tick()
}
const pressed = async (): Promise<Exchange> => {
  const id = idIn(await post({ content: 'card', components: [row(button('b'))] }))
  const message = discord.messages(desk).find(one => one.id === id)
  if (!message) throw new Error('no card')
  return discord.press(ann, message, 'b')
}

beforeAll(async () => {
  now = Date.UTC(2026, 10, 24, 9)
  discord = await raiseDiscord({ now: () => now })
  guild = discord.addGuild('HK')
  ann = discord.addUser('ann')
  discord.join(guild, ann)
  desk = discord.addChannel(guild, 'desk')
  const { id: own } = discord.botRole(guild)
  const denied = (deny: bigint) => ({ overwrites: { [own]: { deny } } })
  shut = discord.addChannel(guild, 'shut', denied(permission.viewChannel))
  silent = discord.addChannel(
    guild,
    'silent',
    denied(permission.sendMessages | permission.embedLinks),
  )
  listener = await listen(discord)
  await put(command({ name: 'base' }))
})

afterAll(async () => {
  listener.close()
  await discord.close()
})

describe('given something that is not there or not allowed', () => {
  const nothing = '123456789012345678'
  const cases: readonly (readonly [status: number, code: number, () => Promise<Said>])[] = [
    [401, 0, () => ask('GET', '/users/@me', undefined, 'Bot wrong')],
    [404, 0, () => ask('GET', '/nothing/@me')],
    [404, 10003, () => ask('GET', `/channels/${nothing}`)],
    [404, 10004, () => ask('GET', `/guilds/${nothing}`)],
    [404, 10008, () => ask('PATCH', `/channels/${desk.id}/messages/${nothing}`, { content: 'a' })],
    [404, 10008, () => ask('DELETE', `/channels/${desk.id}/messages/${nothing}`)],
    [404, 10007, () => ask('GET', `/guilds/${guild.id}/members/${nothing}`)],
    [404, 10013, () => ask('POST', '/users/@me/channels', { recipient_id: nothing })],
    [404, 10002, () => ask('GET', `/applications/${nothing}/commands`)],
    [
      403,
      50001,
      () => ask('PUT', `/applications/${discord.applicationId}/guilds/${nothing}/commands`, []),
    ],
    [403, 50001, () => post({ content: 'a' }, shut)],
    [403, 50013, () => post({ content: 'a' }, silent)],
    [403, 50013, () => ask('PATCH', `/channels/${desk.id}`, { name: 'b' })],
    [400, 50006, () => post({ content: ' ' })],
    [400, 50035, () => ask('GET', `/channels/${desk.id}/messages?limit=101`)],
    [400, 50035, () => ask('POST', `/channels/${desk.id}/threads`, { name: x(101) })],
    [
      400,
      50035,
      () => ask('POST', `/channels/${desk.id}/threads`, { name: 'a', auto_archive_duration: 61 }),
    ],
  ]
  test.each(cases)('when that is %i %i (%#), then it is refused so', async (status, code, call) => {
    const said = await call()
    expect([said.status, said.code]).toEqual([status, code])
  })

  test('when a file is too large, then it is 413', async () => {
    const form = new FormData()
    form.set('payload_json', JSON.stringify({ content: 'a' }))
    form.set('files[0]', new Blob([Buffer.alloc(10 * 1024 * 1024 + 1)]), 'a.bin')
    expect(await ask('POST', `/channels/${desk.id}/messages`, form)).toMatchObject({
      status: 413,
      code: 40005,
    })
  })

  test('when Components V2 was set, then the flag and its rules stay', async () => {
    const id = idIn(await post({ flags: v2, components: [line('a')] }))
    const edit = (body: unknown) => ask('PATCH', `/channels/${desk.id}/messages/${id}`, body)
    expect(flawsIn(await edit({ flags: 0 }))).toEqual([
      'flags MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
    ])
    expect(flawsIn(await edit({ content: 'a' }))).toEqual([
      'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ])
    expect(flawsIn(await edit({ components: [] }))).toEqual([])
    const old = idIn(await post({ content: 'a' }))
    const turned = await ask('PATCH', `/channels/${desk.id}/messages/${old}`, {
      flags: v2,
      components: [line('a')],
    })
    expect(flawsIn(turned)).toEqual(['content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'])
  })
})

describe('given the rules of an interaction', () => {
  test('when it is answered twice, late or under a wrong token, then no', async () => {
    const exchange = say()
    expect((await answer(exchange, { type: 5 })).status).toBe(204)
    expect(await answer(exchange, { type: 5 })).toMatchObject({ status: 400, code: 40060 })
    const late = say()
    pass(3001)
    expect(await answer(late, { type: 5 })).toMatchObject({ status: 404, code: 10062 })
    expect(await answer({ ...say(), token: 'x' }, { type: 5 })).toMatchObject({ code: 10062 })
    expect(await late.outcome).toEqual({ kind: 'timeout' })
  })

  test('when a follow-up comes first or too late, then no', async () => {
    const exchange = say()
    expect(await hook('POST', exchange, '', { content: 'a' })).toMatchObject({
      status: 404,
      code: 10015,
    })
    await answer(exchange, { type: 4, data: { content: 'a' } })
    expect(await hook('POST', exchange, '', { content: 'b' })).toMatchObject({ status: 200 })
    pass(15 * 60_000 + 1)
    expect(await hook('POST', exchange, '', { content: 'c' })).toMatchObject({
      status: 401,
      code: 50027,
    })
    expect(await hook('PATCH', exchange, '/messages/@original', { content: 'd' })).toMatchObject({
      code: 50027,
    })
  })

  test.each([
    ['a form after a deferral', { type: 9, data: modal([input('a')]) }, 40060],
    ['an update of nothing', { type: 7, data: { content: 'a' } }, 50035],
    ['choices for a command', { type: 8, data: { choices: [] } }, 50035],
    ['a pong', { type: 1 }, 50035],
    ['a flag on a deferral', { type: 5, data: { flags: v2 } }, 50035],
    ['an empty reply', { type: 4, data: {} }, 50006],
    ['a long reply', { type: 4, data: { content: x(2001) } }, 50035],
  ] as const)('when it is answered with %s, then no', async (what, body, code) => {
    const exchange = say()
    if (what.includes('after')) await answer(exchange, { type: 5 })
    expect(await answer(exchange, body)).toMatchObject({ status: 400, code })
  })

  test('when a form is sent, then it cannot be answered with a form, but with an update of its message', async () => {
    const exchange = await pressed()
    await answer(exchange, { type: 9, data: modal([input('a')]) })
    const [form] = discord.openModals(ann)
    if (!form) throw new Error('no form')
    const sent = discord.submit(form, { a: 'b' })
    expect(await answer(sent, { type: 9, data: modal([input('a')]) })).toMatchObject({
      code: 50035,
    })
    expect((await answer(sent, { type: 7, data: { content: 'done' } })).status).toBe(204)
    expect(sent.original()?.content).toBe('done')
    expect(discord.openModals(ann)).toEqual([])
  })

  test('when it is of autocompletion, then only choices, at most 25', async () => {
    await put(
      command({ name: 'base' }),
      command({ options: [text('ref', { autocomplete: true })] }),
    )
    const typed = () => discord.autocomplete(ann, desk, 'referral', { name: 'ref', typed: 'a' })
    const choices = (count: number) => times(count, i => ({ name: `${i}`, value: `${i}` }))
    expect(await answer(typed(), { type: 5 })).toMatchObject({ code: 50035 })
    expect(flawsIn(await answer(typed(), { type: 8, data: { choices: choices(26) } }))).toEqual([
      'data.choices BASE_TYPE_MAX_LENGTH',
    ])
    expect((await answer(typed(), { type: 8, data: { choices: choices(25) } })).status).toBe(204)
  })

  test('when a reply is ephemeral, then channels do not know it and its token does', async () => {
    const exchange = say()
    const said = await ask(
      'POST',
      `/interactions/${exchange.id}/${exchange.token}/callback?with_response=true`,
      { type: 4, data: { content: 'a', flags: 64 } },
    )
    const id = exchange.original()?.id
    expect(said.body).toMatchObject({
      interaction: { response_message_id: id },
      resource: { type: 4 },
    })
    expect(await ask('GET', `/channels/${desk.id}/messages/${id}`)).toMatchObject({ code: 10008 })
    expect(await hook('PATCH', exchange, '/messages/%40original', { content: 'b' })).toMatchObject({
      status: 200,
    })
    expect(await hook('GET', exchange, `/messages/${id}`)).toMatchObject({ status: 200 })
    expect(discord.ephemerals(ann).at(-1)?.content).toBe('b')
    expect((await hook('DELETE', exchange, '/messages/@original')).status).toBe(204)
    expect(await hook('GET', exchange, '/messages/@original')).toMatchObject({ code: 10008 })
  })
})

describe('given a nonce that is enforced', () => {
  test('when it comes again within minutes, then the first message comes back; later there is a second', async () => {
    const body = { content: 'a', nonce: 'once', enforce_nonce: true }
    const first = await post(body)
    expect(idIn(await post(body))).toBe(idIn(first))
    expect(idIn(await post({ ...body, enforce_nonce: false }))).not.toBe(idIn(first))
    const before = discord.messages(desk).length
    pass(4 * 60_000)
    const second = await post(body)
    expect(discord.messages(desk)).toHaveLength(before + 1)
    await ask('DELETE', `/channels/${desk.id}/messages/${idIn(second)}`)
    expect(await post(body)).toMatchObject({ status: 404, code: 10008 })
  })
})

describe('given the gateway by hand', () => {
  const identity = (more: Fields = {}) => ({
    token: discord.token,
    intents: 1,
    properties: { os: 'a', browser: 'a', device: 'a' },
    ...more,
  })
  test.each<readonly [number, string, number, () => unknown]>([
    [4004, 'a wrong token', 2, () => identity({ token: 'x' })],
    [4013, 'unknown intents', 2, () => identity({ intents: 1 << 30 })],
    [4003, 'a presence before it identified', 3, () => ({})],
    [4001, 'an unknown opcode', 99, () => ({})],
  ])('when it is told, %i: %s, then it closes', async (code, _, op, d) => {
    const socket = await connect(discord)
    socket.send(op, d())
    expect(await socket.closed).toBe(code)
  })

  test('when it resumes what never was, then it must begin anew', async () => {
    const socket = await connect(discord)
    socket.send(6, { token: discord.token, session_id: 'x', seq: 1 })
    await expect.poll(() => socket.frames().at(-1)).toMatchObject({ op: 9, d: false })
    socket.close()
  })

  test('when all identifies of a day are spent, then the token is dead', async () => {
    const small = await raiseDiscord({ identifies: 1 })
    const first = await listen(small)
    const { body } = await askDiscord(small, 'GET', '/gateway/bot')
    expect(body).toMatchObject({ session_start_limit: { total: 1, remaining: 0 } })
    const second = await connect(small)
    second.send(2, identity({ token: small.token }))
    expect(await second.closed).toBe(4004)
    expect(small.problems()).toHaveLength(1)
    first.close()
    await small.close()
  })
})
