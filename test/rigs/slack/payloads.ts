import type { Fields } from './rule.ts'
import { type Channel, idOf, isShared, type Team, type User, type World } from './world.ts'

/** What every interactive payload says of the app and the person. */
export const commonOf = (
  team: Team,
  user: User,
  where: { id: string; domain: string },
): Fields => ({
  team: { id: where.id, domain: where.domain },
  user: { id: user.id, username: user.name, name: user.name, team_id: user.team },
  api_app_id: team.appId,
  token: 'verification',
  enterprise: null,
  is_enterprise_install: false,
})

export const channelFields = (channel: Channel, team: Team): Fields => ({
  id: idOf(channel, team.id),
  name: channel.kind === 'im' ? 'directmessage' : channel.name,
})

/** A fresh trigger: three seconds, one use. */
export const triggerOf = (world: World, team: Team, user: User): string => {
  const id = `trigger.${world.next()}`
  world.triggers.set(id, { team: team.id, user: user.id, at: world.clock.now(), used: false })
  return id
}

/** A response_url for what this person did here. */
export const replyUrlOf = (
  world: World,
  base: string,
  team: Team,
  user: User,
  channel: Channel,
  message?: string,
): string => {
  const id = `reply-${world.next()}`
  world.tickets.set(id, {
    team: team.id,
    user: user.id,
    channel,
    at: world.clock.now(),
    ...(message === undefined ? {} : { message }),
    uses: 0,
  })
  return `${base}/response/${id}`
}

/** With `should_escape` a URL comes marked up as a link; three characters always come as entities. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\bhttps?:\/\/[^\s|&"'”」]+/g, url => `<${url}>`)

/** A slash command; its fields are the same over a socket and as a form. */
export const commandFields = (
  world: World,
  base: string,
  team: Team,
  user: User,
  channel: Channel,
  [command, text]: readonly [command: string, text: string],
): Fields => ({
  token: 'verification',
  team_id: team.id,
  team_domain: team.domain,
  channel_id: idOf(channel, team.id),
  channel_name: channel.kind === 'im' ? 'directmessage' : channel.name,
  user_id: user.id,
  user_name: user.name,
  command,
  text: escaped(text),
  api_app_id: team.appId,
  is_enterprise_install: 'false',
  response_url: replyUrlOf(world, base, team, user, channel),
  trigger_id: triggerOf(world, team, user),
})

/** The wrapper of an Events API event: the token's workspace stands in `authorizations`. */
export const eventFields = (
  world: World,
  team: Team,
  event: Fields,
  channel: Channel | undefined,
): Fields => {
  const [host] = channel?.ids.keys() ?? [team.id]
  return {
    token: 'verification',
    // In a shared channel it may name the other side.
    team_id: host,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: team.appId,
    event,
    type: 'event_callback',
    event_id: `Ev0${world.next()}`,
    event_time: Math.floor(world.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: team.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel !== undefined && isShared(channel),
    event_context: `context-${world.next()}`,
  }
}
