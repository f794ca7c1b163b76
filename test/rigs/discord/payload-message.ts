import type { Fields } from '../slack/rule.ts'
import { channelFields, userFields } from './payload-places.ts'
import { isoOf, type World } from './world.ts'
import type { Cause, Channel, Message } from './world-type.ts'

/** 0 a message, 19 a reply, 20 the answer to a command. */
const typeOf = ({ answers, replyTo }: Message): number =>
  answers?.kind === 2 ? 20 : replyTo !== undefined ? 19 : 0

const attachmentFields = ({ attachments, channel }: Message): readonly Fields[] =>
  attachments.map(({ id, filename, size, type }) => ({
    id,
    filename,
    size,
    content_type: type,
    url: `https://cdn.rig/attachments/${channel.id}/${id}/${filename}`,
    proxy_url: `https://media.rig/attachments/${channel.id}/${id}/${filename}`,
  }))

const metadata = (cause: Cause, channel: Channel): Fields => ({
  id: cause.id,
  type: cause.kind,
  user: userFields(cause.user),
  authorizing_integration_owners: { 0: channel.guild ?? '0' },
  ...(cause.kind === 3 ? { interacted_message_id: cause.message } : {}),
  ...(cause.trigger === undefined
    ? {}
    : { triggering_interaction_metadata: metadata(cause.trigger, channel) }),
})

const causeFields = ({ answers, channel }: Message, applicationId: string): Fields => {
  if (answers === undefined) return {}
  const { id, kind, user, name } = answers
  return {
    ...(name === undefined
      ? {}
      : { interaction: { id, type: kind, name, user: userFields(user) } }),
    interaction_metadata: metadata(answers, channel),
    webhook_id: applicationId,
  }
}

/** A message as REST and the gateway give it. */
export const messageFields = (world: World, message: Message): Fields => {
  const { id, channel, author, content, embeds, components, flags, pinged, thread } = message
  return {
    id,
    type: typeOf(message),
    channel_id: channel.id,
    author: userFields(author),
    content,
    embeds: embeds.map(embed => ({ ...embed, type: 'rich' })),
    components,
    attachments: attachmentFields(message),
    flags,
    mentions: pinged.users.flatMap(one => {
      const user = world.users.get(one)
      return user ? [userFields(user)] : []
    }),
    mention_roles: pinged.roles,
    mention_everyone: pinged.everyone,
    pinned: false,
    tts: false,
    timestamp: isoOf(message.at),
    edited_timestamp: message.editedAt === undefined ? null : isoOf(message.editedAt),
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(author.id === world.bot.id ? { application_id: world.applicationId } : {}),
    ...(message.replyTo === undefined
      ? {}
      : { message_reference: { type: 0, channel_id: channel.id, message_id: message.replyTo } }),
    ...causeFields(message, world.applicationId),
    ...(thread === undefined ? {} : { thread: channelFields(world, thread) }),
  }
}
