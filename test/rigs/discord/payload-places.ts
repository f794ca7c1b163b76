import type { Fields } from '../slack/rule.ts'
import { permission } from './permissions.ts'
import { instantOf, isoOf, isThread, rightsOf, type World } from './world.ts'
import type { Channel, Guild, Member, Role, User } from './world-type.ts'

export const userFields = ({ id, name, bot }: User): Fields => ({
  id,
  username: name,
  discriminator: '0',
  global_name: bot ? null : name,
  avatar: null,
  banner: null,
  accent_color: null,
  avatar_decoration_data: null,
  collectibles: null,
  primary_guild: null,
  public_flags: 0,
  flags: 0,
  ...(bot ? { bot: true } : {}),
})

export const roleFields = (role: Role, bot: User, position: number): Fields => ({
  id: role.id,
  name: role.name,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  icon: null,
  unicode_emoji: null,
  position,
  permissions: String(role.permissions),
  managed: role.managed,
  mentionable: role.mentionable,
  flags: 0,
  ...(role.managed ? { tags: { bot_id: bot.id } } : {}),
})

export const rolesOf = ({ roles }: Guild, bot: User): readonly Fields[] =>
  [...roles.values()].map((role, i) => roleFields(role, bot, i))

export const memberFields = ({ user, nick, roles }: Member): Fields => ({
  user: userFields(user),
  nick,
  avatar: null,
  banner: null,
  roles: [...roles],
  joined_at: isoOf(instantOf(user.id)),
  premium_since: null,
  communication_disabled_until: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
})

const kinds: Readonly<Record<Channel['kind'], number>> = {
  text: 0,
  dm: 1,
  announcement: 5,
  'public-thread': 11,
  'private-thread': 12,
}

const overwritesOf = ({ overwrites }: Channel, guild: Guild): readonly Fields[] =>
  [...overwrites].map(([id, { allow, deny }]) => ({
    id,
    type: guild.roles.has(id) ? 0 : 1,
    allow: String(allow),
    deny: String(deny),
  }))

const threadFields = (channel: Channel): Fields => ({
  parent_id: channel.parent ?? null,
  owner_id: channel.owner,
  rate_limit_per_user: channel.rateLimitS,
  message_count: channel.messages.length,
  member_count: channel.members.size,
  total_message_sent: channel.messages.length,
  thread_metadata: {
    archived: channel.archived,
    locked: channel.locked,
    auto_archive_duration: channel.archiveAfterMin,
    archive_timestamp: isoOf(instantOf(channel.id)),
    create_timestamp: isoOf(instantOf(channel.id)),
    ...(channel.kind === 'private-thread' ? { invitable: true } : {}),
  },
})

export const channelFields = (world: World, channel: Channel): Fields => {
  const guild = channel.guild === undefined ? undefined : world.guilds.get(channel.guild)
  const people = [...channel.members].flatMap(id => world.users.get(id) ?? [])
  const common = {
    id: channel.id,
    type: kinds[channel.kind],
    last_message_id: channel.messages.at(-1)?.id ?? null,
    flags: 0,
  }
  if (!guild) return { ...common, recipients: people.filter(({ bot }) => !bot).map(userFields) }
  const placed = { ...common, guild_id: guild.id, name: channel.name }
  if (isThread(channel)) return { ...placed, ...threadFields(channel) }
  return {
    ...placed,
    position: [...world.channels.keys()].indexOf(channel.id),
    permission_overwrites: overwritesOf(channel, guild),
    parent_id: null,
    topic: channel.topic,
    nsfw: false,
    last_pin_timestamp: null,
    rate_limit_per_user: channel.rateLimitS,
  }
}

export const guildFields = (world: World, guild: Guild): Fields => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: [],
  banner: null,
  owner_id: guild.owner,
  application_id: null,
  region: 'deprecated',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 0,
  roles: rolesOf(guild, world.bot),
  default_message_notifications: 1,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: guild.preferredLocale,
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  hub_type: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
})

/** What GUILD_CREATE says beyond the guild itself: what the bot sees of it. */
export const guildArrived = (world: World, guild: Guild): Fields => {
  const seen = [...world.channels.values()].filter(
    channel =>
      channel.guild === guild.id &&
      (rightsOf(world, world.bot, channel) & permission.viewChannel) !== 0n,
  )
  const self = guild.members.get(world.bot.id)
  return {
    ...guildFields(world, guild),
    joined_at: isoOf(instantOf(guild.id)),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    // Without the privileged intent, nobody but the bot itself.
    members: self ? [memberFields(self)] : [],
    channels: seen.filter(one => !isThread(one)).map(one => channelFields(world, one)),
    threads: seen
      .filter(one => isThread(one) && !one.archived)
      .map(one => channelFields(world, one)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
