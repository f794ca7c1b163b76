import type { PlaceId } from '../../src/kit/ids.ts'
import { limits } from './limits.ts'
import type { FeedEvent, PageMessage } from './protocol.ts'

/** Who reads a feed, and from where. */
export interface Reader {
  readonly officer: string
  readonly places: readonly PlaceId[]
  /** `Last-Event-ID` of a page that lost its connection. */
  readonly last: string | undefined
  /** All that there is, for a page that begins. */
  readonly hello: () => Extract<FeedEvent, { event: 'hello' }>
  /** Asked at every heartbeat; a feed outlives no session. */
  readonly alive: () => boolean
}

export interface Hub {
  readonly publish: (message: PageMessage) => void
  /** Undefined where the officer has too many feeds open. */
  readonly open: (reader: Reader) => ReadableStream<Uint8Array> | undefined
  /** A comment to every reader; ends the feeds whose session is over. */
  readonly beat: () => void
  readonly openFeeds: () => number
  readonly close: () => void
}

interface Listener {
  readonly reader: Reader
  readonly send: (text: string) => void
  readonly end: () => void
}

const frame = (id: string, event: FeedEvent): string =>
  `id: ${id}\nevent: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`

/**
 * One ring of events for every page. `epoch` names this process: a position of another one resumes nothing.
 * A reader that owes more than `limits.queued` bytes beyond what it began with is dropped; it comes back
 * and resumes.
 */
export const createHub = (epoch: string): Hub => {
  const ring: { readonly n: number; readonly message: PageMessage }[] = []
  const listeners = new Set<Listener>()
  const encoder = new TextEncoder()
  let latest = 0

  /** What a resumed page missed; undefined where it can't be told. */
  const missed = ({ last, places }: Reader): string | undefined => {
    const [, from, digits] = /^(.+)-(\d{1,15})$/.exec(last ?? '') ?? []
    const n = Number(digits)
    const held = ring[0]?.n ?? latest + 1
    if (from !== epoch || n > latest || n < held - 1) return undefined
    return ring
      .filter(entry => entry.n > n && places.some(place => place === entry.message.channel))
      .map(entry => frame(`${epoch}-${entry.n}`, { event: 'message', data: entry.message }))
      .join('')
  }

  const open = (reader: Reader): ReadableStream<Uint8Array> => {
    const backlog = missed(reader) ?? frame(`${epoch}-${latest}`, reader.hello())
    const first = encoder.encode(`retry: ${limits.retry}\n\n${backlog}`)
    let listener: Listener | undefined
    const leave = (): void => {
      if (listener) listeners.delete(listener)
    }
    return new ReadableStream<Uint8Array>(
      {
        start: controller => {
          controller.enqueue(first)
          listener = {
            reader,
            send: text => {
              controller.enqueue(encoder.encode(text))
              if ((controller.desiredSize ?? 0) >= 0) return
              leave()
              controller.error(new Error('the reader is too slow'))
            },
            end: () => {
              leave()
              controller.close()
            },
          }
          listeners.add(listener)
        },
        cancel: leave,
      },
      new ByteLengthQueuingStrategy({ highWaterMark: first.byteLength + limits.queued }),
    )
  }

  const each = (act: (listener: Listener) => void): void => {
    for (const listener of [...listeners]) act(listener)
  }

  return {
    publish: message => {
      latest += 1
      ring.push({ n: latest, message })
      if (ring.length > limits.ring) ring.shift()
      const text = frame(`${epoch}-${latest}`, { event: 'message', data: message })
      each(({ reader, send }) => {
        if (reader.places.some(place => place === message.channel)) send(text)
      })
    },
    open: reader => {
      const theirs = [...listeners].filter(l => l.reader.officer === reader.officer).length
      return theirs < limits.feedsPerOfficer ? open(reader) : undefined
    },
    beat: () => each(({ reader, send, end }) => (reader.alive() ? send(': \n\n') : end())),
    openFeeds: () => listeners.size,
    close: () => each(({ end }) => end()),
  }
}
