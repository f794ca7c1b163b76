import type { Language, OfficerId, PlaceId, PlatformName } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { Draw } from '../../src/ports/chart.ts'
import type { Log } from '../../src/ports/log.ts'

export const slackName = 'slack' as PlatformName

/** The adapter's own few sentences, by what they are for; message keys of the group `platform`. */
export const wordKeys = {
  more: 'platform.more',
  repeat: 'platform.possible_repeat',
  submit: 'platform.submit',
  next: 'platform.next',
  close: 'platform.close',
  expired: 'platform.form_expired',
  working: 'platform.working',
} as const

export type Words = Readonly<Record<keyof typeof wordKeys, string>>

interface Common {
  /** `T…`; needed where there are several workspaces. */
  readonly team?: string
  readonly botToken: string
}

/** One installation of the app. */
export type Workspace = Common &
  (
    | { readonly mode: 'socket'; readonly appToken: string }
    | {
        readonly mode: 'http'
        readonly signingSecret: string
        /** 0 takes any free port. */
        readonly port: number
        /** 127.0.0.1 unless given: what ends TLS stands in front. */
        readonly host?: string
      }
  )

export interface SlackOptions {
  readonly workspaces: readonly Workspace[]
  /** Slack's own unless given; https, or http on loopback only. */
  readonly apiUrl?: string
  /** Officers that Slack knows, for mentions. */
  readonly officers: ReadonlyMap<OfficerId, { readonly workspace: string; readonly user: string }>
  /** `C…`, or `T….C…` where there are several workspaces. */
  readonly channels: readonly { readonly id: PlaceId; readonly languages: readonly Language[] }[]
  /** Languages other than these are said as the first. */
  readonly languages: readonly Language[]
  readonly words: (language: Language) => Words
  readonly now: () => Instant
  /** Milliseconds that never go back. */
  readonly monotonic: () => number
  readonly log: Log
  /** Draws the pictures of cards; without it they go without. */
  readonly draw?: Draw
  /** Where channels that got another id are kept. */
  readonly dataDir: string
}

export type SlackSetupError =
  | { readonly kind: 'NoWorkspace' }
  /** Tokens go to this address. */
  | { readonly kind: 'UnsafeApiUrl'; readonly url: string }
  | { readonly kind: 'TeamNeeded' }
  | { readonly kind: 'TeamTwice'; readonly team: string }
  | { readonly kind: 'UnusableToken'; readonly which: 'bot token' | 'app token' | 'signing secret' }
  | { readonly kind: 'UnusablePlace'; readonly place: PlaceId }

export const slackApiUrl = 'https://slack.com/api/'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** https, or http that leaves no machine: tokens go there. */
export const safeUrl = (text: string): boolean => {
  const url = URL.parse(text)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname))
}

const unusable = (workspace: Workspace): SlackSetupError | undefined => {
  const which = !workspace.botToken.startsWith('xoxb-')
    ? 'bot token'
    : workspace.mode === 'socket' && !workspace.appToken.startsWith('xapp-')
      ? 'app token'
      : workspace.mode === 'http' && workspace.signingSecret.trim() === ''
        ? 'signing secret'
        : undefined
  return which && { kind: 'UnusableToken', which }
}

const placePattern = /^([TE][A-Z0-9]+\.)?[CGDUW][A-Z0-9]+$/

/** For who runs it: what is wrong, and the mend. */
export const setupSentence = (wrong: SlackSetupError): string => {
  switch (wrong.kind) {
    case 'NoWorkspace':
      return 'platforms.slack names no workspace: leave workspaces out, or name one.'
    case 'UnsafeApiUrl':
      return `SLACK_API_URL is ${wrong.url}: tokens go there, so it must begin with https://.`
    case 'TeamNeeded':
      return 'Of several workspaces each needs its team in platforms.slack.'
    case 'TeamTwice':
      return `platforms.slack has the workspace ${wrong.team} twice.`
    case 'UnusableToken':
      return `Slack's ${wrong.which} is none: bot tokens begin with xoxb-, app tokens with xapp-.`
    case 'UnusablePlace':
      return (
        `The place ${wrong.place} is no Slack channel: it must be the channel's id, as C0123ABCD, ` +
        'or with its workspace in front where there are several, as T0123ABCD.C0123ABCD.'
      )
  }
}

/** Refuses options that can't work or aren't safe; says the first thing that is wrong. */
export const checkOptions = (options: SlackOptions): Result<void, SlackSetupError> => {
  const { workspaces, apiUrl, channels } = options
  if (workspaces.length === 0) return err({ kind: 'NoWorkspace' })
  if (apiUrl !== undefined && !safeUrl(apiUrl)) return err({ kind: 'UnsafeApiUrl', url: apiUrl })
  const several = workspaces.length > 1
  if (several && workspaces.some(w => w.team === undefined)) return err({ kind: 'TeamNeeded' })
  const twice = workspaces.find((w, i) => workspaces.findIndex(o => o.team === w.team) !== i)
  if (twice) return err({ kind: 'TeamTwice', team: twice.team ?? '' })
  const token = workspaces.map(unusable).find(problem => problem !== undefined)
  if (token) return err(token)
  const place = channels.find(c => !placePattern.test(c.id) || (several && !c.id.includes('.')))
  return place ? err({ kind: 'UnusablePlace', place: place.id }) : ok(undefined)
}
