import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { big, messages } from '../contract/discord-rig-refused.ts'
import { commandLists, forms } from '../contract/discord-rig-refused-forms.ts'
import { askDiscord, idIn } from '../rigs/discord/ask.ts'
import type { Discord } from '../rigs/discord/discord-type.ts'
import type { Exchange } from '../rigs/discord/exchange-type.ts'
import { type Listener, listen } from '../rigs/discord/listen.ts'
import { raiseDiscord } from '../rigs/discord/raise.ts'
import { commandFlaws } from '../rigs/discord/table-command.ts'
import { messageFlaws, v2 } from '../rigs/discord/table-message.ts'
import { modalFlaws } from '../rigs/discord/table-modal.ts'
import type { Channel, Guild, User } from '../rigs/discord/world-type.ts'
import { type Fields, isFields, isList } from '../rigs/slack/rule.ts'
import { beyondSchema, disagreements } from './discord-beyond.ts'
import { goodCommands, goodForms, goodMessages } from './discord-good.ts'
import { createSchemas, type Schemas } from './discord-schema.ts'

const specs = join(import.meta.dirname, '../../../shared/specs/discord')
const there = existsSync(specs)

const read = (file: string, ...path: readonly string[]): Fields => {
  let value: unknown = JSON.parse(readFileSync(join(specs, file), 'utf8'))
  for (const step of path) value = isFields(value) ? value[step] : undefined
  if (!isFields(value)) throw new Error(`${file} has no ${path.join('.')}`)
  return value
}

const isRefused = (kind: 'message' | 'form' | 'commands', body: unknown): boolean => {
  const fields = isFields(body) ? body : {}
  const { flags } = fields
  if (kind === 'form') return modalFlaws(body).length > 0
  if (kind === 'commands') return commandFlaws(body, false).length > 0
  return messageFlaws(fields, typeof flags === 'number' && (flags & v2) !== 0, []).length > 0
}

if (!there)
  test('given no published data, when conformance is asked for, then nothing is claimed', () => {
    console.warn(`NOT CHECKED: ${specs} isn't here, so the Discord rig is held against nothing`)
    expect(there).toBe(false)
  })
