import { type APIOverwrite, type APIRole, PermissionFlagsBits } from 'discord.js'

/** What the bot does in a channel, by Discord's own names. */
export const neededPermissions = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Attach Files': PermissionFlagsBits.AttachFiles,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
  'Create Public Threads': PermissionFlagsBits.CreatePublicThreads,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
} as const

/** As the address that invites the app names them. */
export const invitePermissions: bigint = Object.values(neededPermissions).reduce(
  (sum, bit) => sum | bit,
  0n,
)

const everything = (1n << 64n) - 1n

export interface Seat {
  readonly guild: string
  /** The server's owner may do everything. */
  readonly owner: string
  readonly roles: readonly Pick<APIRole, 'id' | 'permissions'>[]
  readonly user: string
  /** Ids of the member's roles. */
  readonly held: readonly string[]
}

/** In the server as a whole. */
export const inGuild = ({ guild, owner, roles, user, held }: Seat): bigint => {
  const bits = roles
    .filter(({ id }) => id === guild || held.includes(id))
    .reduce((sum, { permissions }) => sum | BigInt(permissions), 0n)
  const isAbove = owner === user || (bits & PermissionFlagsBits.Administrator) !== 0n
  return isAbove ? everything : bits
}

type Overwrite = Pick<APIOverwrite, 'id' | 'allow' | 'deny'>

const over = (bits: bigint, overwrites: readonly Overwrite[]): bigint => {
  const sum = (key: 'allow' | 'deny'): bigint =>
    overwrites.reduce((all, one) => all | BigInt(one[key]), 0n)
  return (bits & ~sum('deny')) | sum('allow')
}

/** In a channel (docs.discord.com, Permissions, Permission Overwrites): everybody's, the roles', the own. */
export const inChannel = (seat: Seat, overwrites: readonly Overwrite[]): bigint => {
  const base = inGuild(seat)
  if (base === everything) return base
  const of = (wanted: (id: string) => boolean): readonly Overwrite[] =>
    overwrites.filter(({ id }) => wanted(id))
  return [
    of(id => id === seat.guild),
    of(id => id !== seat.guild && seat.held.includes(id)),
    of(id => id === seat.user),
  ].reduce(over, base)
}

/** Names of what is needed and not there. */
export const missingIn = (bits: bigint): readonly string[] =>
  Object.entries(neededPermissions).flatMap(([name, bit]) => ((bits & bit) === bit ? [] : [name]))

/** Whether roles can be called that aren't open to be mentioned. */
export const mayCallAnyRole = (bits: bigint): boolean =>
  (bits & PermissionFlagsBits.MentionEveryone) !== 0n
