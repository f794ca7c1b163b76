import { type Fields, isFields } from '../slack/rule.ts'
import { type Answer, type Call, empty, invalid, isAnswer, no, unknown, yes } from './answer.ts'
import { createMessage, createThinking, editMessage, ephemeral, loading } from './compose.ts'
import type { Outcome } from './exchange-type.ts'
import { announce } from './messages.ts'
import { messageFields } from './payload-message.ts'
import type { Flaw } from './rule.ts'
import { choiceFlaws } from './table-command.ts'
import { modalFlaws } from './table-modal.ts'
import type { Interaction, World } from './world.ts'
import type { Cause, OpenModal } from './world-type.ts'

/** The first response must come within this; then the id is unknown. */
export const respondWithinMs = 3000

interface Response {
  readonly world: World
  readonly interaction: Interaction
  readonly data: Fields
  readonly call: Call
}

const wants = (data: Fields, bit: number): boolean =>
  typeof data['flags'] === 'number' && (data['flags'] & bit) !== 0

export const causeOf = ({ id, type, user, name, source, form }: Interaction): Cause => ({
  id,
  kind: type,
  user,
  ...(name === undefined ? {} : { name }),
  ...(source === undefined ? {} : { message: source.id }),
  ...(form === undefined ? {} : { trigger: form.cause }),
})

const under = (flaws: readonly Flaw[]): readonly Flaw[] =>
  flaws.map(one => ({ ...one, at: ['data', ...one.at] }))

type Taken = Answer | Outcome

const reply = ({ world, interaction, data, call }: Response, afterMs: number): Taken => {
  const { channel, user } = interaction
  const made = createMessage({
    world,
    channel,
    body: data,
    files: call.files,
    cause: causeOf(interaction),
    path: ['data'],
    ...(wants(data, ephemeral) ? { only: user.id } : {}),
  })
  if (isAnswer(made)) return made
  interaction.original = made
  if (made.ephemeralTo === undefined) announce(world, 'MESSAGE_CREATE', made)
  return { kind: 'answered', with: 'message', afterMs }
}

const deferReply = ({ world, interaction, data }: Response, afterMs: number): Taken => {
  const { flags = 0 } = data
  if (typeof flags !== 'number' || (flags & ~ephemeral) !== 0)
    return invalid([
      {
        at: ['data', 'flags'],
        code: 'BASE_TYPE_CHOICES',
        message: 'Only EPHEMERAL may be set on a deferred response',
      },
    ])
  const { channel, user } = interaction
  interaction.original = createThinking({
    world,
    channel,
    cause: causeOf(interaction),
    ...(wants(data, ephemeral) ? { only: user.id } : {}),
  })
  interaction.thinking = true
  return { kind: 'deferred', with: 'message', afterMs }
}

const deferUpdate = ({ interaction }: Response, afterMs: number): Taken => {
  interaction.original = interaction.source
  return { kind: 'deferred', with: 'update', afterMs }
}

const update = ({ world, interaction, data, call }: Response, afterMs: number): Taken => {
  const { source } = interaction
  if (!source) return unknown.message
  const refused = editMessage({ world, body: data, files: call.files, path: ['data'] }, source)
  if (refused) return refused
  interaction.original = source
  if (source.ephemeralTo === undefined) announce(world, 'MESSAGE_UPDATE', source)
  return { kind: 'answered', with: 'update', afterMs }
}

const offer = ({ interaction, data }: Response, afterMs: number): Taken => {
  const flaws = choiceFlaws(data)
  if (flaws.length > 0) return invalid(under(flaws))
  const { choices } = data
  interaction.choices = Array.isArray(choices) ? choices.filter(isFields) : []
  return { kind: 'answered', with: 'choices', afterMs }
}

const openModal = ({ world, interaction, data }: Response, afterMs: number): Taken => {
  const flaws = modalFlaws(data)
  if (flaws.length > 0) return invalid(under(flaws))
  const { user, channel, source } = interaction
  const id = data['custom_id']
  const open = world.modals.find(one => one.user === user)
  if (open?.modal['custom_id'] === id)
    world.note(`a form ${String(id)} is opened again: clients mix up those of one custom_id`)
  // One form at a time: the new one takes the place of the old one.
  if (open) world.modals.splice(world.modals.indexOf(open), 1)
  const made: OpenModal = {
    id: world.snowflake(),
    user,
    guild: channel.guild,
    channel,
    modal: data,
    message: source,
    cause: causeOf(interaction),
  }
  world.modals.push(made)
  interaction.modal = made
  return { kind: 'answered', with: 'modal', afterMs }
}

const acts: Readonly<Record<number, (response: Response, afterMs: number) => Taken>> = {
  4: reply,
  5: deferReply,
  6: deferUpdate,
  7: update,
  8: offer,
  9: openModal,
}

/** Which first responses an interaction takes: 6 and 7 need a message, a form can't follow a form. */
const allowed = ({ type, source }: Interaction): readonly number[] => {
  if (type === 4) return [8]
  const onMessage = source === undefined ? [] : [6, 7]
  return [4, 5, ...onMessage, ...(type === 5 ? [] : [9])]
}

const resourceOf = (world: World, { original }: Interaction, type: number): Fields =>
  (type === 4 || type === 7) && original
    ? { resource: { type, message: messageFields(world, original) } }
    : {}

const said = ({ world, query }: Call, interaction: Interaction, type: number): Answer => {
  if (query['with_response'] !== 'true') return empty
  const { original } = interaction
  const message =
    original && (type === 4 || type === 5)
      ? {
          response_message_id: original.id,
          response_message_loading: (original.flags & loading) !== 0,
          response_message_ephemeral: (original.flags & ephemeral) !== 0,
        }
      : {}
  return yes({
    interaction: { id: interaction.id, type: interaction.type, ...message },
    ...resourceOf(world, interaction, type),
  })
}

/** The one first response. Once three seconds are over, the interaction never was. */
export const respond = (call: Call): Answer => {
  const { world, params, body } = call
  const interaction = world.interactions.get(params['interaction'] ?? '')
  if (!interaction || interaction.token !== params['token']) return unknown.interaction
  const afterMs = world.clock.now() - interaction.at
  const { outcome } = interaction
  if (outcome?.kind === 'answered' || outcome?.kind === 'deferred')
    return no(400, 40_060, 'Interaction has already been acknowledged.')
  if (outcome || afterMs > respondWithinMs) return unknown.interaction
  const { type, data } = isFields(body) ? body : {}
  const may = allowed(interaction)
  const act = typeof type === 'number' && may.includes(type) ? acts[type] : undefined
  if (act === undefined)
    return invalid([
      {
        at: ['type'],
        code: 'BASE_TYPE_CHOICES',
        message: `Value must be one of {${may.join(', ')}}.`,
      },
    ])
  const taken = act({ world, interaction, data: isFields(data) ? data : {}, call }, afterMs)
  if (isAnswer(taken)) return taken
  interaction.respond(taken)
  return said(call, interaction, Number(type))
}
