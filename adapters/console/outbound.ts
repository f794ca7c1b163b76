import { createHash } from 'node:crypto'
import type { MessageId, PlaceId } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Fault, Outgoing, Platform } from '../../src/ports/platform.ts'
import type { Board, BoardMessage } from './board.ts'
import { chartIn } from './picture.ts'
import { renderCard } from './render.ts'

const gone = err<Fault>({ kind: 'Gone' })

/** The same key at the same place is the same message, also after a restart. */
const idFor = (place: PlaceId, key: string): MessageId =>
  `m${createHash('sha256').update(`${place}\n${key}`).digest('base64url').slice(0, 22)}` as MessageId

/** The sending half of the platform; `tell` is called once for every message as it newly looks. */
export const createOutbound = (
  board: Board,
  tell: (message: BoardMessage) => void,
): Pick<Platform, 'post' | 'revise' | 'reply' | 'restore'> => {
  const put = (message: BoardMessage): void => {
    board.put(message)
    tell(message)
  }

  const show = (
    id: MessageId,
    place: PlaceId,
    outgoing: Outgoing,
    thread?: MessageId,
  ): Result<MessageId, Fault> => {
    if (board.has(place, id)) return ok(id)
    put({
      place,
      id,
      ...(thread === undefined ? {} : { thread }),
      card: renderCard(outgoing.card),
      ...chartIn(outgoing.card),
      at: outgoing.at,
      revision: 0,
      repeat: outgoing.repeat,
      key: outgoing.key,
    })
    return ok(id)
  }

  // A thread hangs on a message of the channel, never on one that is in a thread itself.
  const isRoot = (place: PlaceId, id: MessageId): boolean => {
    const message = board.get(place, id)
    return message !== undefined && message.thread === undefined
  }

  return {
    post: async (place, outgoing) =>
      board.has(place) ? show(idFor(place, outgoing.key), place, outgoing) : gone,

    reply: async (place, thread, outgoing) =>
      isRoot(place, thread) ? show(idFor(place, outgoing.key), place, outgoing, thread) : gone,

    revise: async (place, id, outgoing) => {
      const before = board.get(place, id)
      if (!before) return gone
      if (before.key === outgoing.key) return ok(id)
      const { chart: _, ...rest } = before
      put({
        ...rest,
        card: renderCard(outgoing.card),
        ...chartIn(outgoing.card),
        revision: before.revision + 1,
        repeat: outgoing.repeat,
        key: outgoing.key,
      })
      return ok(id)
    },

    // A channel may have left the settings, a thread's first message may be older than what is kept.
    restore: kept => {
      for (const { place, message, thread, outgoing } of kept)
        if (board.has(place) && (thread === undefined || isRoot(place, thread)))
          show(message, place, outgoing, thread)
    },
  }
}
