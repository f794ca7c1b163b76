import type { Exchange } from './exchange.ts'
import type { Voice } from './voice.ts'
import { type Channel, idOf, type Team, type User, type World } from './world.ts'

export interface NewChannel {
  readonly name: string
  readonly kind?: 'public' | 'private'
  /** Host first; several make it a Slack Connect channel. */
  readonly teams: readonly Team[]
  /** People; the bots of its workspaces come with them unless told not to. */
  readonly members: readonly User[]
  readonly bots?: readonly Team[]
  readonly locale?: string
}

/** Who and where. */
export interface Places {
  readonly addUser: (team: Team, name: string, locale?: string) => User
  readonly addChannel: (made: NewChannel) => Channel
  /** The id by which a workspace knows a channel; another one's may differ. */
  readonly channelId: (channel: Channel, team: Team) => string
  /** Gives the channel another id on one side, as happens when it is shared, and tells that app. */
  readonly changeId: (channel: Channel, team: Team) => Exchange
  /** Takes a workspace out of a shared channel; its app is told and its old id is nothing any more. */
  readonly unshare: (channel: Channel, team: Team) => Exchange
}

export const createPlaces = (world: World, { event }: Voice): Places => {
  const channelId = (channel: Channel, team: Team): string => {
    const id = idOf(channel, team.id)
    if (id === undefined) throw new Error(`${team.id} has no ${channel.name}`)
    return id
  }
  return {
    channelId,
    addUser: (team, name, locale = 'en-US') => {
      const user = { id: `U0${name.toUpperCase()}`, team: team.id, name, locale }
      if (world.users.has(user.id)) throw new Error(`there is a ${name} already`)
      world.users.set(user.id, user)
      return user
    },
    addChannel: ({ name, kind = 'public', teams, members, bots = teams, locale = 'en-US' }) => {
      const channel: Channel = {
        name,
        kind,
        ids: new Map(teams.map(team => [team.id, `C0${world.next()}`])),
        members: new Set([...members.map(({ id }) => id), ...bots.map(team => team.botUser)]),
        archived: false,
        locale,
        messages: [],
      }
      world.channels.push(channel)
      return channel
    },
    changeId: (channel, team) => {
      const old = channelId(channel, team)
      const id = `C0${world.next()}`
      channel.ids.set(team.id, id)
      return event(team, {
        type: 'channel_id_changed',
        old_channel_id: old,
        new_channel_id: id,
        event_ts: world.stamp(),
      })
    },
    unshare: (channel, team) => {
      const old = channelId(channel, team)
      channel.ids.delete(team.id)
      channel.members.delete(team.botUser)
      return event(team, {
        type: 'channel_unshared',
        previously_connected_team_id: [...channel.ids.keys()][0],
        channel: old,
        is_ext_shared: false,
        event_ts: world.stamp(),
      })
    },
  }
}
