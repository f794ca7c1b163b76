import type { Fields } from '../slack/rule.ts'
import { channelFields, memberFields, roleFields, userFields } from './payload-places.ts'
import { guildOf, rightsOf, type World } from './world.ts'
import type { Channel } from './world-type.ts'

/** What was named by its id, and as what. */
export interface Named {
  readonly id: string
  readonly as: 'user' | 'role' | 'channel'
}

const memberPart = (world: World, where: Channel, id: string): Fields => {
  const member = guildOf(world, where)?.members.get(id)
  if (!member) return {}
  const { user: _, deaf: __, mute: ___, ...rest } = memberFields(member)
  return { ...rest, permissions: String(rightsOf(world, member.user, where)) }
}

const group = (named: readonly Named[], as: Named['as'], fields: (id: string) => Fields): Fields =>
  Object.fromEntries(named.filter(one => one.as === as).map(({ id }) => [id, fields(id)]))

const filled = (groups: Readonly<Record<string, Fields>>): Fields =>
  Object.fromEntries(Object.entries(groups).filter(([, one]) => Object.keys(one).length > 0))

/** Discord sends the things along that are named by id; none when there are none. */
export const resolvedOf = (world: World, where: Channel, named: readonly Named[]): Fields => {
  const guild = guildOf(world, where)
  const found = filled({
    users: group(named, 'user', id => {
      const user = world.users.get(id)
      return user ? userFields(user) : {}
    }),
    members: group(named, 'user', id => memberPart(world, where, id)),
    roles: group(named, 'role', id => {
      const role = guild?.roles.get(id)
      return role ? roleFields(role, world.bot, [...(guild?.roles.keys() ?? [])].indexOf(id)) : {}
    }),
    channels: group(named, 'channel', id => {
      const channel = world.channels.get(id)
      if (!channel) return {}
      const { id: _, type, name, parent_id = null } = channelFields(world, channel)
      return { id, type, name, parent_id, permissions: '0' }
    }),
  })
  return Object.keys(found).length === 0 ? {} : { resolved: found }
}

/** What an id is in a place, if anything that its people can choose. */
export const kindOf = (world: World, where: Channel, id: string): Named['as'] | undefined => {
  const guild = guildOf(world, where)
  if (guild?.roles.has(id)) return 'role'
  if (guild ? guild.members.has(id) : world.users.has(id)) return 'user'
  return world.channels.get(id)?.guild === where.guild ? 'channel' : undefined
}
