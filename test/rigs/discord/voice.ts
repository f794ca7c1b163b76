import type { Fields } from '../slack/rule.ts'
import type { Voice } from './discord-type.ts'
import { type FoundCommand, findCommand } from './find-command.ts'
import { namedBy, submittedOf } from './form-values.ts'
import type { Interactions } from './interactions.ts'
import { nobody } from './mentions.ts'
import { announce } from './messages.ts'
import { halfTyped, namedIn, optionValues } from './option-values.ts'
import { partsIn } from './parts.ts'
import { messageFields } from './payload-message.ts'
import { holds, permission } from './permissions.ts'
import { resolvedOf } from './resolved.ts'
import { rightsOf, type World } from './world.ts'
import type { Channel, Message, User } from './world-type.ts'

const wrapped = (nested: readonly Fields[], options: readonly Fields[]): readonly Fields[] =>
  nested.reduceRight<readonly Fields[]>(
    (inner, { name, type }) => [{ name, type, options: inner }],
    options,
  )

const dataOf = ({ command, nested }: FoundCommand, options: readonly Fields[]): Fields => {
  const { id, name, type, guild_id } = command
  const all = wrapped(nested, options)
  return {
    id,
    name,
    type,
    ...(guild_id === undefined ? {} : { guild_id }),
    ...(all.length === 0 ? {} : { options: all }),
  }
}

const pathOf = ({ command, nested }: FoundCommand): string =>
  [command, ...nested].map(({ name }) => name).join(' ')

const looksAt = (world: World, user: User, message: Message): void => {
  const { channel, ephemeralTo } = message
  const there = world.ephemerals.includes(message) || channel.messages.includes(message)
  if (!there) throw new Error(`the message ${message.id} is gone`)
  if (ephemeralTo !== undefined && ephemeralTo !== user.id)
    throw new Error(`${user.name} doesn't see this message`)
  if (!holds(rightsOf(world, user, channel), permission.viewChannel))
    throw new Error(`${user.name} doesn't see ${channel.name}`)
}

const isButton = ({ type }: Fields): boolean => type === 2
const isMenu = ({ type }: Fields): boolean => [3, 5, 6, 7, 8].includes(Number(type))

const partOf = (
  message: Message,
  which: string,
  is: (part: Fields) => boolean,
  word: 'label' | 'placeholder',
): Fields => {
  const parts = partsIn(message.components)
    .map(({ part }) => part)
    .filter(is)
  const found =
    parts.find(part => part['custom_id'] === which) ?? parts.find(part => part[word] === which)
  if (!found)
    throw new Error(
      `there is no ${which} among ${parts.map(part => part[word] ?? part['custom_id']).join(', ')}`,
    )
  if (found['disabled'] === true) throw new Error(`${which} is disabled`)
  if (found['custom_id'] === undefined) throw new Error(`${which} is a link`)
  return found
}

const pick = (part: Fields, values: readonly string[]): void => {
  const { options, min_values: least = 1, max_values: most = 1 } = part
  const offered = Array.isArray(options) ? options.map(one => one.value) : undefined
  const stranger = values.find(value => offered !== undefined && !offered.includes(value))
  if (stranger !== undefined) throw new Error(`${stranger} isn't offered`)
  if (values.length < Number(least) || values.length > Number(most))
    throw new Error(`choose ${String(least)} to ${String(most)}`)
}

/** What people do. The client's own refusals throw: no app hears of them. */
export const createVoice = (world: World, { tell }: Interactions): Voice => {
  const touch = (user: User, message: Message, data: Fields) => {
    const { channel } = message
    const shown = messageFields(world, message)
    return tell({ kind: 'component', user, channel, source: message, data, message: shown })
  }
  return {
    command: (user, channel, path, options = {}) => {
      const found = findCommand(world, user, channel, path, 1)
      const values = optionValues(world, channel, found.options, options)
      const data = {
        ...dataOf(found, values),
        ...resolvedOf(world, channel, namedIn(values, world, channel)),
      }
      return tell({ kind: 'command', user, channel, data, name: pathOf(found) })
    },
    autocomplete: (user, channel, path, focused, options = {}) => {
      const found = findCommand(world, user, channel, path, 1)
      const data = dataOf(found, halfTyped(found.options, focused, options))
      return tell({ kind: 'autocomplete', user, channel, data, name: pathOf(found) })
    },
    contextMenu: (user, message, name) => {
      looksAt(world, user, message)
      const { channel, id } = message
      const found = findCommand(world, user, channel, name, 3)
      const resolved = { messages: { [id]: messageFields(world, message) } }
      const data = { ...dataOf(found, []), target_id: id, resolved }
      return tell({ kind: 'context', user, channel, data, name })
    },
    press: (user, message, which) => {
      looksAt(world, user, message)
      const { custom_id, id } = partOf(message, which, isButton, 'label')
      return touch(user, message, { component_type: 2, custom_id, id })
    },
    select: (user, message, which, ...values) => {
      looksAt(world, user, message)
      const part = partOf(message, which, isMenu, 'placeholder')
      pick(part, values)
      const { type, custom_id, id } = part
      const named = type === 3 ? [] : namedBy(world, message.channel, part, values)
      const resolved = resolvedOf(world, message.channel, named)
      return touch(user, message, { component_type: type, custom_id, id, values, ...resolved })
    },
    submit: (open, given = {}) => {
      if (!world.modals.includes(open)) throw new Error('the form is not open')
      const { user, channel, modal, message } = open
      const { components, named } = submittedOf(world, channel, modal, given)
      const data = {
        custom_id: modal['custom_id'],
        components,
        ...resolvedOf(world, channel, named),
      }
      const exchange = tell({
        kind: 'modal',
        user,
        channel,
        data,
        form: open,
        ...(message === undefined
          ? {}
          : { source: message, message: messageFields(world, message) }),
      })
      // Without an answer it stays open, with "Something went wrong".
      void exchange.outcome.then(({ kind }) => {
        const at = world.modals.indexOf(open)
        if (at >= 0 && (kind === 'answered' || kind === 'deferred')) world.modals.splice(at, 1)
      })
      return exchange
    },
    dismiss: open => {
      if (!world.modals.includes(open)) throw new Error('the form is not open')
      world.modals.splice(world.modals.indexOf(open), 1)
    },
    say: (user, channel, content) => {
      const said = newMessage(world, user, channel, content)
      channel.messages.push(said)
      announce(world, 'MESSAGE_CREATE', said)
      return said
    },
  }
}

const newMessage = (world: World, author: User, channel: Channel, content: string): Message => ({
  id: world.snowflake(),
  channel,
  author,
  content,
  embeds: [],
  components: [],
  attachments: [],
  flags: 0,
  pinged: nobody,
  at: world.clock.now(),
  editedAt: undefined,
  edits: 0,
})
