import { join } from 'node:path'
import type { OfficerId } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { toRfc3339 } from '../../src/kit/time.ts'
import type { Ear, Platform } from '../../src/ports/platform.ts'
import { entry, loadAssets } from './assets.ts'
import { type BoardMessage, createBoard } from './board.ts'
import {
  type ConsoleOfficer,
  type ConsoleOptions,
  type ConsoleSetupError,
  checkOptions,
  consoleName,
} from './config.ts'
import { createHub } from './feed.ts'
import { createHttp } from './http.ts'
import { limits } from './limits.ts'
import { createOutbound } from './outbound.ts'
import { sayFrom } from './pages.ts'
import { createChartFor } from './picture.ts'
import type { Hello, PageMessage } from './protocol.ts'
import { baseUrl, ownNames } from './security.ts'
import { type Listening, listen } from './server.ts'
import { createSessionKeeper, loadSessionKey } from './session.ts'
import { makeRunLink, makeSignInLink, sweepLinks } from './sign-in.ts'

export {
  type ConsoleChannel,
  type ConsoleOfficer,
  type ConsoleOptions,
  type ConsoleSetupError,
  consoleName,
  consoleWorkspace,
  serverWords,
} from './config.ts'
export { makeSignInLink } from './sign-in.ts'

export interface ConsolePlatform extends Platform {
  /** Base address, with the port that was taken; known after `start`. */
  readonly url: () => string
  /** A single-use link: good for 10 minutes, in the demo as long as the process runs. After `start`. */
  readonly signInLink: (officer: OfficerId) => Promise<string>
  /** Signs in one officer of each desk and shows both; undefined outside the demo. After `start`. */
  readonly demoLink: () => Promise<string | undefined>
  /** Pages that listen now. */
  readonly openFeeds: () => number
}

const everyUnreferenced = (ms: number, run: () => void): (() => void) => {
  const timer = setInterval(run, ms)
  timer.unref()
  return () => clearInterval(timer)
}

const firstOfTwoDesks = (officers: readonly ConsoleOfficer[]): readonly ConsoleOfficer[] =>
  officers.filter((o, i) => officers.findIndex(other => other.desk === o.desk) === i).slice(0, 2)

/** The embedded web page as a platform. Keeps messages in memory: `restore` brings earlier ones back. */
export const createConsolePlatform = (
  options: ConsoleOptions,
): Result<ConsolePlatform, ConsoleSetupError> => {
  const checked = checkOptions(options)
  if (!checked.ok) return checked
  const { host, publicUrl, dataDir, random, now, log } = options
  const say = sayFrom(options.words)
  const run = Buffer.from(random(9)).toString('base64url')
  const places = options.channels.map(channel => channel.id)
  const board = createBoard(places, limits.keptPerChannel)
  const hub = createHub(run)
  const inFlight = new Set<Promise<unknown>>()
  const pair = options.demo ? firstOfTwoDesks(options.officers) : []
  let listening: Listening | undefined
  let closing = false
  let stopBeat = (): void => {}

  const toPage = (message: BoardMessage): PageMessage => ({
    channel: message.place,
    id: message.id,
    ...(message.thread === undefined ? {} : { thread: message.thread }),
    card: message.card,
    at: toRfc3339(message.at),
    time: options.sayTime(message.place, message.at),
    revision: message.revision,
    repeat: message.repeat,
  })

  const helloFor = ({ id, name, deskName, language, channels }: ConsoleOfficer): Hello => ({
    me: { officer: id, name, desk: deskName },
    language,
    words: options.words(language),
    channels: options.channels
      .filter(channel => channels.includes(channel.id))
      .map(channel => ({ id: channel.id, name: channel.name(language), kind: channel.kind })),
    messages: channels.flatMap(place => board.list(place)).map(toPage),
  })

  const track = async <T>(work: Promise<T>): Promise<T> => {
    inFlight.add(work)
    try {
      return await work
    } finally {
      inFlight.delete(work)
    }
  }

  const url = (): string => {
    if (!listening) throw new Error('the console has no address before it listens')
    return baseUrl(host, listening.port, publicUrl)
  }

  const start = async (ear: Ear): ReturnType<Platform['start']> => {
    const keeper = createSessionKeeper(
      await loadSessionKey(dataDir, random),
      publicUrl?.startsWith('https:') ?? false,
    )
    await sweepLinks(dataDir, now(), run)
    const assets = await loadAssets(options.pageDir ?? join(import.meta.dirname, 'page'))
    if (!assets.has(entry)) log.error('The page is not built: run `npm run build`.')
    const opened = await listen(host, options.port, port =>
      createHttp({
        options,
        names: ownNames(host, port, publicUrl),
        keeper,
        hub,
        assets,
        say,
        run,
        ear,
        helloFor,
        pair,
        chartFor: createChartFor(board),
        closing: () => closing,
        track,
      }),
    )
    if (!opened.ok) {
      log.error(opened.error.sentence)
      return err(opened.error.fault)
    }
    listening = opened.value
    stopBeat = (options.every ?? everyUnreferenced)(limits.heartbeat, hub.beat)
    return ok(undefined)
  }

  const runLink = (officers: readonly OfficerId[]): Promise<string> =>
    makeRunLink({ dataDir, url: url(), random, officers, run })

  return ok({
    name: consoleName,
    capabilities: {
      forms: true,
      privateReplies: true,
      maxButtons: limits.buttons,
      keepsMessages: false,
      paceMs: 0,
    },
    start,
    ...createOutbound(board, message => hub.publish(toPage(message))),
    close: async () => {
      closing = true
      stopBeat()
      hub.close()
      const settled = Promise.allSettled(inFlight)
      await (listening?.close(settled) ?? settled)
    },
    url,
    signInLink: async officer => {
      if (!options.officers.some(o => o.id === officer)) throw new Error(`no officer ${officer}`)
      return options.demo
        ? runLink([officer])
        : makeSignInLink({ dataDir, url: url(), random, officer, now: now() })
    },
    demoLink: async () => (pair.length === 2 ? runLink(pair.map(o => o.id)) : undefined),
    openFeeds: hub.openFeeds,
  })
}
