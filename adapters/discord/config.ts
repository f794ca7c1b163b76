import type { Language, OfficerId, PlaceId, PlatformName } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { Draw } from '../../src/ports/chart.ts'
import type { DeclaredCommand } from '../../src/ports/declared.ts'
import type { Log } from '../../src/ports/log.ts'
import type { Timing } from './timing.ts'

export const discordName = 'discord' as PlatformName

/** The adapter's own few sentences, by what they are for; message keys of the catalogue. */
export const wordKeys = {
  repeat: 'platform.possible_repeat',
  submit: 'platform.submit',
  next: 'platform.next',
  cancel: 'button.cancel',
  /** Of a press that acts at once. */
  ask: 'button.confirm_text',
  goBack: 'button.confirm_no',
  cut: 'platform.cut',
  working: 'platform.working',
  restarting: 'platform.restarting',
  refer: 'command.refer_label',
  more: 'platform.more',
  moreAbout: 'command.more_root',
  referral: 'command.referral_label',
  referralAbout: 'command.referral_root',
  duty: 'command.duty_label',
  dutyAbout: 'command.duty_root',
  summary: 'command.summary_label',
  summaryAbout: 'command.summary_root',
  audit: 'command.audit_label',
  auditAbout: 'command.audit_root',
  settings: 'ui.settings',
  settingsAbout: 'command.settings_root',
  notification: 'command.notification_label',
  notificationAbout: 'command.notification_root',
  shipment: 'command.shipment_label',
  shipmentAbout: 'command.shipment_root',
  operation: 'command.operation_label',
  operationAbout: 'command.operation_root',
  action: 'command.action_label',
  actionAbout: 'command.action_root',
  bulletin: 'command.bulletin_label',
  bulletinAbout: 'command.bulletin_root',
} as const

export type Words = Readonly<Record<keyof typeof wordKeys, string>>

/** How an officer is known in a guild: by the own id, or by a role that several may share. */
export type Known =
  | { readonly guild: string; readonly user: string }
  | { readonly guild: string; readonly role: string }

export interface DiscordOptions {
  readonly token: string
  /** Discord's own unless given; https, or http on loopback only. Without the version. */
  readonly apiUrl?: string
  /** Where commands are registered; what comes from elsewhere is heard and has no officer. */
  readonly guilds: readonly string[]
  /** Officers that Discord knows, for mentions: in each guild by the first way in which they are known there. */
  readonly officers: ReadonlyMap<OfficerId, readonly Known[]>
  /** Ids of channels. */
  readonly channels: readonly { readonly id: PlaceId; readonly languages: readonly Language[] }[]
  /** Languages other than these are said as the first. */
  readonly languages: readonly Language[]
  readonly words: (language: Language) => Words
  readonly commands: readonly DeclaredCommand[]
  readonly now: () => Instant
  /** Milliseconds that never go back. */
  readonly monotonic: () => number
  readonly log: Log
  /** Draws the pictures of cards; without it they go without. */
  readonly draw?: Draw
  /** Where the count of sign-ins is kept: Discord resets a token that signs in too often. */
  readonly dataDir: string
  /** The usual ones unless given. */
  readonly timing?: Partial<Timing>
}

export type DiscordSetupError =
  | { readonly kind: 'UnusableToken' }
  /** The token goes to this address. */
  | { readonly kind: 'UnsafeApiUrl'; readonly url: string }
  | { readonly kind: 'NoGuild' }
  | { readonly kind: 'UnusableGuild'; readonly guild: string }
  | { readonly kind: 'UnusablePlace'; readonly place: PlaceId }

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** https, or http that leaves no machine: the token goes there. */
export const safeUrl = (text: string): boolean => {
  const url = URL.parse(text)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname))
}

/** Of discord.js: other lengths break how it tells its buckets apart. */
export const snowflake = /^\d{17,19}$/

/** For who runs it: what is wrong, and the mend. */
export const setupSentence = (wrong: DiscordSetupError): string => {
  switch (wrong.kind) {
    case 'UnusableToken':
      return "DISCORD_TOKEN is none: copy the bot's token from its page at discord.com/developers."
    case 'UnsafeApiUrl':
      return `DISCORD_API_URL is ${wrong.url}: the token goes there, so it must begin with https://.`
    case 'NoGuild':
      return 'platforms.discord names no guild: put the id of your server into guilds.'
    case 'UnusableGuild':
      return `The guild ${wrong.guild} is none: it must be the server's id, 17 to 19 digits.`
    case 'UnusablePlace':
      return `The place ${wrong.place} is no channel of Discord: it must be its id, 17 to 19 digits.`
  }
}

/** Refuses options that can't work or aren't safe; says the first thing that is wrong. */
export const checkOptions = (options: DiscordOptions): Result<void, DiscordSetupError> => {
  const { token, apiUrl, guilds, channels } = options
  if (apiUrl !== undefined && !safeUrl(apiUrl)) return err({ kind: 'UnsafeApiUrl', url: apiUrl })
  if (!/^\S{20,}$/.test(token)) return err({ kind: 'UnusableToken' })
  const guild = guilds.find(g => !snowflake.test(g))
  if (guild !== undefined) return err({ kind: 'UnusableGuild', guild })
  if (guilds.length === 0) return err({ kind: 'NoGuild' })
  const place = channels.find(c => !snowflake.test(c.id))
  return place ? err({ kind: 'UnusablePlace', place: place.id }) : ok(undefined)
}
