import { once } from 'node:events'
import { Client, Events, GatewayIntentBits, type Interaction } from 'discord.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyOf } from '../../adapters/discord/commands.ts'
import { changesBetween } from '../../adapters/discord/compare.ts'
import { actOf, askedOf, referName } from '../../adapters/discord/lines.ts'
import { differences, register } from '../../adapters/discord/registration.ts'
import { readRequest } from '../../src/bot/request.ts'
import { matters } from '../../src/matter/index.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import type { Discord } from '../rigs/discord/discord-type.ts'
import { raiseDiscord } from '../rigs/discord/raise.ts'
import type { Channel, Guild, User } from '../rigs/discord/world-type.ts'
import { type Fields, isFields } from '../rigs/slack/rule.ts'
import { everything } from './discord-declared.ts'

const nothing = () => {}
const wanted = bodyOf(everything)
const log = { info: nothing, warn: nothing, error: nothing }

let discord: Discord
let client: Client<true>
let guild: Guild
let channel: Channel
let wong: User

beforeAll(async () => {
  discord = await raiseDiscord({ global: 1e6, bucket: { limit: 1e6, perMs: 1 } })
  guild = discord.addGuild('HK')
  channel = discord.addChannel(guild, 'desk')
  wong = discord.addUser('wong', 'zh-TW')
  discord.join(guild, wong)
  client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.apiUrl },
  }) as Client<true>
  const ready = once(client, Events.ClientReady)
  await client.login(discord.token)
  await ready
})
afterAll(async () => {
  await client.destroy()
  await discord.close()
})

const registration = (more: { readonly guilds?: readonly string[] } = {}) => ({
  ...everything,
  applicationId: discord.applicationId,
  guilds: [guild.id],
  log,
  ...more,
})

const puts = (): number => discord.asked().filter(a => a.method === 'PUT').length

describe('given a server that was never told the commands', () => {
  test('when they are registered twice, then the second time only asks', async () => {
    const before = puts()
    const first = await register(client.rest, registration())
    expect(first).toMatchObject({
      ok: true,
      value: {
        guilds: [{ guild: guild.id, changes: everyAddition() }],
        cleared: [],
      },
    })
    expect(guild.commands).toHaveLength(everyAddition().length)
    const ids = guild.commands.map(c => c['id'])
    expect(await register(client.rest, registration())).toEqual({
      ok: true,
      value: { guilds: [], cleared: [] },
    })
    expect(puts() - before).toBe(1)
    expect(guild.commands.map(c => c['id'])).toEqual(ids)
    expect(discord.problems()).toEqual([])
  })

  test('when one of them has changed, then the difference is that, and asking for it changes nothing', async () => {
    await register(client.rest, registration())
    const [referral, ...others] = guild.commands
    guild.commands = [
      ...others.filter(c => c['name'] !== 'home'),
      { ...referral, description: 'other words' },
      { name: 'old', type: 1, description: 'of another version' },
    ]
    const before = puts()
    expect(await differences(client.rest, registration())).toEqual({
      ok: true,
      value: {
        guilds: [
          {
            guild: guild.id,
            changes: [
              { kind: 'changed', name: '/referral', parts: ['description'] },
              { kind: 'added', name: '/home' },
              { kind: 'removed', name: '/old' },
            ],
          },
        ],
        cleared: [],
      },
    })
    expect(puts()).toBe(before)
    await register(client.rest, registration())
    expect(puts()).toBe(before + 1)
    expect(guild.commands.map(c => c['name'])).not.toContain('old')
  })

  test('when commands are there for every server, then they are taken back, once', async () => {
    await client.rest.put(`/applications/${discord.applicationId}/commands`, {
      body: [{ name: 'referral', type: 1, description: 'of another version' }],
    })
    expect(discord.globalCommands()).toHaveLength(1)
    expect(await register(client.rest, registration())).toMatchObject({
      value: { cleared: ['/referral'] },
    })
    expect(discord.globalCommands()).toEqual([])
    const before = puts()
    await register(client.rest, registration())
    expect(puts()).toBe(before)
  })

  test('when the app is not in one of the servers, then that is said, and the others are told', async () => {
    guild.commands = []
    const away = '999999999999999999'
    const done = await register(client.rest, registration({ guilds: [away, guild.id] }))
    expect(done).toMatchObject({
      ok: false,
      error: {
        kind: 'Forbidden',
        missing: expect.stringContaining(`a seat in the server ${away}`),
      },
    })
    expect(guild.commands).toHaveLength(everyAddition().length)
  })
})

const everyAddition = (): readonly Fields[] =>
  [
    ...['/referral', '/drill', '/notify', '/notification', '/shipment', '/operation'],
    ...['/action', '/bulletin'],
    ...['/duty', '/me', '/settings', '/summary', '/audit', '/home', '/help', 'refer'],
  ].map(name => ({ kind: 'added', name }))

/** The body with one thing in it changed, wherever `path` leads. */
const changed = (path: readonly (string | number)[], value: unknown): readonly object[] => {
  const body: unknown = JSON.parse(JSON.stringify(wanted))
  const last = path.at(-1) ?? ''
  const at = path
    .slice(0, -1)
    .reduce<unknown>((inner, step) => Reflect.get(Object(inner), step), body)
  Reflect.set(Object(at), last, value)
  return Array.isArray(body) ? body.filter(isFields) : []
}

