import { type Fields, isFields, isList } from '../slack/rule.ts'
import { type Answer, invalid, no, type Upload } from './answer.ts'
import { namesAnybody, nobody, ring, whoIsPinged } from './mentions.ts'
import { keptParts } from './parts.ts'
import type { Flaw } from './rule.ts'
import { messageFlaws, v2 } from './table-message.ts'
import type { World } from './world.ts'
import type { Attachment, Cause, Channel, Message } from './world-type.ts'

export const ephemeral = 64
export const loading = 128
/** What an app may set itself: no link previews, no sound, Components V2. */
const settable = 4 | 4096 | v2
const mostBytes = 10 * 1024 * 1024

const flagsOf = ({ flags }: Fields): number => (typeof flags === 'number' ? flags : 0)
const fieldsIn = (value: unknown): readonly Fields[] =>
  isList(value) ? value.filter(isFields) : []

const tooLarge = (files: readonly Upload[]): Answer | undefined =>
  files.some(({ bytes }) => bytes.length > mostBytes)
    ? no(413, 40_005, 'Request entity too large')
    : undefined

const stored = (world: World, body: Fields, files: readonly Upload[]): readonly Attachment[] =>
  files.map(({ n, filename, type, bytes }) => {
    const said = fieldsIn(body['attachments']).find(({ id }) => String(id) === n) ?? {}
    const { filename: named, description } = said
    return {
      id: world.snowflake(),
      filename: typeof named === 'string' ? named : filename,
      ...(typeof description === 'string' ? { description } : {}),
      size: bytes.length,
      type,
      bytes,
    }
  })

const isBlank = ({ content, embeds, components, attachments }: Message): boolean =>
  content.trim() === '' && embeds.length + components.length + attachments.length === 0

const under = (flaws: readonly Flaw[], path: readonly string[]): readonly Flaw[] =>
  flaws.map(one => ({ ...one, at: [...path, ...one.at] }))

export interface Draft {
  readonly world: World
  readonly channel: Channel
  readonly body: Fields
  readonly files: readonly Upload[]
  readonly cause?: Cause
  /** Whom alone it is shown to. */
  readonly only?: string
  /** Where the message lies in the body of the call. */
  readonly path?: readonly string[]
}

const filesOf = (body: Fields, files: readonly Upload[]): readonly string[] => [
  ...files.map(({ filename }) => filename),
  ...fieldsIn(body['attachments']).map(({ filename }) => String(filename)),
]

/** Makes a message and puts it where it belongs, or says what Discord says against it. */
export const createMessage = (draft: Draft): Message | Answer => {
  const { world, channel, body, files, cause, only, path = [] } = draft
  const flags = flagsOf(body)
  const flaws = messageFlaws(body, (flags & v2) !== 0, filesOf(body, files))
  if (flaws.length > 0) return invalid(under(flaws, path))
  const large = tooLarge(files)
  if (large) return large
  const { content, nonce, message_reference: reference } = body
  const made: Message = {
    id: world.snowflake(),
    channel,
    author: world.bot,
    content: String(content ?? '').trim(),
    embeds: fieldsIn(body['embeds']),
    components: keptParts(body['components']),
    attachments: stored(world, body, files),
    flags: (flags & settable) | (only === undefined ? 0 : ephemeral),
    pinged: nobody,
    at: world.clock.now(),
    editedAt: undefined,
    edits: 0,
    ...(typeof nonce === 'string' || typeof nonce === 'number' ? { nonce } : {}),
    ...(only === undefined ? {} : { ephemeralTo: only }),
    ...(cause === undefined ? {} : { answers: cause }),
    ...(isFields(reference) ? { replyTo: String(reference['message_id']) } : {}),
  }
  if (isBlank(made)) return no(400, 50_006, 'Cannot send an empty message')
  place(draft, made)
  return made
}

const place = ({ world, channel, body, cause, only }: Draft, made: Message): void => {
  if (only !== undefined) {
    world.ephemerals.push(made)
    return
  }
  made.pinged = whoIsPinged(world, channel, body, made, cause ? 'interaction' : 'channel')
  channel.messages.push(made)
  // Without a sound where the app asks for none.
  if ((made.flags & 4096) === 0) ring(world, made)
}

/** The grey line that says that the app is thinking. */
export const createThinking = (draft: Omit<Draft, 'body' | 'files'>): Message => {
  const { world, channel, cause, only } = draft
  const made: Message = {
    id: world.snowflake(),
    channel,
    author: world.bot,
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags: loading | (only === undefined ? 0 : ephemeral),
    pinged: nobody,
    at: world.clock.now(),
    editedAt: undefined,
    edits: 0,
    ...(only === undefined ? {} : { ephemeralTo: only }),
    ...(cause === undefined ? {} : { answers: cause }),
  }
  if (only === undefined) channel.messages.push(made)
  else world.ephemerals.push(made)
  return made
}

const kept = (message: Message, body: Fields): readonly Attachment[] => {
  const { attachments } = body
  if (attachments === undefined) return message.attachments
  const ids = new Set(fieldsIn(attachments).map(({ id }) => String(id)))
  return message.attachments.filter(({ id }) => ids.has(id))
}

/** Changes a message; what isn't named stays, null empties. Makes no sound. */
export const editMessage = (
  { world, body, files, path = [] }: Omit<Draft, 'channel'>,
  message: Message,
): Answer | undefined => {
  const wasV2 = (message.flags & v2) !== 0
  const isV2 = wasV2 || (flagsOf(body) & v2) !== 0
  const { flags, content, embeds, components } = body
  const before = message.attachments.map(({ filename }) => filename)
  const old = !wasV2 && isV2 ? { content: message.content, embeds: message.embeds } : {}
  const flaws = [
    // What stands there already counts as well when the flag comes.
    ...messageFlaws({ ...old, ...body }, isV2, [...before, ...filesOf(body, files)]),
    ...(wasV2 && typeof flags === 'number' && (flags & v2) === 0
      ? [
          {
            at: ['flags'],
            code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
            message: 'The IS_COMPONENTS_V2 flag cannot be removed',
          },
        ]
      : []),
  ]
  if (flaws.length > 0) return invalid(under(flaws, path))
  const large = tooLarge(files)
  if (large) return large
  const next: Message = {
    ...message,
    content: content === undefined ? message.content : String(content ?? '').trim(),
    embeds: embeds === undefined ? message.embeds : fieldsIn(embeds),
    components: components === undefined ? message.components : keptParts(components),
    attachments: [...kept(message, body), ...stored(world, body, files)],
  }
  if (isBlank(next)) return no(400, 50_006, 'Cannot send an empty message')
  if (content !== undefined && namesAnybody(next) && body['allowed_mentions'] === undefined)
    world.note(`an edit of ${message.id} names people and leaves allowed_mentions to the defaults`)
  const thinking = (message.flags & loading) !== 0
  Object.assign(message, next, {
    flags: ((message.flags | (flagsOf(body) & settable)) & ~loading) >>> 0,
    editedAt: thinking ? undefined : world.clock.now(),
    edits: message.edits + (thinking ? 0 : 1),
  })
  return undefined
}
