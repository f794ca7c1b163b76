import { Routes, ThreadAutoArchiveDuration } from 'discord.js'
import type { MessageId, PlaceId } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Fault } from '../../src/ports/platform.ts'
import type { Api } from './api.ts'

/** A thread is a channel with the id of the message that it is under. */
export interface Threads {
  /** Makes sure that it is there. `name` at most 100 characters. */
  readonly open: (
    place: PlaceId,
    message: MessageId,
    name: string,
  ) => Promise<Result<PlaceId, Fault>>
  /** Somebody deleted it. */
  readonly forget: (place: PlaceId, message: MessageId) => void
}

const most = 5000
const alreadyThere = 160_004

export const createThreads = (api: Pick<Api, 'post'>): Threads => {
  const known = new Set<string>()
  const keyOf = (place: PlaceId, message: MessageId): string => `${place} ${message}`
  return {
    open: async (place, message, name) => {
      const thread = message as string as PlaceId
      const key = keyOf(place, message)
      if (known.has(key)) return ok(thread)
      const body = { name, auto_archive_duration: ThreadAutoArchiveDuration.OneWeek }
      const made = await api.post(Routes.threads(place, message), {
        body,
        codes: { [alreadyThere]: 'done' },
      })
      // Whether it was made or not: what was to be said in it isn't said yet.
      if (!made.ok) return made.error.kind === 'Unknown' ? err({ kind: 'Unreachable' }) : made
      known.add(key)
      const [oldest] = known
      if (known.size > most && oldest !== undefined) known.delete(oldest)
      return ok(thread)
    },
    forget: (place, message) => void known.delete(keyOf(place, message)),
  }
}