describe('given commands that are known', () => {
  test.each([
    [[0, 'name_localizations', 'ko'], '다른', 'name.ko'],
    [[0, 'options', 5, 'description_localizations', 'zh-TW'], '其他', 'accept.description.zh-TW'],
    [[0, 'options', 0, 'options', 1, 'choices', 0, 'name'], 'Other', 'new.category.choices'],
    [
      [0, 'options', 0, 'options', 1, 'choices', 0, 'value'],
      'other-1',
      'new.category.Online piracy.value',
    ],
    [[0, 'options', 0, 'options', 3, 'max_length'], 10, 'new.subject.max_length'],
    [[0, 'options', 5, 'options', 0, 'required'], false, 'accept.ref.required'],
    [[0, 'options', 5, 'options', 0, 'autocomplete'], false, 'accept.ref.autocomplete'],
    [[1, 'default_member_permissions'], '0', 'default_member_permissions'],
    [[1, 'contexts'], [0, 1], 'contexts'],
    [[1, 'nsfw'], true, 'nsfw'],
  ])('when %j was another, then that is the difference', (path, value, part) => {
    const [change, ...more] = changesBetween(changed(path, value), wanted)
    expect(more).toEqual([])
    expect(change?.kind === 'changed' ? change.parts : []).toContain(part)
  })

  test('when Discord adds what is its own, then nothing differs', () => {
    const found = wanted.map(c => ({
      ...c,
      id: '1',
      application_id: '2',
      version: '3',
      dm_permission: false,
      integration_types: [0],
      contexts: null,
    }))
    expect(changesBetween(found, wanted)).toEqual([])
    expect(changesBetween([...found].reverse(), wanted)).toEqual([])
  })
})

/** What the app hears when that is said. */
const heard = async (say: () => void): Promise<Interaction> => {
  const coming = once(client, Events.InteractionCreate)
  say()
  const [interaction] = (await coming) as [Interaction]
  return interaction
}

const references: Readonly<Record<string, string>> = {
  notification: 'HK-N-2026-000123',
  shipment: 'HK-S-2026-000123',
  operation: 'HK-O-2026-000123',
  action: 'HK-A-2026-000123',
  bulletin: 'HK-B-2026-000123',
}
const sample = (line: string): string =>
  references[line.slice(1).split(' ')[0] ?? ''] ?? 'HK-2026-000123'

const pathOf = (line: string): string => {
  const path = line.slice(1)
  const [root = '', last = ''] = path.split(' ')
  const command = wanted.find(c => c.name === root)
  const direct = JSON.stringify(
    command && 'options' in command ? command.options?.map(o => o.name) : [],
  )
  return last === '' || direct.includes(`"${last}"`) ? path : `${root} more ${last}`
}

describe('given commands that officers type', () => {
  beforeAll(async () => {
    await register(client.rest, registration())
  })

  test('when each is typed with all that it needs, then the core reads it as the command of that line', async () => {
    for (const { line, options } of everything.commands) {
      const needed = options.filter(o => o.name === 'ref')
      const given = Object.fromEntries(needed.map(o => [o.name, sample(line)]))
      const interaction = await heard(() => discord.command(wong, channel, pathOf(line), given))
      if (!interaction.isChatInputCommand()) throw new Error('no command')
      const act = actOf(interaction, everything.commands)
      expect(act).toEqual({
        kind: 'command',
        text: needed.length > 0 ? `${line} ${sample(line)}` : line,
      })
      if (!act) continue
      expect(readRequest(act, { commands, dutyCommands, matters }), line).toMatchObject({
        ok: true,
      })
    }
  })

  test('when options are given, then they stand beside the line by the names of their inputs', async () => {
    const given = { ref: 'hk-2026-000123', authority: 'Court=1 "x"', authorityref: 'A-1' }
    const interaction = await heard(() => discord.command(wong, channel, 'referral forward', given))
    if (!interaction.isChatInputCommand()) throw new Error('no command')
    expect(actOf(interaction, everything.commands)).toEqual({
      kind: 'command',
      text: '/referral forward hk-2026-000123',
      given: { authority: 'Court=1 "x"', authorityRef: 'A-1' },
    })
  })

  test('when more than a reference is typed for one, then nothing of it becomes another input', async () => {
    const ref = 'HK-2026-000123 reason="lack" x=y'
    const interaction = await heard(() =>
      discord.command(wong, channel, 'referral decline', { ref }),
    )
    if (!interaction.isChatInputCommand()) throw new Error('no command')
    const act = actOf(interaction, everything.commands)
    if (!act) throw new Error('no act')
    expect(readRequest(act, { commands, dutyCommands, matters })).toMatchObject({
      ok: false,
      error: { kind: 'UnknownReferral' },
    })
  })

  test('when an option is typed in, then it is asked for by its line and input', async () => {
    const focused = { name: 'officer', typed: '王' }
    const interaction = await heard(() =>
      discord.autocomplete(wong, channel, 'referral more hand-over', focused),
    )
    if (!interaction.isAutocomplete()) throw new Error('nothing typed')
    expect(askedOf(interaction, everything.commands)).toEqual({
      line: '/referral hand-over',
      option: 'officer',
      typed: '王',
    })
  })

  test('when a command is of another version, then it is none', async () => {
    const interaction = await heard(() => discord.command(wong, channel, 'help'))
    if (!interaction.isChatInputCommand()) throw new Error('no command')
    expect(actOf(interaction, everything.commands.slice(0, 3))).toBeUndefined()
  })

  test('when a message is referred, then the command has the name that is looked for', async () => {
    const message = discord.say(wong, channel, 'seen at the pier')
    const interaction = await heard(() => discord.contextMenu(wong, message, referName))
    expect(interaction.isMessageContextMenuCommand() && interaction.commandName).toBe(referName)
  })
})
