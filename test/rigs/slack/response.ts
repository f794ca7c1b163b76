import { no, yes } from './answer.ts'
import { refusalOf } from './chat.ts'
import type { Ledger } from './ledger.ts'
import { type Fields, isList } from './rule.ts'
import { type Channel, messageOf, type Team, type World } from './world.ts'

const mostUses = 5
const lifeMs = 30 * 60_000
const known = [
  ...'text blocks response_type replace_original delete_original thread_ts'.split(' '),
  ...'unfurl_links unfurl_media metadata'.split(' '),
]

/** Shows what an app says to one person, or to the channel where it says so. */
export const sayBack = (
  world: World,
  team: Team,
  channel: Channel,
  user: string,
  body: Fields,
): void => {
  const said = {
    ts: world.stamp(),
    team: team.id,
    text: String(body['text']),
    blocks: isList(body['blocks']) ? body['blocks'] : [],
  }
  if (body['response_type'] === 'in_channel')
    channel.messages.push({ ...said, user: team.botUser, app: team.appId, edits: 0 })
  else world.ephemerals.push({ ...said, channel, user })
}

const revise = (
  world: World,
  channel: Channel,
  team: Team,
  ts: string,
  body: Fields,
): Fields | undefined => {
  const { text, blocks, delete_original: gone } = body
  const content = { text: String(text), blocks: isList(blocks) ? blocks : [] }
  const place = world.ephemerals.findIndex(one => one.ts === ts && one.channel === channel)
  const ephemeral = world.ephemerals[place]
  const message = messageOf(channel, ts)
  if (ephemeral)
    world.ephemerals.splice(place, 1, ...(gone === true ? [] : [{ ...ephemeral, ...content }]))
  else if (message?.app !== team.appId) return no('cant_update_message')
  else if (gone === true) channel.messages = channel.messages.filter(one => one !== message)
  else Object.assign(message, content, { edits: message.edits + 1 })
  return undefined
}

/** One post to a response_url: five within half an hour, JSON, an ephemeral unless it says otherwise. */
export const takeReply = (
  world: World,
  ledger: Ledger,
  path: string,
  body: Fields | undefined,
): Fields => {
  const ticket = world.tickets.get(path.replace('/response/', ''))
  if (!ticket) return no('invalid_url')
  if (world.clock.now() - ticket.at > lifeMs) return no('expired_url')
  if (ticket.uses >= mostUses) return no('used_url')
  ticket.uses++
  const team = world.teams.find(({ id }) => id === ticket.team)
  if (body === undefined || !team) return no('invalid_payload')
  const strange = Object.keys(body).filter(key => !known.includes(key))
  if (strange.length > 0)
    return no(
      'invalid_arguments',
      strange.map(key => `[ERROR] unknown argument: ${key}`),
    )
  const replaces = body['replace_original'] === true || body['delete_original'] === true
  const refusal = body['delete_original'] === true ? undefined : refusalOf(body)
  if (refusal) {
    ledger.note(`a response_url was given what Slack refuses: ${refusal['error']}`)
    return refusal
  }
  if (!replaces || ticket.message === undefined)
    sayBack(world, team, ticket.channel, ticket.user, body)
  else return revise(world, ticket.channel, team, ticket.message, body) ?? yes()
  return yes()
}