else
  describe('given the published data', () => {
    let rest: Schemas
    let gateway: Schemas
    let discord: Discord
    let listener: Listener
    let guild: Guild
    let ann: User
    let desk: Channel

    const ask = (method: string, path: string, body?: unknown) =>
      askDiscord(discord, method, path, body)
    const answer = ({ id, token }: Exchange, body: unknown) =>
      ask('POST', `/interactions/${id}/${token}/callback?with_response=true`, body)
    const post = (body: unknown) => ask('POST', `/channels/${desk.id}/messages`, body)

    const breaks = (schema: string, body: unknown): boolean =>
      // What is undefined isn't there, as over the wire.
      rest.breaches(schema, JSON.parse(JSON.stringify(body))).length > 0

    beforeAll(async () => {
      rest = createSchemas(read('openapi.json', 'components', 'schemas'), '#/components/schemas/')
      gateway = createSchemas(read('gateway-types.schema.json', 'definitions'), '#/definitions/')
      discord = await raiseDiscord({ bucket: { limit: 1000, perMs: 1000 }, global: 1000 })
      guild = discord.addGuild('HK', { preferredLocale: 'zh-TW' })
      ann = discord.addUser('ann', 'zh-TW')
      const role = discord.addRole(guild, 'cyber')
      discord.join(guild, ann, { roles: [role] })
      desk = discord.addChannel(guild, 'desk', { overwrites: { [role.id]: { allow: 1024n } } })
      // Guilds and their messages.
      listener = await listen(discord, 1 | 512)
      await ask(
        'PUT',
        `/applications/${discord.applicationId}/guilds/${guild.id}/commands`,
        goodCommands,
      )
    })

    afterAll(async () => {
      listener.close()
      await discord.close()
    })

    test('when the rig answers, then each answer is one that Discord gives', async () => {
      const first = idIn(await post(goodMessages[0]))
      const of = `/channels/${desk.id}/messages/${first}`
      const exchange = discord.command(ann, desk, 'referral open', {
        subject: 'a',
        officer: ann.id,
      })
      const calls: readonly (readonly [
        schema: string,
        method: string,
        path: string,
        body?: unknown,
      ])[] = [
        ['GatewayBotResponse', 'GET', '/gateway/bot'],
        ['UserPIIResponse', 'GET', '/users/@me'],
        ['PrivateApplicationResponse', 'GET', '/applications/@me'],
        ['GuildWithCountsResponse', 'GET', `/guilds/${guild.id}?with_counts=true`],
        ['GuildMemberResponse', 'GET', `/guilds/${guild.id}/members/@me`],
        ['GuildChannelResponse', 'GET', `/channels/${desk.id}`],
        ['PrivateChannelResponse', 'POST', '/users/@me/channels', { recipient_id: ann.id }],
        ['MessageResponse', 'GET', of],
        ['MessageResponse', 'PATCH', of, { content: 'b' }],
        ['ThreadResponse', 'POST', `${of}/threads`, { name: 'Talk' }],
        [
          'CreatedThreadResponse',
          'POST',
          `/channels/${desk.id}/threads`,
          { name: 'Talk', type: 11 },
        ],
        ['MessageResponse', 'GET', of],
        ['ErrorResponse', 'POST', `/channels/${desk.id}/messages`, { embeds: [big, big] }],
        ['ErrorResponse', 'GET', '/channels/1'],
        ...goodMessages.map(
          body => ['MessageResponse', 'POST', `/channels/${desk.id}/messages`, body] as const,
        ),
        [
          'InteractionCallbackResponse',
          'POST',
          `/interactions/${exchange.id}/${exchange.token}/callback?with_response=true`,
          { type: 4, data: goodMessages[1] },
        ],
        [
          'MessageResponse',
          'GET',
          `/webhooks/${discord.applicationId}/${exchange.token}/messages/@original`,
        ],
        [
          'MessageResponse',
          'POST',
          `/webhooks/${discord.applicationId}/${exchange.token}`,
          { content: 'c' },
        ],
      ]
      const found = []
      for (const [schema, method, path, body] of calls) {
        const said = await ask(method, path, body)
        found.push(...rest.breaches(schema, said.body).map(breach => `${schema} ${path} ${breach}`))
      }
      const lists = [
        ['GuildRoleResponse', `/guilds/${guild.id}/roles`],
        ['GuildChannelResponse', `/guilds/${guild.id}/channels`],
        ['MessageResponse', `/channels/${desk.id}/messages`],
        [
          'ApplicationCommandResponse',
          `/applications/${discord.applicationId}/guilds/${guild.id}/commands?with_localizations=true`,
        ],
      ] as const
      for (const [schema, path] of lists) {
        const { body } = await ask('GET', path)
        if (!isList(body) || body.length === 0) throw new Error(`${path} gave no list`)
        found.push(
          ...body.flatMap(one => rest.breaches(schema, one)).map(breach => `${schema} ${breach}`),
        )
      }
      // Against the schema, Discord's codes inside of `errors` are words.
      expect(found.filter(breach => !/_errors\/\d+\/code type$/.test(breach))).toEqual([])
      expect(found).toHaveLength(1)
      expect(rest.compared()).toBeGreaterThan(1000)
    })

    test('when the gateway speaks, then each word is one that its types know', async () => {
      const command = { subject: 'a', officer: ann.id }
      const given = [{ subject: 'a', radio: 'a', pick: ['a'] }, { who: [ann.id] }]
      const told = [discord.command(ann, desk, 'referral open', command)]
      const focused = { name: 'ref', typed: 'a' }
      told.push(discord.autocomplete(ann, desk, 'referral open', focused, { subject: 'a' }))
      const id = idIn(await post(goodMessages[1]))
      const card = discord.messages(desk).find(one => one.id === id)
      if (!card) throw new Error('no card')
      told.push(discord.press(ann, card, 'b1'))
      told.push(discord.select(ann, card, 's1', 'a'))
      told.push(discord.contextMenu(ann, card, 'Open referral'))
      for (const [i, form] of goodForms.entries()) {
        const asked = discord.press(ann, card, 'b1')
        await answer(asked, { type: 9, data: form })
        const [open] = discord.openModals(ann)
        if (!open) throw new Error('no form is open')
        const sent = discord.submit(open, given[i])
        await answer(sent, { type: 6 })
        told.push(sent)
      }
      discord.changeRole(discord.botRole(guild), { mentionable: true })
      discord.changeChannel(desk, { name: 'front' })
      const names: Readonly<Record<string, string>> = {
        READY: 'GatewayReadyDispatchData',
        GUILD_CREATE: 'GatewayGuildCreateDispatchData',
        INTERACTION_CREATE: 'GatewayInteractionCreateDispatchData',
        MESSAGE_CREATE: 'GatewayMessageCreateDispatchData',
        GUILD_ROLE_UPDATE: 'GatewayGuildRoleModifyDispatchData',
        CHANNEL_UPDATE: 'GatewayChannelUpdateDispatchData',
        THREAD_CREATE: 'GatewayThreadCreateDispatchData',
      }
      await expect.poll(() => listener.heard('CHANNEL_UPDATE').length).toBe(1)
      const found = Object.entries(names).flatMap(([type, name]) => {
        const all = listener.heard(type)
        if (all.length === 0) return [`${type} never came`]
        return all.flatMap(data => gateway.breaches(name, data).map(breach => `${type} ${breach}`))
      })
      expect(found).toEqual([])
      expect(listener.heard('INTERACTION_CREATE').length).toBeGreaterThanOrEqual(told.length)
      expect(gateway.compared()).toBeGreaterThan(1000)
    })

    test('when bodies are right, then neither the schema nor the rig refuses them', () => {
      const refused = [
        ...goodMessages.flatMap(body => [
          ...rest.breaches('MessageCreateRequest', body),
          ...(isRefused('message', body) ? [`rig: ${JSON.stringify(body)}`] : []),
        ]),
        ...goodForms.flatMap(body => [
          ...rest.breaches('ModalInteractionCallbackRequestData', body),
          ...(isRefused('form', body) ? [`rig: ${JSON.stringify(modalFlaws(body))}`] : []),
        ]),
        ...goodCommands.flatMap(body => rest.breaches('ApplicationCommandUpdateRequest', body)),
        ...(isRefused('commands', goodCommands) ? ['rig: commands'] : []),
      ]
      expect(refused).toEqual([])
    })

    test('when bodies are wrong, then the rig refuses all, and the schema those that a schema can', () => {
      const held = [
        ...messages.map(([at, code, body]) => ({
          what: `${at} ${code}`,
          rig: isRefused('message', body) || code === 'REPLIES_UNKNOWN_MESSAGE',
          schema: breaks('MessageCreateRequest', body),
        })),
        ...forms.map(([at, code, body]) => ({
          what: `${at} ${code}`,
          rig: isRefused('form', body),
          schema: breaks('ModalInteractionCallbackRequestData', body),
        })),
        ...commandLists.map(([at, code, ...body]) => ({
          what: `${at} ${code}`,
          rig: isRefused('commands', body),
          schema: body.some(one => breaks('ApplicationCommandUpdateRequest', one)),
        })),
      ]
      expect(held.filter(({ rig }) => !rig)).toEqual([])
      expect(held.length).toBeGreaterThan(80)
      const lax = held.filter(({ schema }) => !schema).map(({ what }) => what)
      expect(lax.toSorted()).toEqual([...disagreements, ...beyondSchema].toSorted())
    })
  })
