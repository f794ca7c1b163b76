import type { PlaceId } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Fault, Platform } from '../../src/ports/platform.ts'
import { type SlackOptions, slackApiUrl } from './config.ts'
import { attempt } from './faults.ts'
import { openPlaces } from './places.ts'
import { readPosted } from './posted.ts'
import { createWeb, type Web } from './web.ts'

const gone = err<Fault>({ kind: 'Gone' })

interface Reader {
  readonly web: Web
  readonly bot: string
}

/**
 * Reads channels by a client of its own, so that it can be asked before anything is started: what a channel
 * remembers decides whether there is a start.
 */
export const createReading = (
  options: SlackOptions,
  hearDate: (header: string | null) => void,
): Required<Pick<Platform, 'posted'>>['posted'] => {
  const { workspaces, dataDir, log } = options
  const readers = new Map<string, Promise<Result<Reader, Fault>>>()
  let places: ReturnType<typeof openPlaces> | undefined

  const meet = async (token: string): Promise<Result<Reader, Fault>> => {
    const web = createWeb(token, options.apiUrl ?? slackApiUrl, hearDate)
    const tested = await attempt(() => web.auth.test())
    if (!tested.ok) return tested
    const { user_id: bot } = tested.value
    return bot === undefined ? err({ kind: 'Unreachable' }) : ok({ web, bot })
  }
  const readerOf = async (team: string, token: string): Promise<Result<Reader, Fault>> => {
    const meeting = readers.get(team) ?? meet(token)
    readers.set(team, meeting)
    const reader = await meeting
    // Who could not be met now may be met the next time.
    if (!reader.ok) readers.delete(team)
    return reader
  }

  return async (place: PlaceId, max: number) => {
    places ??= openPlaces(dataDir, log)
    const { team, channel } = (await places).spotOf(place)
    const workspace = workspaces.find(w => (w.team ?? team) === (team ?? w.team))
    if (!workspace || !/^[CG]/.test(channel)) return gone
    const reader = await readerOf(workspace.team ?? '', workspace.botToken)
    return reader.ok ? readPosted({ ...reader.value, channel }, max) : reader
  }
}
