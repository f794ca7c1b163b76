import type { SpokenChart } from '../../src/card/spoken.ts'
import type { MessageId, PlaceId } from '../../src/kit/ids.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { PageCard } from './protocol.ts'

export interface BoardMessage {
  readonly place: PlaceId
  readonly id: MessageId
  readonly thread?: MessageId
  readonly card: PageCard
  /** What its picture is drawn from. */
  readonly chart?: SpokenChart
  readonly at: Instant
  readonly revision: number
  readonly repeat: boolean
  /** Key of what it shows now, so that the same revision twice counts once. */
  readonly key: string
}

export interface Board {
  readonly has: (place: PlaceId, id?: MessageId) => boolean
  readonly get: (place: PlaceId, id: MessageId) => BoardMessage | undefined
  /** New at the end, or a new form of one that is there, in its old position. */
  readonly put: (message: BoardMessage) => void
  readonly list: (place: PlaceId) => readonly BoardMessage[]
}

/**
 * Messages in memory, by channel, in the order of their first showing. At most `max` per channel: beyond it
 * the thread in which nothing happened for longest goes, whole.
 */
export const createBoard = (places: readonly PlaceId[], max: number): Board => {
  const channels = new Map(places.map(place => [place, new Map<MessageId, BoardMessage>()]))
  const touched = new Map<MessageId, number>()
  let turn = 0

  const rootOf = (message: BoardMessage): MessageId => message.thread ?? message.id

  const dropOldest = (messages: Map<MessageId, BoardMessage>, keep: MessageId): void => {
    const roots = [...messages.values()].filter(m => m.thread === undefined && m.id !== keep)
    const oldest = roots.reduce<MessageId | undefined>(
      (best, { id }) =>
        best === undefined || (touched.get(id) ?? 0) < (touched.get(best) ?? 0) ? id : best,
      undefined,
    )
    // One thread alone is over the bound: then its own oldest replies go.
    const doomed =
      oldest === undefined
        ? [...messages.values()].filter(m => m.thread !== undefined).slice(0, 1)
        : [...messages.values()].filter(m => rootOf(m) === oldest)
    for (const { id } of doomed) messages.delete(id)
    if (oldest !== undefined) touched.delete(oldest)
  }

  return {
    has: (place, id) => {
      const messages = channels.get(place)
      return messages !== undefined && (id === undefined || messages.has(id))
    },
    get: (place, id) => channels.get(place)?.get(id),
    put: message => {
      const messages = channels.get(message.place)
      if (!messages) throw new Error(`no channel ${message.place}`)
      messages.set(message.id, message)
      touched.set(rootOf(message), ++turn)
      while (messages.size > max) dropOldest(messages, rootOf(message))
    },
    list: place => [...(channels.get(place)?.values() ?? [])],
  }
}
