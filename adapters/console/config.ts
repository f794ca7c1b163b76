import type { Language, OfficerId, PlaceId, PlatformName } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { Draw } from '../../src/ports/chart.ts'
import type { Log } from '../../src/ports/log.ts'
import type { PageWords } from './protocol.ts'

export const consoleName = 'console' as PlatformName
/** There is one console a process, so its workspace has a fixed name in `liaison.json`. */
export const consoleWorkspace = 'local'

export interface ConsoleOfficer {
  readonly id: OfficerId
  readonly name: string
  /** Its contact point, e.g. `hkc.cyber`. */
  readonly desk: string
  /** As its officer reads it. */
  readonly deskName: string
  readonly language: Language
  readonly channels: readonly PlaceId[]
}

export interface ConsoleChannel {
  readonly id: PlaceId
  readonly name: (language: Language) => string
  readonly kind: 'shared' | 'internal'
}

export interface ConsoleOptions {
  readonly host: string
  /** 0 takes any free port; `url()` then says which. */
  readonly port: number
  /** As browsers reach it where that isn't host and port, e.g. behind a proxy that ends TLS. */
  readonly publicUrl?: string
  readonly dataDir: string
  /** Folder of the page's source, with its compiled files in `dist`. */
  readonly pageDir?: string
  readonly now: () => Instant
  readonly random: (bytes: number) => Uint8Array
  readonly officers: readonly ConsoleOfficer[]
  readonly channels: readonly ConsoleChannel[]
  /** Those in which the pages for people who aren't signed in are said. */
  readonly languages: readonly Language[]
  /** The catalogue's words below `page.`; `serverWords` among them. */
  readonly words: (language: Language) => PageWords
  readonly sayTime: (place: PlaceId, at: Instant) => string
  readonly demo: boolean
  readonly log: Log
  /** Draws the pictures of cards; without it the page shows what they say. */
  readonly draw?: Draw
  /** Runs `run` every `ms`, keeping no process alive, until the returned function is called. */
  readonly every?: (ms: number, run: () => void) => () => void
}

/** Words that the server itself shows; a language without one of them is a bug. */
export const serverWords = [
  'title',
  'no_script',
  'signing_in',
  'link_refused',
  'session_missing',
  'ask_for_link',
  'try_again',
  'desks_side_by_side',
  'figures',
] as const

export type ConsoleSetupError =
  /** Demo links sign anybody in, so they stay on this machine. */
  | { readonly kind: 'DemoNotOnLoopback'; readonly host: string }
  /** A host that stands for every address has no name to check a request against. */
  | { readonly kind: 'PublicUrlNeeded'; readonly host: string }
  | { readonly kind: 'UnusablePublicUrl'; readonly url: string }
  | { readonly kind: 'UnusableOfficerId'; readonly officer: string }
  | { readonly kind: 'UnknownChannel'; readonly officer: string; readonly channel: string }

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/
const everyAddress = ['0.0.0.0', '::', '[::]', '']

export const isLoopback = (host: string): boolean => loopback.test(host)

// It goes into a path and into a cookie's attributes as it is.
const officerId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

const usableUrl = (url: string): boolean => {
  const parsed = URL.parse(url)
  return (
    parsed !== null &&
    ['http:', 'https:'].includes(parsed.protocol) &&
    parsed.pathname === '/' &&
    parsed.search === ''
  )
}

/** Refuses options that can't be served safely; says the first thing that is wrong. */
export const checkOptions = (options: ConsoleOptions): Result<void, ConsoleSetupError> => {
  const { host, publicUrl, officers } = options
  if (options.demo && (!isLoopback(host) || publicUrl !== undefined))
    return err({ kind: 'DemoNotOnLoopback', host: publicUrl ?? host })
  if (publicUrl === undefined && everyAddress.includes(host))
    return err({ kind: 'PublicUrlNeeded', host })
  if (publicUrl !== undefined && !usableUrl(publicUrl))
    return err({ kind: 'UnusablePublicUrl', url: publicUrl })
  const known = new Set(options.channels.map(channel => channel.id))
  for (const { id, channels } of officers) {
    if (!officerId.test(id)) return err({ kind: 'UnusableOfficerId', officer: id })
    const channel = channels.find(c => !known.has(c))
    if (channel !== undefined) return err({ kind: 'UnknownChannel', officer: id, channel })
  }
  return ok(undefined)
}
