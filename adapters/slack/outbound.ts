import type { Language, MessageId, OfficerId, PlaceId } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { createOnce } from '../../src/ports/once.ts'
import type { Fault, Outgoing, Platform } from '../../src/ports/platform.ts'
import type { SlackOptions } from './config.ts'
import { attempt } from './faults.ts'
import { createFinder } from './find.ts'
import { createPictures } from './picture.ts'
import type { Places } from './places.ts'
import { type Message, renderMessage } from './render.ts'
import type { Web } from './web.ts'

export interface OutboundOptions
  extends Pick<SlackOptions, 'officers' | 'channels' | 'words' | 'draw'> {
  readonly languages: readonly Language[]
  readonly places: () => Places
  /** The client of a workspace; of the only one where none is named. */
  readonly webOf: (
    team: string | undefined,
  ) => { readonly web: Web; readonly bot: string } | undefined
}

const gone = err<Fault>({ kind: 'Gone' })
const isTs = (id: MessageId): boolean => /^\d{1,12}\.\d{6}$/.test(id)
const quiet = { unfurl_links: false, unfurl_media: false } as const

/** How much of a key is said as the receipt code of a message that may be a repeat. */
const codeLength = 8

export type Outbound = Pick<Required<Platform>, 'post' | 'revise' | 'reply' | 'find'>

/** The sending half of the platform. */
export const createOutbound = (options: OutboundOptions): Outbound => {
  const { officers, channels, webOf } = options
  const once = createOnce()
  const direct = new Map<string, string>()

  const saidAt = (place: PlaceId, word: 'more' | 'repeat'): string => {
    const languages = channels.find(c => c.id === place)?.languages ?? options.languages.slice(0, 1)
    return [...new Set(languages.map(language => options.words(language)[word]))].join(' / ')
  }

  const messageAt = (place: PlaceId, outgoing: Outgoing, file?: string): Message =>
    renderMessage(outgoing, {
      ...(file === undefined ? {} : { file }),
      userOf: officer => officers.get(officer as OfficerId)?.user,
      words: {
        more: saidAt(place, 'more'),
        repeat: `${saidAt(place, 'repeat')} · ${outgoing.key.slice(0, codeLength)}`,
      },
    })

  /** A person's own channel has an id that only Slack knows. */
  const channelOf = async (place: PlaceId) => {
    const { team, channel } = options.places().spotOf(place)
    const link = webOf(team)
    if (!link) return gone
    if (!/^[UW]/.test(channel)) return ok({ ...link, channel })
    const known = direct.get(`${team} ${channel}`)
    if (known !== undefined) return ok({ ...link, channel: known })
    const opened = await attempt(() => link.web.conversations.open({ users: channel }))
    if (!opened.ok) return opened
    const id = opened.value.channel?.id
    if (id === undefined) return gone
    direct.set(`${team} ${channel}`, id)
    return ok({ ...link, channel: id })
  }

  const pictures = createPictures(options.draw ?? (() => Promise.resolve(undefined)))

  /** With its picture where Slack takes it; the card says all of it in words too. */
  const send = async <T>(
    { web, bot }: { readonly web: Web; readonly bot: string },
    place: PlaceId,
    outgoing: Outgoing,
    plain: Message,
    call: (message: Message) => Promise<T>,
  ): Promise<Result<T, Fault>> => {
    const { picture } = outgoing.card
    const file = picture && (await pictures.fileOf(web, bot, picture))
    if (file === undefined) return attempt(() => call(plain))
    const shown = await attempt(() =>
      pictures.patiently(() => call(messageAt(place, outgoing, file))),
    )
    if (!shown.ok) return shown
    return shown.value === undefined ? attempt(() => call(plain)) : ok(shown.value)
  }

  const show = (
    place: PlaceId,
    outgoing: Outgoing,
    thread?: MessageId,
  ): Promise<Result<MessageId, Fault>> =>
    once(`${place} ${outgoing.key}`, async () => {
      const plain = messageAt(place, outgoing)
      const where = await channelOf(place)
      if (!where.ok) return where
      const { web, channel } = where.value
      const to = thread === undefined ? { channel } : { channel, thread_ts: thread }
      const posted = await send(where.value, place, outgoing, plain, message =>
        web.chat.postMessage({ ...to, ...quiet, ...message }),
      )
      if (!posted.ok) return posted
      const { ts } = posted.value
      return ts === undefined ? err({ kind: 'Unknown' }) : ok(ts as MessageId)
    })

  const finder = createFinder()

  return {
    post: (place, outgoing) => show(place, outgoing),
    reply: async (place, thread, outgoing) => (isTs(thread) ? show(place, outgoing, thread) : gone),
    revise: async (place, id, outgoing) => {
      const plain = messageAt(place, outgoing)
      if (!isTs(id)) return gone
      const where = await channelOf(place)
      if (!where.ok) return where
      const { web, channel } = where.value
      const changed = await send(where.value, place, outgoing, plain, message =>
        web.chat.update({ channel, ts: id, ...message }),
      )
      return changed.ok ? ok(id) : changed
    },
    find: async (place, key, since, thread) => {
      if (thread !== undefined && !isTs(thread)) return gone
      const where = await channelOf(place)
      if (!where.ok) return where
      return finder(where.value, key, since, thread)
    },
  }
}
