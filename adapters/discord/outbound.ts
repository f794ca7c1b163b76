import { Routes } from 'discord.js'
import { z } from 'zod'
import { joined, type SpokenCard } from '../../src/card/spoken.ts'
import type { MessageId, OfficerId, PlaceId } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { visible } from '../../src/kit/text.ts'
import { createOnce } from '../../src/ports/once.ts'
import type { Fault, Outgoing, Platform } from '../../src/ports/platform.ts'
import type { Api } from './api.ts'
import { type DiscordOptions, snowflake } from './config.ts'
import { createFinder } from './find.ts'
import { type Parcel, withPicture } from './picture.ts'
import { createPlaces } from './places.ts'
import { type Look, type Message, renderMessage } from './render.ts'
import { createThreads } from './threads.ts'

export interface OutboundOptions
  extends Pick<DiscordOptions, 'officers' | 'channels' | 'languages' | 'words' | 'draw'> {
  readonly api: Api
  /** User id of the bot. */
  readonly bot: () => string | undefined
  /** An id that Discord has just given out. */
  readonly onId: (id: string) => void
}

export type Outbound = Pick<Required<Platform>, 'post' | 'revise' | 'reply' | 'find'>

const gone = err<Fault>({ kind: 'Gone' })
const posted = z.object({ id: z.string() })
const threadName = 100

/** Discord knows the nonce of a message that somebody deleted since, for minutes. */
const codes = { 10008: { kind: 'Unknown' } } as const

/** What an edit must say to leave nothing of what stood there. */
const blank = { content: '', embeds: [], components: [] }

const isId = (id: string): boolean => snowflake.test(id)

/** Priority and reference: a thread's name is seen by who may not read it, in lists and notifications. */
const nameOf = ({ notification, headline }: SpokenCard): string => {
  const [name = ''] = [notification, headline].map(s => visible(joined(s)).trim()).filter(Boolean)
  return [...name].slice(0, threadName / 2).join('') || '–'
}

/** The sending half of the platform. Edits go by the channel's route: an interaction's token dies in 15 minutes. */
export const createOutbound = (options: OutboundOptions): Outbound => {
  const { api, officers, channels, bot } = options
  const once = createOnce()
  const places = createPlaces(api)
  const threads = createThreads(api)
  const find = createFinder({ api, bot })

  const lookAt = (place: PlaceId, guild: string | undefined): Look => {
    const languages = channels.find(c => c.id === place)?.languages ?? options.languages.slice(0, 1)
    const said = (word: 'repeat' | 'cut'): string =>
      [...new Set(languages.map(language => options.words(language)[word]))].join(' / ')
    return {
      knownOf: officer => officers.get(officer as OfficerId)?.find(known => known.guild === guild),
      words: { repeat: said('repeat'), cut: said('cut') },
    }
  }

  /** As it goes over the wire. Somebody can be called only in a guild where they are. */
  const messageAt = async (place: PlaceId, outgoing: Outgoing) => {
    // First of all: a card that can't be shown is a bug, whatever Discord says.
    const plain = renderMessage(outgoing, lookAt(place, undefined))
    if (outgoing.card.mentions.length === 0) return ok(plain)
    if (!isId(place)) return gone
    const guild = await places.guildOf(place)
    return guild.ok ? ok(renderMessage(outgoing, lookAt(place, guild.value))) : guild
  }

  const draw = options.draw ?? (() => Promise.resolve(undefined))

  /** With its picture; without where Discord takes no file from us, as the card says all of it in words too. */
  const send = async (
    message: Message,
    { card }: Outgoing,
    call: (parcel: Parcel) => Promise<Result<unknown, Fault>>,
  ): Promise<Result<unknown, Fault>> => {
    const parcel = await withPicture(message, card.picture, draw)
    const sent = await call(parcel)
    const isRefused = parcel.files !== undefined && !sent.ok && sent.error.kind === 'Forbidden'
    return isRefused ? call({ body: message }) : sent
  }

  const say = async (
    channel: PlaceId,
    outgoing: Outgoing,
    message: Message,
  ): Promise<Result<MessageId, Fault>> => {
    const once = { nonce: outgoing.key, enforce_nonce: true }
    const said = await send(message, outgoing, ({ body, files }) =>
      api.post(Routes.channelMessages(channel), { body: { ...body, ...once }, files, codes }),
    )
    if (!said.ok) return said
    const read = posted.safeParse(said.value)
    if (!read.success) return err({ kind: 'Unknown' })
    options.onId(read.data.id)
    return ok(read.data.id as MessageId)
  }

  const post: Outbound['post'] = (place, outgoing) =>
    once(`${place} ${outgoing.key}`, async () => {
      const message = await messageAt(place, outgoing)
      if (!message.ok) return message
      return isId(place) ? say(place, outgoing, message.value) : gone
    })

  const inThread = async (
    place: PlaceId,
    under: MessageId,
    outgoing: Outgoing,
    message: Message,
  ): Promise<Result<MessageId, Fault>> => {
    const thread = await threads.open(place, under, nameOf(outgoing.card))
    if (!thread.ok) return thread
    const said = await say(thread.value, outgoing, message)
    if (!said.ok && said.error.kind === 'Gone') threads.forget(place, under)
    return said
  }

  const reply: Outbound['reply'] = (place, under, outgoing) =>
    once(`${place} ${outgoing.key}`, async () => {
      const message = await messageAt(place, outgoing)
      if (!message.ok) return message
      if (!isId(place) || !isId(under)) return gone
      const said = await inThread(place, under, outgoing, message.value)
      // A thread that was known may be deleted by now, while its message still stands.
      const again = !said.ok && said.error.kind === 'Gone'
      return again ? inThread(place, under, outgoing, message.value) : said
    })

  return {
    post,
    reply,
    revise: async (place, id, outgoing) => {
      const message = await messageAt(place, outgoing)
      if (!message.ok) return message
      if (!isId(place) || !isId(id)) return gone
      // Who was called is not called again by a change.
      const quiet = { allowed_mentions: { parse: [] } }
      const changed = await send(message.value, outgoing, ({ body, files }) =>
        api.patch(Routes.channelMessage(place, id), {
          body: { ...blank, ...body, ...quiet },
          files,
        }),
      )
      return changed.ok ? ok(id) : changed
    },
    find: async (place, key, since, thread) =>
      isId(place) && (thread === undefined || isId(thread))
        ? find(place, key, since, thread)
        : gone,
  }
}
