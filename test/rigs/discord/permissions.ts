import type { Channel, Guild, Member, User } from './world-type.ts'

/** Bits that the rig looks at: https://docs.discord.com/developers/topics/permissions */
export const permission = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  publicThreads: 1n << 35n,
  privateThreads: 1n << 36n,
  sendInThreads: 1n << 38n,
} as const

export const everyBit = (1n << 53n) - 1n
export const holds = (bits: bigint, wanted: bigint): boolean => (bits & wanted) === wanted

/** What people have in a new guild. */
export const ordinary =
  permission.viewChannel |
  permission.sendMessages |
  permission.embedLinks |
  permission.attachFiles |
  permission.readHistory |
  permission.useCommands |
  permission.publicThreads |
  permission.sendInThreads

/** What a bot like this one is invited with. */
export const forBots = ordinary | permission.privateThreads

export const inGuild = (guild: Guild, { user, roles }: Member): bigint => {
  if (guild.owner === user.id) return everyBit
  const bits = [guild.id, ...roles].reduce(
    (sum, id) => sum | (guild.roles.get(id)?.permissions ?? 0n),
    0n,
  )
  return holds(bits, permission.administrator) ? everyBit : bits
}

/**
 * What a member may in a channel: base, then `@everyone`'s overwrite, then the roles' together, then the
 * member's own. A thread has those of its parent.
 */
export const inChannel = (guild: Guild, member: Member, channel: Channel): bigint => {
  const base = inGuild(guild, member)
  if (base === everyBit) return base
  const everyone = channel.overwrites.get(guild.id) ?? { allow: 0n, deny: 0n }
  const ofRoles = [...member.roles].map(id => channel.overwrites.get(id) ?? { allow: 0n, deny: 0n })
  const own = channel.overwrites.get(member.user.id) ?? { allow: 0n, deny: 0n }
  const deny = ofRoles.reduce((sum, one) => sum | one.deny, 0n)
  const allow = ofRoles.reduce((sum, one) => sum | one.allow, 0n)
  const bits = (base & ~everyone.deny) | everyone.allow
  return (((bits & ~deny) | allow) & ~own.deny) | own.allow
}

/** Everything in a direct channel that one is in, nothing where one isn't. */
export const mayIn = (guild: Guild | undefined, user: User, channel: Channel): bigint => {
  if (!guild) return channel.members.has(user.id) ? everyBit : 0n
  const member = guild.members.get(user.id)
  return member === undefined ? 0n : inChannel(guild, member, channel)
}
