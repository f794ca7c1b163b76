import { isFields } from '../slack/rule.ts'
import {
  type Answer,
  type Call,
  invalid,
  isAnswer,
  no,
  noPermission,
  unknown,
  yes,
} from './answer.ts'
import { seen } from './messages.ts'
import { channelFields } from './payload-places.ts'
import { holds, permission } from './permissions.ts'
import { choice, number, shape, text, truth } from './rule.ts'
import { emptyChannel, isThread, messageOf, type World } from './world.ts'
import type { Channel, Message } from './world-type.ts'

const archive = choice(60, 1440, 4320, 10_080)
const slow = number(0, 21_600)
const thread = shape(
  { name: text(1, 100) },
  {
    auto_archive_duration: archive,
    rate_limit_per_user: slow,
    type: choice(10, 11, 12),
    invitable: truth,
  },
)
const change = shape(
  {},
  {
    name: text(1, 100),
    topic: text(0, 1024),
    archived: truth,
    locked: truth,
    auto_archive_duration: archive,
    rate_limit_per_user: slow,
  },
)

const guildIntent = 1

const open = (
  world: World,
  parent: Channel,
  body: unknown,
  source: Message | undefined,
): Channel | Answer => {
  const flaws = thread(body, [])
  if (flaws.length > 0 || !isFields(body)) return invalid(flaws)
  const { name, type, auto_archive_duration: minutes, rate_limit_per_user: pause } = body
  const kind = source !== undefined || type === 11 ? 'public-thread' : 'private-thread'
  const made: Channel = {
    ...emptyChannel(source?.id ?? world.snowflake(), kind, String(name), parent.guild),
    parent: parent.id,
    owner: world.bot.id,
    members: new Set([world.bot.id]),
    archiveAfterMin: typeof minutes === 'number' ? minutes : 4320,
    rateLimitS: typeof pause === 'number' ? pause : 0,
  }
  world.channels.set(made.id, made)
  if (source) source.thread = made
  world.tell('THREAD_CREATE', { ...channelFields(world, made), newly_created: true }, guildIntent)
  return made
}

const created = (world: World, made: Channel | Answer): Answer =>
  isAnswer(made) ? made : yes(channelFields(world, made), 201)

export const openFromMessage = (call: Call): Answer => {
  const found = seen(call)
  if (isAnswer(found)) return found
  const { world, params, body } = call
  const { channel, rights } = found
  const message = messageOf(channel, params['message'] ?? '')
  if (!message) return unknown.message
  if (isThread(channel) || channel.guild === undefined)
    return no(400, 50_024, 'Cannot execute action on this channel type')
  if (!holds(rights, permission.publicThreads)) return noPermission
  if (message.thread) return no(400, 160_004, 'A thread has already been created for this message')
  return created(world, open(world, channel, body, message))
}

export const openAlone = (call: Call): Answer => {
  const found = seen(call)
  if (isAnswer(found)) return found
  const { world, body } = call
  const { channel, rights } = found
  if (isThread(channel) || channel.guild === undefined)
    return no(400, 50_024, 'Cannot execute action on this channel type')
  const wanted =
    isFields(body) && body['type'] === 11 ? permission.publicThreads : permission.privateThreads
  return holds(rights, wanted)
    ? created(world, open(world, channel, body, undefined))
    : noPermission
}

/** PATCH of a channel or a thread. Whoever began a thread may put it away and change its name. */
export const changeChannel = (call: Call): Answer => {
  const found = seen(call)
  if (isAnswer(found)) return found
  const { world, body } = call
  const { channel, rights } = found
  const flaws = change(body, [])
  if (flaws.length > 0 || !isFields(body)) return invalid(flaws)
  const { name, topic, archived, locked, auto_archive_duration: minutes } = body
  const ours = isThread(channel) && channel.owner === world.bot.id && locked === undefined
  const wanted = isThread(channel) ? permission.manageThreads : permission.manageChannels
  if (!ours && !holds(rights, wanted)) return noPermission
  const opens = archived === false
  if (channel.archived && !opens && isThread(channel)) return no(400, 50_083, 'Thread is archived')
  Object.assign(channel, {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof topic === 'string' ? { topic } : {}),
    ...(typeof archived === 'boolean' ? { archived } : {}),
    ...(typeof locked === 'boolean' ? { locked } : {}),
    ...(typeof minutes === 'number' ? { archiveAfterMin: minutes } : {}),
  })
  const fields = channelFields(world, channel)
  world.tell(isThread(channel) ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', fields, guildIntent)
  return yes(fields)
}
