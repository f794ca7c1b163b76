import type { Fields } from '../slack/rule.ts'
import type { Places } from './discord-type.ts'
import { takeAway } from './messages.ts'
import { channelFields, guildArrived, memberFields, roleFields } from './payload-places.ts'
import { forBots, ordinary } from './permissions.ts'
import { emptyChannel, isThread, type World } from './world.ts'
import type { Channel, Guild, Member, Overwrite, Role, User } from './world-type.ts'

const guildIntent = 1
const memberIntent = 2

const newRole = (
  guild: Guild,
  id: string,
  name: string,
  permissions: bigint,
  more: Partial<Role> = {},
): Role => {
  const role = {
    id,
    guild: guild.id,
    name,
    permissions,
    mentionable: false,
    managed: false,
    ...more,
  }
  guild.roles.set(id, role)
  return role
}

const overwritesFrom = (
  given: Readonly<Record<string, Partial<Overwrite>>>,
): Map<string, Overwrite> =>
  new Map(Object.entries(given).map(([id, { allow = 0n, deny = 0n }]) => [id, { allow, deny }]))

const enter = (guild: Guild, user: User, roles: readonly Role[], nick: string | null): Member => {
  const member = { user, nick, roles: new Set(roles.map(({ id }) => id)) }
  guild.members.set(user.id, member)
  return member
}

const createGuild = (world: World, name: string, preferredLocale: string): Guild => ({
  id: world.snowflake(),
  name,
  preferredLocale,
  owner: world.owner.id,
  roles: new Map(),
  members: new Map(),
  commands: [],
})

/** Who and where, as a test sets it up and changes it. */
export const createPlaces = (world: World): Places => {
  const guildById = (id: string | undefined): Guild => {
    const guild = world.guilds.get(id ?? '')
    if (!guild) throw new Error(`there is no guild ${id}`)
    return guild
  }
  const tellRole = (role: Role): void => {
    const guild = guildById(role.guild)
    const position = [...guild.roles.keys()].indexOf(role.id)
    world.tell(
      'GUILD_ROLE_UPDATE',
      { guild_id: guild.id, role: roleFields(role, world.bot, position) },
      guildIntent,
    )
  }
  const tellChannel = (type: string, channel: Channel): void =>
    world.tell(type, channelFields(world, channel), guildIntent)
  const changeMember = (guild: Guild, user: User, change: (member: Member) => void): void => {
    const member = guild.members.get(user.id)
    if (!member) throw new Error(`${user.name} isn't in ${guild.name}`)
    change(member)
    const fields: Fields = { ...memberFields(member), guild_id: guild.id }
    world.tell('GUILD_MEMBER_UPDATE', fields, memberIntent)
  }

  return {
    guilds: () => [...world.guilds.values()],
    addGuild: (name, { preferredLocale = 'en-US', botPermissions = forBots } = {}) => {
      const guild = createGuild(world, name, preferredLocale)
      newRole(guild, guild.id, '@everyone', ordinary)
      const own = newRole(guild, world.snowflake(), world.bot.name, botPermissions, {
        managed: true,
      })
      enter(guild, world.owner, [], null)
      enter(guild, world.bot, [own], null)
      world.guilds.set(guild.id, guild)
      world.tell('GUILD_CREATE', guildArrived(world, guild), guildIntent)
      return guild
    },
    addRole: (guild, name, { permissions = 0n, mentionable = false } = {}) => {
      const role = newRole(guild, world.snowflake(), name, permissions, { mentionable })
      world.tell(
        'GUILD_ROLE_CREATE',
        { guild_id: guild.id, role: roleFields(role, world.bot, guild.roles.size - 1) },
        guildIntent,
      )
      return role
    },
    addUser: (name, locale = 'en-US') => {
      const user = { id: world.snowflake(), name, locale, bot: false, closedToDirect: false }
      world.users.set(user.id, user)
      return user
    },
    join: (guild, user, { roles = [], nick } = {}) => enter(guild, user, roles, nick ?? null),
    addChannel: (guild, name, { kind = 'text', overwrites = {} } = {}) => {
      const channel: Channel = {
        ...emptyChannel(world.snowflake(), kind, name, guild.id),
        overwrites: overwritesFrom(overwrites),
      }
      world.channels.set(channel.id, channel)
      tellChannel('CHANNEL_CREATE', channel)
      return channel
    },
    botRole: guild => {
      const role = [...guild.roles.values()].find(({ managed }) => managed)
      if (!role) throw new Error(`the bot has no role in ${guild.name}`)
      return role
    },
    changeRole: (role, change) => {
      Object.assign(role, change)
      tellRole(role)
    },
    changeChannel: (channel, { name, overwrites }) => {
      if (name !== undefined) channel.name = name
      for (const [id, one] of overwritesFrom(overwrites ?? {})) channel.overwrites.set(id, one)
      tellChannel('CHANNEL_UPDATE', channel)
    },
    giveRole: (guild, user, role) =>
      changeMember(guild, user, member => void member.roles.add(role.id)),
    takeRole: (guild, user, role) =>
      changeMember(guild, user, member => void member.roles.delete(role.id)),
    deleteMessage: message => takeAway(world, message),
    deleteChannel: channel => {
      world.channels.delete(channel.id)
      tellChannel(isThread(channel) ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channel)
    },
  }
}
