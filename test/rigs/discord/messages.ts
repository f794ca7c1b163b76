import { isFields } from '../slack/rule.ts'
import {
  type Answer,
  type Call,
  empty,
  invalid,
  isAnswer,
  no,
  noAccess,
  noPermission,
  unknown,
  yes,
} from './answer.ts'
import { createMessage, editMessage } from './compose.ts'
import { messageFields } from './payload-message.ts'
import { holds, permission } from './permissions.ts'
import { guildOf, isThread, messageOf, rightsOf, type World } from './world.ts'
import type { Channel, Message } from './world-type.ts'

/** "The past few minutes" is all that is published of how long a nonce is remembered. */
export const nonceWindowMs = 3 * 60_000

const guildMessages = 1 << 9
const directMessages = 1 << 12

/** Tells those who have asked for messages. */
export const announce = (world: World, type: string, message: Message): void => {
  const { guild } = message.channel
  const fields = messageFields(world, message)
  world.tell(
    type,
    guild === undefined ? fields : { ...fields, guild_id: guild },
    guild === undefined ? directMessages : guildMessages,
  )
}

/** The channel with what the bot may in it, if it may see it at all. */
export const seen = ({ world, params }: Call): { channel: Channel; rights: bigint } | Answer => {
  const channel = world.channels.get(params['channel'] ?? '')
  if (!channel) return unknown.channel
  const rights = rightsOf(world, world.bot, channel)
  return holds(rights, permission.viewChannel) ? { channel, rights } : noAccess
}

const mayPost = (world: World, channel: Channel, rights: bigint): Answer | undefined => {
  const needed = isThread(channel) ? permission.sendInThreads : permission.sendMessages
  if (!holds(rights, needed)) return noPermission
  if (channel.archived && channel.locked) return no(400, 50_083, 'Thread is archived')
  const closed =
    guildOf(world, channel) === undefined &&
    [...channel.members].some(id => world.users.get(id)?.closedToDirect === true)
  return closed ? no(403, 50_007, 'Cannot send messages to this user') : undefined
}

const repeated = ({ world, body }: Call): Message | Answer | undefined => {
  if (!isFields(body)) return undefined
  const { nonce, enforce_nonce: enforced, ...rest } = body
  const key = String(nonce ?? '')
  const before = world.nonces.get(key)
  if (enforced !== true || key === '') return undefined
  if (!before || world.clock.now() - before.at > nonceWindowMs) return undefined
  if (before.body !== JSON.stringify(rest))
    world.note(`two different messages were sent with the nonce ${key}`)
  return messageOf(before.message.channel, before.message.id) ?? unknown.message
}

const remember = ({ world, body }: Call, message: Message): void => {
  if (message.nonce === undefined || !isFields(body)) return
  const { nonce: _, enforce_nonce: __, ...rest } = body
  const { at } = message
  world.nonces.set(String(message.nonce), { at, message, body: JSON.stringify(rest) })
}

export const post = (call: Call): Answer => {
  const { world, files } = call
  const found = seen(call)
  if (isAnswer(found)) return found
  const { channel, rights } = found
  const refused = mayPost(world, channel, rights)
  if (refused) return refused
  const body = isFields(call.body) ? call.body : {}
  const embeds = Array.isArray(body['embeds']) && body['embeds'].length > 0
  if (embeds && !holds(rights, permission.embedLinks)) return noPermission
  if (files.length > 0 && !holds(rights, permission.attachFiles)) return noPermission
  const { flags } = body
  if (typeof flags === 'number' && (flags & 64) !== 0)
    world.note('a message of a channel was to be ephemeral; Discord makes it public')
  const reference = body['message_reference']
  if (isFields(reference) && reference['fail_if_not_exists'] !== false) {
    const there = messageOf(channel, String(reference['message_id']))
    if (!there)
      return invalid([
        { at: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' },
      ])
  }
  const first = repeated(call)
  if (first) return isAnswer(first) ? first : yes(messageFields(world, first))
  const made = createMessage({ world, channel, body, files })
  if (isAnswer(made)) return made
  // Writing wakes a thread.
  channel.archived = false
  remember(call, made)
  announce(world, 'MESSAGE_CREATE', made)
  return yes(messageFields(world, made))
}

const one = (call: Call): { message: Message; rights: bigint } | Answer => {
  const found = seen(call)
  if (isAnswer(found)) return found
  const message = messageOf(found.channel, call.params['message'] ?? '')
  return message ? { message, rights: found.rights } : unknown.message
}

export const read = (call: Call): Answer => {
  const found = one(call)
  if (isAnswer(found)) return found
  if (!holds(found.rights, permission.readHistory)) return noPermission
  return yes(messageFields(call.world, found.message))
}

export const edit = (call: Call): Answer => {
  const { world, files } = call
  const found = one(call)
  if (isAnswer(found)) return found
  const { message } = found
  if (message.author.id !== world.bot.id)
    return no(403, 50_005, 'Cannot edit a message authored by another user')
  const body = isFields(call.body) ? call.body : {}
  const refused = editMessage({ world, body, files }, message)
  if (refused) return refused
  announce(world, 'MESSAGE_UPDATE', message)
  return yes(messageFields(world, message))
}

/** Takes a message out of the world; its id is unknown from then on. */
export const takeAway = (world: World, message: Message): void => {
  const { channel, id } = message
  channel.messages = channel.messages.filter(other => other !== message)
  const { guild } = channel
  const fields = { id, channel_id: channel.id, ...(guild === undefined ? {} : { guild_id: guild }) }
  world.tell('MESSAGE_DELETE', fields, guild === undefined ? directMessages : guildMessages)
}

export const remove = (call: Call): Answer => {
  const { world } = call
  const found = one(call)
  if (isAnswer(found)) return found
  const { message, rights } = found
  if (message.author.id !== world.bot.id && !holds(rights, permission.manageMessages))
    return noPermission
  takeAway(world, message)
  return empty
}

const byId = (a: Message, b: Message): number => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)

/** Newest first. `after` gives the ones next to it, `around` half on each side. */
export const history = (call: Call): Answer => {
  const { world, query } = call
  const found = seen(call)
  if (isAnswer(found)) return found
  const { limit: asked = '50', after, before, around } = query
  const limit = Number(asked)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return invalid([
      { at: ['limit'], code: 'NUMBER_TYPE_MAX', message: 'int value should be between 1 and 100.' },
    ])
  // Without the right to read the past there is none, and no error.
  if (!holds(found.rights, permission.readHistory)) return yes([])
  const all = found.channel.messages.toSorted(byId)
  const from = (id: string) => all.findIndex(message => BigInt(message.id) >= BigInt(id))
  const page = (): readonly Message[] => {
    if (after !== undefined)
      return all.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit)
    if (around !== undefined) {
      const middle = from(around) < 0 ? all.length : from(around)
      const start = Math.max(0, middle - Math.floor(limit / 2))
      return all.slice(start, start + limit)
    }
    return all.filter(({ id }) => before === undefined || BigInt(id) < BigInt(before)).slice(-limit)
  }
  return yes(
    page()
      .toReversed()
      .map(message => messageFields(world, message)),
  )
}
