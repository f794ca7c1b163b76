import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Fault, Platform } from '../../src/ports/platform.ts'
import { createApi, restOptions } from './api.ts'
import { createDiscordClock, createIdClock } from './clock.ts'
import { checkOptions, type DiscordOptions, type DiscordSetupError, discordName } from './config.ts'
import { startSentence } from './faults.ts'
import { createFlight } from './flight.ts'
import { inTime } from './in-time.ts'
import { createIntake } from './intake.ts'
import { createLink, type Link } from './link.ts'
import { createOutbound, type Outbound } from './outbound.ts'
import { createReading } from './posted.ts'
import { openSignIns } from './signing-in.ts'
import { usualTiming } from './timing.ts'
import { createWatchdog } from './watchdog.ts'

export type { Change } from './compare.ts'
export {
  type DiscordOptions,
  type DiscordSetupError,
  discordName,
  type Known,
  setupSentence,
  type Words,
  wordKeys,
} from './config.ts'
export { type DiscordFact, type Examined, examineDiscord } from './doctor.ts'
export { startSentence } from './faults.ts'
export { invitePermissions, neededPermissions } from './permissions.ts'
export { type Changes, type Registered, registerCommands } from './registering.ts'
export {
  discordEnvironment,
  discordSettings,
  hasDiscordToken,
  readAccess,
  type Variables,
} from './settings.ts'

export interface DiscordPlatform extends Platform {
  readonly find: Outbound['find']
  readonly posted: NonNullable<Platform['posted']>
}

const shut = err<Fault>({ kind: 'Unreachable' })

/** Discord as a platform: one connection to the gateway for what is heard, REST for what is said. */
export const createDiscordPlatform = (
  options: DiscordOptions,
): Result<DiscordPlatform, DiscordSetupError> => {
  const checked = checkOptions(options)
  if (!checked.ok) return checked
  const { token, apiUrl, log, monotonic, now, dataDir } = options
  const timing = { ...usualTiming, ...options.timing }
  const clock = createDiscordClock(monotonic)
  const ids = createIdClock(monotonic)
  const flight = createFlight(log)
  const { request, perSecond } = timing
  const reach = { apiUrl, request, perSecond, hearDate: clock.hear }
  const api = createApi({ ...reach, token })
  let link: Link | undefined
  let open = true

  const start: Platform['start'] = async ear => {
    const signIns = await openSignIns({ dataDir, now, apart: timing.apart, log })
    const intake = createIntake({ ...options, ear, ids, open: () => open, track: flight.track })
    const made = createLink({
      ...intake,
      token,
      rest: restOptions(reach),
      signIns,
      farewell: timing.farewell,
      patience: timing.signIn,
      watchdog: createWatchdog(monotonic, timing.deaf),
      timing,
      log,
    })
    const started = await made.start()
    if (!started.ok) {
      log.error(startSentence(started.error))
      return started
    }
    if (!open) {
      await made.stop()
      return shut
    }
    link = made
    for (const guild of options.guilds)
      if (!made.client()?.guilds.cache.has(guild))
        log.error('The app is not in a server that platforms.discord names: invite it.', { guild })
    await inTime(intake.settled(), timing.request)
    return ok(undefined)
  }

  const outbound = createOutbound({
    ...options,
    api,
    bot: () => link?.client()?.user.id,
    onId: ids.seen,
  })

  const reading = createReading(api)

  /** Before that, and from the first word of the end on, nothing is tried. */
  const isUp = (): boolean => open && link !== undefined

  return ok({
    name: discordName,
    capabilities: {
      forms: true,
      privateReplies: true,
      maxButtons: 25,
      keepsMessages: true,
      // Five in five seconds at one channel, and some more.
      paceMs: 1100,
    },
    start,
    restore: () => {},
    post: async (...given) => (isUp() ? flight.tracked(outbound.post(...given)) : shut),
    revise: async (...given) => (isUp() ? flight.tracked(outbound.revise(...given)) : shut),
    reply: async (...given) => (isUp() ? flight.tracked(outbound.reply(...given)) : shut),
    find: async (...given) => (isUp() ? flight.tracked(outbound.find(...given)) : shut),
    // Before it is started too.
    posted: async (...given) => (open ? flight.tracked(reading(...given)) : shut),
    time: clock.time,
    close: async () => {
      open = false
      if (!(await inTime(flight.landed(), timing.drain)))
        log.warn('Discord was closed while something was under way.', { left: flight.size() })
      await link?.stop()
      api.close()
    },
  })
}
