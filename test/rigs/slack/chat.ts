import { type Call, no, noScope, yes } from './answer.ts'
import { fileRefusal } from './files.ts'
import { broadcastsIn, flawsInBlocks } from './payload.ts'
import { type Fields, isFields, isList, lengthOf } from './rule.ts'
import { type Channel, channelOf, directOf, idOf, type Message, messageOf } from './world.ts'

const isFlat = (value: unknown): boolean =>
  isFields(value) &&
  Object.values(value).every(part => part === null || typeof part !== 'object' || isList(part))

/** Slack's word for what is wrong with a message, whoever it is for. */
export const refusalOf = ({ text, blocks, metadata }: Fields): Fields | undefined => {
  const flaws = blocks === undefined ? [] : flawsInBlocks(blocks, 'message')
  if (flaws.length > 0) return no('invalid_blocks', flaws)
  // Slack lets blocks go without a text and only warns; then a notification says nothing.
  if (typeof text !== 'string' || text === '') return no('no_text')
  if (lengthOf(text) > 40_000) return no('msg_too_long')
  if (metadata === undefined) return undefined
  if (!isFields(metadata)) return no('invalid_metadata_format')
  if (Object.keys(metadata).length === 0) return undefined
  return typeof metadata['event_type'] === 'string' && isFlat(metadata['event_payload'])
    ? undefined
    : no('invalid_metadata_schema')
}

const noteManners = ({ ledger, args }: Call, method: string): void => {
  for (const call of broadcastsIn(args['text'], args['blocks'] ?? []))
    ledger.note(`${method} calls everybody: ${call}`)
  if (args['link_names'] === true || args['parse'] === 'full')
    ledger.note(`${method} lets names in a text become mentions`)
}

const locate = (call: Call): Channel | Fields => {
  const { world, ledger, team, args } = call
  const person = world.users.get(String(args['channel']))
  if (person) return directOf(world, team, person)
  const found = channelOf(world, team.id, args['channel'])
  if (found) return found
  if (world.channels.some(({ ids }) => [...ids.values()].includes(String(args['channel']))))
    ledger.note(`the token of ${team.id} was used for ${args['channel']} of another workspace`)
  return no('channel_not_found')
}

const isChannel = (found: Channel | Fields): found is Channel => 'messages' in found

const writable = (call: Call): Channel | Fields => {
  const found = locate(call)
  if (!isChannel(found)) return found
  if (found.members.has(call.team.botUser)) return found.archived ? no('is_archived') : found
  // A private channel that the bot isn't in doesn't exist for it.
  return no(found.kind === 'public' ? 'not_in_channel' : 'channel_not_found')
}

/** A message as Slack shows it to the app of a workspace. */
export const shown = (message: Message, withMetadata: boolean): Fields => ({
  type: 'message',
  ts: message.ts,
  user: message.user,
  team: message.team,
  text: message.text,
  ...(message.app === undefined ? {} : { app_id: message.app, bot_id: `B${message.app.slice(1)}` }),
  ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
  ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
})

const blocksOf = (args: Fields): readonly unknown[] =>
  isList(args['blocks']) ? args['blocks'] : []

export const postMessage = (call: Call): Fields => {
  const { world, ledger, team, args } = call
  if (!team.scopes.has('chat:write')) return noScope(call, 'chat:write')
  const channel = writable(call)
  if (!isChannel(channel)) return channel
  const refusal = refusalOf(args) ?? fileRefusal(call)
  if (refusal) return refusal
  const { thread_ts: thread, metadata } = args
  const parent = thread === undefined ? undefined : messageOf(channel, thread)
  if (thread !== undefined && (!parent || parent.threadTs !== undefined))
    return no('thread_not_found')
  noteManners(call, 'chat.postMessage')
  if (args['unfurl_links'] !== false || args['unfurl_media'] !== false)
    ledger.note('chat.postMessage leaves unfurling on')
  const message: Message = {
    ts: world.stamp(),
    ...(parent === undefined ? {} : { threadTs: parent.ts }),
    text: String(args['text']),
    blocks: blocksOf(args),
    ...(isFields(metadata) && Object.keys(metadata).length > 0 ? { metadata } : {}),
    team: team.id,
    user: team.botUser,
    app: team.appId,
    edits: 0,
  }
  channel.messages.push(message)
  for (const tell of world.posted) tell(channel, message)
  return yes({
    channel: idOf(channel, team.id),
    ts: message.ts,
    message: shown(message, true),
  })
}

const own = (call: Call, refused: string): { channel: Channel; message: Message } | Fields => {
  const { team, args } = call
  if (!team.scopes.has('chat:write')) return noScope(call, 'chat:write')
  const channel = locate(call)
  if (!isChannel(channel)) return channel
  const message = messageOf(channel, args['ts'])
  if (!message) return no('message_not_found')
  return message.app === team.appId ? { channel, message } : no(refused)
}

const isOwn = (found: object): found is { channel: Channel; message: Message } =>
  'message' in found && 'channel' in found

export const update = (call: Call): Fields => {
  const { team, args } = call
  const found = own(call, 'cant_update_message')
  if (!isOwn(found)) return found
  const { channel, message } = found
  if (channel.archived) return no('is_archived')
  const refusal = refusalOf(args) ?? fileRefusal(call)
  if (refusal) return refusal
  noteManners(call, 'chat.update')
  message.text = String(args['text'])
  message.blocks = blocksOf(args)
  // Metadata that isn't given stays; an empty object takes it away.
  if (isFields(args['metadata'])) message.metadata = args['metadata']
  message.edits++
  return yes({
    channel: idOf(channel, team.id),
    ts: message.ts,
    text: message.text,
    message: shown(message, true),
  })
}

export const remove = (call: Call): Fields => {
  const found = own(call, 'cant_delete_message')
  if (!isOwn(found)) return found
  found.channel.messages = found.channel.messages.filter(message => message !== found.message)
  return yes({ channel: call.args['channel'], ts: found.message.ts })
}

export const postEphemeral = (call: Call): Fields => {
  const { world, team, args } = call
  if (!team.scopes.has('chat:write')) return noScope(call, 'chat:write')
  const channel = writable(call)
  if (!isChannel(channel)) return channel
  if (!channel.members.has(String(args['user']))) return no('user_not_in_channel')
  const refusal = refusalOf(args)
  if (refusal) return refusal
  noteManners(call, 'chat.postEphemeral')
  const ts = world.stamp()
  world.ephemerals.push({
    channel,
    user: String(args['user']),
    ts,
    team: team.id,
    text: String(args['text']),
    blocks: blocksOf(args),
  })
  return yes({ message_ts: ts })
}
