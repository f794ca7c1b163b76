import {
  type APIApplication,
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIUser,
  ChannelType,
  type RESTGetAPIGatewayBotResult,
  Routes,
} from 'discord.js'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Fault } from '../../src/ports/platform.ts'
import { codeOf, faultOf } from './faults.ts'
import { inChannel, inGuild, mayCallAnyRole, missingIn, type Seat } from './permissions.ts'
import { createRest } from './rest.ts'
import type { DiscordAccess } from './settings.ts'

export interface ApplicationSeen {
  readonly id: string
  readonly name: string
  /** Where Discord sends interactions instead of to us. */
  readonly endpoint?: string
  /** Sign-ins that are left until tomorrow. */
  readonly signIns: number
}

export interface ChannelSeen {
  readonly name: string
  readonly guild: string
  /** One of those that liaison.json names. */
  readonly isNamed: boolean
  readonly isText: boolean
  /** Permissions, as Discord calls them. */
  readonly missing: readonly string[]
}

export interface RoleSeen {
  readonly name: string
  readonly callable: boolean
}

export interface SeenGuild extends Seat {
  readonly name: string
  readonly full: APIGuild
}

const gone = err<Fault>({ kind: 'Gone' })

// Unknown application, guild, member, role, user.
const unknownOnes: readonly number[] = [10_002, 10_004, 10_007, 10_011, 10_013]
const noAccess = 50_001

type Route = `/${string}`

/** Asks Discord with answers as they are documented; each is a call, one after the other. */
export const createAsk = (access: DiscordAccess) => {
  const rest = createRest(access)
  /** `closed`: of a server, no access is the answer for one that the app isn't in. */
  const get = async <T>(route: Route, closed = false): Promise<Result<T, Fault>> => {
    try {
      return ok((await rest.get(route)) as T)
    } catch (error) {
      const code = codeOf(error) ?? 0
      if (unknownOnes.includes(code) || (closed && code === noAccess)) return gone
      const fault = faultOf(error)
      if (fault) return err(fault)
      throw error
    }
  }
  return {
    rest,
    self: () => get<APIUser>(Routes.user()),
    application: () => get<APIApplication>(Routes.currentApplication()),
    gateway: () => get<RESTGetAPIGatewayBotResult>(Routes.gatewayBot()),
    guild: (id: string) => get<APIGuild>(Routes.guild(id), true),
    member: (guild: string, user: string) => get<APIGuildMember>(Routes.guildMember(guild, user)),
    channel: (id: string) => get<APIChannel>(Routes.channel(id)),
  }
}
export type Ask = ReturnType<typeof createAsk>

export const applicationAt = async (ask: Ask): Promise<Result<ApplicationSeen, Fault>> => {
  const app = await ask.application()
  if (!app.ok) return app
  const gateway = await ask.gateway()
  if (!gateway.ok) return gateway
  const { id, name, interactions_endpoint_url: endpoint } = app.value
  const signIns = gateway.value.session_start_limit.remaining
  return ok({ id, name, signIns, ...(endpoint ? { endpoint } : {}) })
}

export const guildAt = async (
  ask: Ask,
  id: string,
  user: string,
): Promise<Result<SeenGuild, Fault>> => {
  const guild = await ask.guild(id)
  if (!guild.ok) return guild
  const own = await ask.member(id, user)
  if (!own.ok) return own
  const { name, owner_id: owner, roles } = guild.value
  return ok({ guild: id, name, owner, roles, user, held: own.value.roles, full: guild.value })
}

const textKinds: readonly ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement]

export const channelAt = async (
  ask: Ask,
  place: string,
  guilds: readonly SeenGuild[],
): Promise<Result<ChannelSeen, Fault>> => {
  const asked = await ask.channel(place)
  if (!asked.ok) return asked
  const channel = asked.value
  if (!('guild_id' in channel) || channel.guild_id === undefined) return gone
  const seat = guilds.find(g => g.guild === channel.guild_id)
  const overwrites = 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : []
  return ok({
    name: channel.name ?? place,
    guild: channel.guild_id,
    isNamed: seat !== undefined,
    isText: textKinds.includes(channel.type),
    missing: seat ? missingIn(inChannel(seat, overwrites)) : [],
  })
}

export const roleAt = (seat: SeenGuild, id: string): Result<RoleSeen, Fault> => {
  const role = seat.full.roles.find(r => r.id === id)
  if (!role) return gone
  return ok({ name: role.name, callable: role.mentionable || mayCallAnyRole(inGuild(seat)) })
}
