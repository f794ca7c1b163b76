import { type Call, no, noScope, yes } from './answer.ts'
import { shown } from './chat.ts'
import type { Fields } from './rule.ts'
import { type Channel, channelOf, directOf, idOf, isShared, messageOf, sees } from './world.ts'

const families = { public: 'channels', private: 'groups', im: 'im' } as const

/** The channel, if the token may look; a private one that the bot isn't in doesn't exist for it. */
const readable = (call: Call, act: 'read' | 'history'): Channel | Fields => {
  const { world, team, args } = call
  const channel = channelOf(world, team.id, args['channel'])
  const inside = channel?.members.has(team.botUser) === true
  if (!channel || (channel.kind !== 'public' && !inside)) return no('channel_not_found')
  const scope = `${families[channel.kind]}:${act}`
  if (!team.scopes.has(scope)) return noScope(call, scope)
  return act === 'history' && !inside ? no('not_in_channel') : channel
}

const isChannel = (found: Channel | Fields): found is Channel => 'messages' in found

export const userInfo = (call: Call): Fields => {
  const { world, team, args } = call
  if (!team.scopes.has('users:read')) return noScope(call, 'users:read')
  const user = world.users.get(String(args['user']))
  if (!user || !sees(world, team, user)) return no('user_not_found')
  const stranger = user.team !== team.id
  return yes({
    user: {
      id: user.id,
      team_id: user.team,
      name: user.name,
      real_name: user.name,
      deleted: false,
      is_bot: false,
      is_stranger: false,
      profile: { real_name: user.name, display_name: user.name },
      // People of another workspace have none, whatever is asked.
      ...(args['include_locale'] === true && !stranger ? { locale: user.locale } : {}),
    },
  })
}

export const conversationInfo = (call: Call): Fields => {
  const { team, args } = call
  const channel = readable(call, 'read')
  if (!isChannel(channel)) return channel
  const [host] = channel.ids.keys()
  return yes({
    channel: {
      id: idOf(channel, team.id),
      name: channel.name,
      is_channel: channel.kind === 'public',
      is_group: channel.kind === 'private',
      is_im: channel.kind === 'im',
      is_private: channel.kind !== 'public',
      is_archived: channel.archived,
      is_frozen: false,
      is_member: channel.members.has(team.botUser),
      is_shared: isShared(channel),
      is_ext_shared: isShared(channel),
      conversation_host_id: host,
      context_team_id: team.id,
      ...(isShared(channel) ? { connected_team_ids: [...channel.ids.keys()] } : {}),
      ...(args['include_locale'] === true ? { locale: channel.locale } : {}),
      ...(args['include_num_members'] === true ? { num_members: channel.members.size } : {}),
    },
  })
}

const order = (a: string, b: string): number => Number(a) - Number(b)

/** What stands under a message; Slack says so on the message itself. */
const threadOf = ({ messages }: Channel, { ts }: Channel['messages'][number]): Fields => {
  const under = messages.filter(({ threadTs }) => threadTs === ts).map(m => m.ts)
  const newest = under.sort(order).at(-1)
  return newest === undefined
    ? {}
    : { thread_ts: ts, reply_count: under.length, latest_reply: newest }
}

const pageOf = (
  { args }: Call,
  channel: Channel,
  all: Channel['messages'],
  newestFirst: boolean,
): Fields => {
  const { oldest, latest, inclusive, limit, cursor } = args
  const edge = inclusive === true ? 0 : 1
  const found = all
    .filter(({ ts }) => oldest === undefined || order(ts, String(oldest)) >= edge * 1e-7)
    .filter(({ ts }) => latest === undefined || order(String(latest), ts) >= edge * 1e-7)
    .sort((a, b) => (newestFirst ? order(b.ts, a.ts) : order(a.ts, b.ts)))
  const from = cursor === undefined ? 0 : Number(String(cursor).replace('next:', ''))
  const size = typeof limit === 'number' && limit > 0 ? Math.min(limit, 999) : 100
  const more = found.length > from + size
  return yes({
    messages: found.slice(from, from + size).map(message => ({
      ...shown(message, args['include_all_metadata'] === true),
      ...threadOf(channel, message),
    })),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: `next:${from + size}` } } : {}),
  })
}

export const history = (call: Call): Fields => {
  const channel = readable(call, 'history')
  if (!isChannel(channel)) return channel
  return pageOf(
    call,
    channel,
    channel.messages.filter(({ threadTs }) => threadTs === undefined),
    true,
  )
}

export const replies = (call: Call): Fields => {
  const channel = readable(call, 'history')
  if (!isChannel(channel)) return channel
  const { ts } = call.args
  if (!messageOf(channel, ts)) return no('thread_not_found')
  return pageOf(
    call,
    channel,
    channel.messages.filter(message => message.ts === ts || message.threadTs === ts),
    false,
  )
}

export const openDirect = (call: Call): Fields => {
  const { world, team, args } = call
  if (!team.scopes.has('im:write')) return noScope(call, 'im:write')
  if (args['users'] === undefined) return no('users_list_not_supplied')
  const user = world.users.get(String(args['users']))
  if (!user || !sees(world, team, user)) return no('user_not_found')
  return yes({ channel: { id: idOf(directOf(world, team, user), team.id) } })
}
