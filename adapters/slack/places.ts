import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { PlaceId } from '../../src/kit/ids.ts'
import type { Log } from '../../src/ports/log.ts'
import { isMissingFile } from './faults.ts'

/** A channel as one workspace knows it. */
export interface Spot {
  /** Undefined where the place names none: then there is only one. */
  readonly team: string | undefined
  readonly channel: string
}

export interface Places {
  /** Where a configured place is now. */
  readonly spotOf: (place: PlaceId) => Spot
  /** Slack gave a channel another id. */
  readonly moved: (team: string, from: string, to: string) => Promise<void>
}

const shape = z.record(z.string(), z.string())
const fileName = 'slack-channels.json'

const read = async (path: string, log: Log): Promise<Map<string, string>> => {
  try {
    return new Map(Object.entries(shape.parse(JSON.parse(await readFile(path, 'utf8')))))
  } catch (error) {
    if (!isMissingFile(error))
      log.error(
        'The list of moved Slack channels is unreadable: set their ids in liaison.json anew.',
        { file: fileName },
      )
    return new Map()
  }
}

const write = async (path: string, moves: ReadonlyMap<string, string>): Promise<void> => {
  const aside = `${path}.new`
  const file = await open(aside, 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(Object.fromEntries(moves), undefined, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
}

/** Channels by the ids that `liaison.json` has, whatever Slack calls them by now. */
export const openPlaces = async (dataDir: string, log: Log): Promise<Places> => {
  const path = join(dataDir, fileName)
  const moves = await read(path, log)
  let writing = Promise.resolve()
  return {
    spotOf: place => {
      const [channel = '', team] = place.split('.').reverse()
      let now = channel
      // A channel that came back to an id of before would go round for ever.
      const seen = new Set<string>()
      for (;;) {
        const next = moves.get(now)
        if (next === undefined || seen.has(now)) return { team, channel: now }
        seen.add(now)
        now = next
      }
    },
    moved: (team, from, to) => {
      moves.set(from, to)
      // Else a channel that moves back would lead to where it was.
      moves.delete(to)
      writing = writing.catch(() => {}).then(() => write(path, moves))
      log.warn('A Slack channel has another id now: change it in liaison.json.', { team, from, to })
      return writing
    },
  }
}
