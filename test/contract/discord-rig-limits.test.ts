import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askDiscord, flawsIn, type Said } from '../rigs/discord/ask.ts'
import type { Discord } from '../rigs/discord/discord-type.ts'
import type { Exchange } from '../rigs/discord/exchange-type.ts'
import { type Listener, listen } from '../rigs/discord/listen.ts'
import { raiseDiscord } from '../rigs/discord/raise.ts'
import type { Channel, Guild, User } from '../rigs/discord/world-type.ts'
import { button, command, line, row, times, v2, x } from './discord-rig-bodies.ts'
import { big, messages } from './discord-rig-refused.ts'
import { commandLists, forms } from './discord-rig-refused-forms.ts'

let now: number
let discord: Discord
let listener: Listener
let guild: Guild
let ann: User
let desk: Channel

const ask = (method: string, path: string, body?: unknown, auth?: string): Promise<Said> =>
  askDiscord(discord, method, path, body, auth)
const post = (body: unknown, channel = desk) =>
  ask('POST', `/channels/${channel.id}/messages`, body)
const put = (...commands: readonly unknown[]) =>
  ask('PUT', `/applications/${discord.applicationId}/guilds/${guild.id}/commands`, commands)
const answer = ({ id, token }: Exchange, body: unknown) =>
  ask('POST', `/interactions/${id}/${token}/callback`, body, '')
const say = () => discord.command(ann, desk, 'base')
const open = (data: unknown) => answer(say(), { type: 9, data })
beforeAll(async () => {
  now = Date.UTC(2026, 10, 24, 9)
  discord = await raiseDiscord({ now: () => now })
  guild = discord.addGuild('HK')
  ann = discord.addUser('ann')
  discord.join(guild, ann)
  desk = discord.addChannel(guild, 'desk')
  listener = await listen(discord)
  await put(command({ name: 'base' }))
})

afterAll(async () => {
  listener.close()
  await discord.close()
})

describe('given a message that breaks one of Discord’s limits', () => {
  test.each(messages)(
    'when it is %s: %s (%#), then that is said where it lies',
    async (at, code, body) => {
      const before = discord.messages(desk).length
      const said = await post(body)
      expect([said.status, said.code, flawsIn(said)]).toEqual([400, 50035, [`${at} ${code}`]])
      expect(discord.messages(desk)).toHaveLength(before)
      expect(discord.problems().at(-1)).toContain(code)
    },
  )

  test('when everything is just within them, then it is taken', async () => {
    const full = {
      content: x(2000),
      embeds: [big, { description: x(2000) }],
      components: times(5, i => row(...times(5, j => button(`${i} ${j}`, { label: x(80) })))),
      nonce: x(25),
      allowed_mentions: { parse: [] },
    }
    expect((await post(full)).status).toBe(200)
    const sections = times(10, i => ({
      type: 9,
      components: [line(x(200)), line(x(200))],
      accessory: button(`${i}`),
    }))
    expect((await post({ flags: v2, components: sections })).status).toBe(200)
  })
})

describe('given a form that Discord would not open', () => {
  test.each(forms)('when it is %s: %s (%#), then none is open', async (at, code, data) => {
    const said = await open(data)
    expect([said.status, said.code, flawsIn(said)]).toEqual([400, 50035, [`${at} ${code}`]])
    expect(discord.openModals(ann)).toEqual([])
  })
})

describe('given commands that Discord would not register', () => {
  test.each(commandLists)(
    'when it is %s: %s (%#), then all stays as it was',
    async (at, code, ...commands) => {
      const said = await put(...commands)
      expect([said.status, said.code, flawsIn(said)]).toEqual([400, 50035, [`${at} ${code}`]])
      expect(guild.commands.map(({ name }) => name)).toEqual(['base'])
    },
  )

  test('when there are 101, or more than 200 new ones in a day, then no', async () => {
    const many = (count: number, from: number) =>
      times(count, i => command({ name: `c${from + i}` }))
    expect(await put(...many(101, 0))).toMatchObject({ status: 400, code: 30032 })
    await put(...many(99, 0))
    await put(...many(100, 200))
    expect(await put(...many(2, 400))).toMatchObject({ status: 400, code: 30034 })
    now += 86_400_000
    expect((await put(command({ name: 'base' }))).status).toBe(200)
  })
})
