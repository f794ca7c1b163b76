import { type Fields, isFields, isList } from '../slack/rule.ts'
import { partsIn } from './parts.ts'
import { holds, permission } from './permissions.ts'
import { guildOf, rightsOf, type World } from './world.ts'
import type { Channel, Message, Pinged } from './world-type.ts'

export const nobody: Pinged = { users: [], roles: [], everyone: false }

const ids = (words: string, pattern: RegExp): readonly string[] => [
  ...new Set([...words.matchAll(pattern)].map(([, id = '']) => id)),
]

/** What can call somebody: the content, or the text parts; never an embed. */
const loudWords = ({ content, components }: Pick<Message, 'content' | 'components'>): string =>
  [
    content,
    ...partsIn(components).map(({ part }) => (part['type'] === 10 ? String(part['content']) : '')),
  ].join('\n')

export const namesAnybody = (message: Pick<Message, 'content' | 'components'>): boolean =>
  /<@[!&]?\d+>|@everyone|@here/.test(loudWords(message))

type Where = 'channel' | 'interaction'

const allowedIn = (given: unknown, where: Where) => {
  const parse = where === 'channel' ? ['users', 'roles', 'everyone'] : ['users']
  const { parse: kinds = [], users = [], roles = [] } = isFields(given) ? given : { parse }
  const has = (kind: string) => isList(kinds) && kinds.includes(kind)
  const lets = (kind: string, named: unknown) => (id: string) =>
    has(kind) || (isList(named) && named.includes(id))
  return { user: lets('users', users), role: lets('roles', roles), everyone: has('everyone') }
}

/**
 * Whom a new message calls. A role must be mentionable, or the bot hold MENTION_EVERYONE, which `@everyone`
 * needs always; without `allowed_mentions` Discord takes all in a channel and only people from an interaction.
 */
export const whoIsPinged = (
  world: World,
  channel: Channel,
  body: Fields,
  message: Pick<Message, 'content' | 'components'>,
  where: Where,
): Pinged => {
  const words = loudWords(message)
  const guild = guildOf(world, channel)
  const allowed = allowedIn(body['allowed_mentions'] ?? undefined, where)
  const loud = holds(rightsOf(world, world.bot, channel), permission.mentionEveryone)
  return {
    users: ids(words, /<@!?(\d+)>/g).filter(id => world.users.has(id) && allowed.user(id)),
    roles: ids(words, /<@&(\d+)>/g).filter(id => {
      const role = guild?.roles.get(id)
      return role !== undefined && allowed.role(id) && (role.mentionable || loud)
    }),
    everyone: guild !== undefined && loud && allowed.everyone && /@(everyone|here)/.test(words),
  }
}

/** Sounds at everybody who sees the channel and is called, once each. */
export const ring = (world: World, message: Message): void => {
  const { channel, pinged } = message
  const guild = guildOf(world, channel)
  const through = (id: string) => {
    if (pinged.users.includes(id)) return 'user' as const
    const role = pinged.roles.find(
      one => one === guild?.id || guild?.members.get(id)?.roles.has(one) === true,
    )
    if (role !== undefined) return { role }
    return pinged.everyone ? ('everyone' as const) : undefined
  }
  const people = guild
    ? [...guild.members.values()].map(({ user }) => user)
    : [...channel.members].flatMap(id => world.users.get(id) ?? [])
  for (const user of people) {
    const how = through(user.id)
    if (how === undefined || user.id === message.author.id) continue
    if (holds(rightsOf(world, user, channel), permission.viewChannel))
      world.pings.push({ message, user, through: how })
  }
}
