import { isFields } from '../slack/rule.ts'
import { type Answer, type Call, empty, isAnswer, no, unknown, yes } from './answer.ts'
import { causeOf } from './callbacks.ts'
import { createMessage, editMessage, ephemeral } from './compose.ts'
import { announce, takeAway } from './messages.ts'
import { messageFields } from './payload-message.ts'
import { isThere } from './rule.ts'
import type { Interaction, World } from './world.ts'
import type { Message } from './world-type.ts'

/** An interaction's token lives so long. */
export const tokenLivesMs = 15 * 60_000

const answered = ({ world, params }: Call): Interaction | Answer => {
  const interaction = [...world.interactions.values()].find(one => one.token === params['token'])
  if (!interaction || params['application'] !== world.applicationId) return unknown.webhook
  if (world.clock.now() - interaction.at > tokenLivesMs)
    return no(401, 50_027, 'Invalid Webhook Token')
  const { outcome } = interaction
  return outcome?.kind === 'answered' || outcome?.kind === 'deferred'
    ? interaction
    : unknown.webhook
}

const isGone = (world: World, message: Message): boolean =>
  !world.ephemerals.includes(message) && !message.channel.messages.includes(message)

const found = (call: Call): { interaction: Interaction; message: Message } | Answer => {
  const interaction = answered(call)
  if (isAnswer(interaction)) return interaction
  const { message: id = '' } = call.params
  const ours = [interaction.original, ...interaction.followUps].filter(one => one !== undefined)
  const message = id === '@original' ? interaction.original : ours.find(one => one.id === id)
  return message && !isGone(call.world, message) ? { interaction, message } : unknown.message
}

const shown = (world: World, interaction: Interaction, message: Message): void => {
  interaction.thinking = interaction.thinking && message !== interaction.original
  interaction.show()
  if (message.ephemeralTo === undefined) announce(world, 'MESSAGE_UPDATE', message)
}

export const read = (call: Call): Answer => {
  const there = found(call)
  return isAnswer(there) ? there : yes(messageFields(call.world, there.message))
}

export const edit = (call: Call): Answer => {
  const there = found(call)
  if (isAnswer(there)) return there
  const { world, files } = call
  const { interaction, message } = there
  const refused = editMessage({ world, body: isFields(call.body) ? call.body : {}, files }, message)
  if (refused) return refused
  shown(world, interaction, message)
  return yes(messageFields(world, message))
}

export const remove = (call: Call): Answer => {
  const there = found(call)
  if (isAnswer(there)) return there
  const { world } = call
  const { interaction, message } = there
  if (message.ephemeralTo === undefined) takeAway(world, message)
  else world.ephemerals.splice(world.ephemerals.indexOf(message), 1)
  interaction.thinking = false
  interaction.show()
  return empty
}

/** A follow-up. The first one after a deferred reply takes the place of its "thinking" line. */
export const followUp = (call: Call): Answer => {
  const interaction = answered(call)
  if (isAnswer(interaction)) return interaction
  const { world, files } = call
  const body = isFields(call.body) ? call.body : {}
  if (isThere(body['nonce']) || body['enforce_nonce'] === true)
    world.note('a follow-up had a nonce, which Discord does not know there')
  const { original, channel, user, thinking } = interaction
  if (thinking && original) {
    const refused = editMessage({ world, body, files }, original)
    if (refused) return refused
    world.note('a follow-up took the place of a deferred reply; edit the reply first')
    shown(world, interaction, original)
    return yes(messageFields(world, original))
  }
  const { flags } = body
  const made = createMessage({
    world,
    channel,
    body,
    files,
    cause: causeOf(interaction),
    ...(typeof flags === 'number' && (flags & ephemeral) !== 0 ? { only: user.id } : {}),
  })
  if (isAnswer(made)) return made
  interaction.followUps.push(made)
  interaction.show()
  if (made.ephemeralTo === undefined) announce(world, 'MESSAGE_CREATE', made)
  return yes(messageFields(world, made))
}
