import { setTimeout as wait } from 'node:timers/promises'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { seconds } from '../../src/kit/time.ts'
import type { Ear, Fault, Platform } from '../../src/ports/platform.ts'
import {
  checkOptions,
  type SlackOptions,
  type SlackSetupError,
  slackApiUrl,
  slackName,
} from './config.ts'
import { startSentence } from './faults.ts'
import { limits } from './limits.ts'
import { createOutbound, type Outbound } from './outbound.ts'
import { openPlaces, type Places } from './places.ts'
import { createReading } from './reading.ts'
import { createSlackClock } from './web.ts'
import { type Link, startWorkspace } from './workspace.ts'

export {
  type SlackOptions,
  type SlackSetupError,
  setupSentence,
  slackName,
  type Words,
  type Workspace,
  wordKeys,
} from './config.ts'
export { examineSlack } from './doctor.ts'
export { endpoint } from './door.ts'
export type { Examined, SlackFact } from './facts.ts'
export { startSentence } from './faults.ts'
export { makeManifest, neededScopes } from './manifest.ts'
export {
  hasSlackTokens,
  readAccess,
  slackEnvironment,
  slackSettings,
  type Variables,
} from './settings.ts'

export interface SlackPlatform extends Platform {
  readonly find: Outbound['find']
  readonly posted: NonNullable<Platform['posted']>
  /** Where Slack's requests come in, by team; of those that are reached by HTTP. After `start`. */
  readonly ports: () => ReadonlyMap<string, number>
}

/** What is under way when it is closed may take so long. */
const drainMs = seconds(10)

const shut = err<Fault>({ kind: 'Unreachable' })

/** Slack as a platform: one or several installations of the app, by socket or by signed HTTP. */
export const createSlackPlatform = (
  options: SlackOptions,
): Result<SlackPlatform, SlackSetupError> => {
  const checked = checkOptions(options)
  if (!checked.ok) return checked
  const { log, workspaces } = options
  const clock = createSlackClock(options.monotonic)
  const inFlight = new Set<Promise<unknown>>()
  const links: Link[] = []
  let places: Places | undefined
  let open = true

  const track = async (work: Promise<unknown>): Promise<void> => {
    inFlight.add(work)
    try {
      await work
    } catch {
      // The core's own failures end the process elsewhere; here one press stays without an answer.
      log.error('Something that Slack said could not be worked on.')
    } finally {
      inFlight.delete(work)
    }
  }

  /** From when every workspace is reached until the end begins; before and after, nothing is tried. */
  const isUp = (): boolean => open && links.length === workspaces.length

  const tracked = <T>(work: Promise<T>): Promise<T> => {
    inFlight.add(work)
    const done = (): void => void inFlight.delete(work)
    work.then(done, done)
    return work
  }

  const stop = async (): Promise<void> => {
    await Promise.allSettled(links.splice(0).map(link => link.stop()))
  }

  const start = async (ear: Ear): ReturnType<Platform['start']> => {
    const known = await openPlaces(options.dataDir, log)
    places = known
    for (const workspace of workspaces) {
      const started = await startWorkspace(workspace, {
        options,
        apiUrl: options.apiUrl ?? slackApiUrl,
        ear,
        places: known,
        hearDate: clock.hear,
        open: () => open,
        track,
      })
      if (!started.ok) {
        log.error(startSentence(started.error), { team: workspace.team })
        await stop()
        return err(started.error)
      }
      links.push(started.value)
    }
    return ok(undefined)
  }

  const outbound = createOutbound({
    ...options,
    places: () => {
      if (!places) throw new Error('Slack was not started')
      return places
    },
    webOf: team => links.find(link => team === undefined || link.team === team),
  })

  const reading = createReading(options, clock.hear)

  return ok({
    name: slackName,
    capabilities: {
      forms: true,
      privateReplies: true,
      maxButtons: limits.button.shown,
      keepsMessages: true,
      paceMs: 1100,
    },
    start,
    restore: () => {},
    post: async (...given) => (isUp() ? tracked(outbound.post(...given)) : shut),
    revise: async (...given) => (isUp() ? tracked(outbound.revise(...given)) : shut),
    reply: async (...given) => (isUp() ? tracked(outbound.reply(...given)) : shut),
    find: async (...given) => (isUp() ? tracked(outbound.find(...given)) : shut),
    // Before it is started too.
    posted: async (...given) => (open ? tracked(reading(...given)) : shut),
    time: clock.time,
    ports: () =>
      new Map(links.flatMap(({ team, port }) => (port === undefined ? [] : [[team, port]]))),
    close: async () => {
      open = false
      const over = new AbortController()
      const drained = (async () => {
        while (inFlight.size > 0) await Promise.allSettled(inFlight)
      })()
      const patience = wait(drainMs, undefined, { signal: over.signal }).catch(() => {})
      await Promise.race([drained, patience])
      over.abort()
      if (inFlight.size > 0)
        log.warn('Slack was closed while something was under way.', { left: inFlight.size })
      await stop()
    },
  })
}
