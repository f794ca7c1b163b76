import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { hours, seconds } from '../../src/kit/time.ts'
import type { Fault } from '../../src/ports/platform.ts'

const renew = 'a valid token: reset it on the page of the app at Discord and set DISCORD_TOKEN'
const mayNot = (what: string): string => `${what}: give it to the app's role in that channel`

/** By the code of Discord's error. */
const forbidden: Readonly<Record<number, string>> = {
  40001: renew,
  50014: renew,
  50001: mayNot('the permission View Channel'),
  50013: mayNot(
    'a permission of Send Messages, Embed Links, Read Message History, Create Public Threads and ' +
      'Send Messages in Threads',
  ),
  50024: 'a text channel: this is one of another kind',
  50083: 'an open thread: somebody locked or archived it',
  160005: 'an open thread: somebody locked it',
  160006: 'room for one more thread: archive some in that server',
}

const gone: ReadonlySet<number> = new Set([
  // Channel, guild, message; a message of somebody else; an interaction that is over.
  10_003, 10_004, 10_008, 50_005, 10_015, 10_062, 50_027,
])

const limited: ReadonlySet<number> = new Set([20_016, 20_022, 20_028, 30_046, 40_062])
const overloaded = 130_000

// Before a connection stood, nothing can have arrived.
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_NODATA|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|.*_CERT|.*_CERTIFICATE|UNABLE_TO_.*)$/
const brokenOff = /^(UND_ERR_\w+|ECONN\w+|EPIPE|ETIMEDOUT)$/

const codesOf = (error: unknown): readonly string[] => {
  if (!(error instanceof Error)) return []
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inner = error instanceof AggregateError ? error.errors : [error.cause]
  return [...code, ...inner.flatMap(codesOf)]
}

/** The number of Discord's own error; undefined for anything else. */
export const codeOf = (error: unknown): number | undefined =>
  error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined

const refusedBy = ({ code, status }: DiscordAPIError): Fault => {
  if (status === 401) return { kind: 'Forbidden', missing: renew }
  if (typeof code !== 'number')
    return { kind: 'Forbidden', missing: `what Discord calls ${status}` }
  if (gone.has(code)) return { kind: 'Gone' }
  if (limited.has(code)) return { kind: 'RateLimited', retryAfterMs: seconds(30) }
  if (code === overloaded) return { kind: 'Unknown' }
  return { kind: 'Forbidden', missing: forbidden[code] ?? `what Discord calls ${code}` }
}

/** Undefined for anything that isn't of the outside world: a bug. */
export const faultOf = (error: unknown): Fault | undefined => {
  if (error instanceof DiscordAPIError) return refusedBy(error)
  if (error instanceof RateLimitError)
    return { kind: 'RateLimited', retryAfterMs: Math.max(1, Math.ceil(error.retryAfter)) }
  // Something on the way may have answered in Discord's place, after Discord had taken it.
  if (error instanceof HTTPError)
    return error.status >= 500 ? { kind: 'Unknown' } : { kind: 'Unreachable' }
  if (!(error instanceof Error)) return undefined
  // discord.js gave up waiting, or what came was cut off in the middle.
  if (error.name === 'AbortError' || error instanceof SyntaxError) return { kind: 'Unknown' }
  const codes = codesOf(error)
  if (codes.some(code => neverSent.test(code))) return { kind: 'Unreachable' }
  return codes.some(code => brokenOff.test(code)) ? { kind: 'Unknown' } : undefined
}

/** Discord's answer, or the fault; what isn't a fault of the outside world is thrown on. */
export const attempt = async <T>(call: () => Promise<T>): Promise<Result<T, Fault>> => {
  try {
    return ok(await call())
  } catch (error) {
    const fault = faultOf(error)
    if (fault) return err(fault)
    throw error
  }
}

/** What discord.js says where the gateway closes with 4004, 4014 and the like. */
const refusals: readonly (readonly [RegExp, string])[] = [
  [/^Authentication failed$/, renew],
  [
    /^Used (disallowed|invalid) intents$/,
    'the right to its intents: it asks for Guilds alone, which every app has. Look at the page Bot of the app',
  ],
  [/^Sharding is required$/, 'fewer servers: it is in more than one connection may serve'],
  [/^(Invalid shard|Used an invalid API version)$/, 'an app that this version of Discord takes'],
]

/** Why nobody could be signed in. Whatever isn't a refusal may pass. */
export const signInFault = (error: unknown): Fault => {
  const fault = faultOf(error)
  if (fault) return fault.kind === 'Unknown' ? { kind: 'Unreachable' } : fault
  if (codesOf(error).includes('TokenInvalid')) return { kind: 'Forbidden', missing: renew }
  const said = error instanceof Error ? error.message : ''
  const missing = refusals.find(([pattern]) => pattern.test(said))?.[1]
  if (missing !== undefined) return { kind: 'Forbidden', missing }
  return said.startsWith('Not enough sessions remaining')
    ? { kind: 'RateLimited', retryAfterMs: hours(1) }
    : { kind: 'Unreachable' }
}

/** For who runs it: what keeps Discord from being used, and the mend. */
export const startSentence = (fault: Fault): string => {
  switch (fault.kind) {
    case 'Forbidden':
      return `Discord doesn't let the app in. What it lacks is ${fault.missing}.`
    case 'RateLimited':
      return 'Discord asks to wait before the next sign-in: it resets the token of who signs in too often.'
    default:
      return "Discord can't be reached: check the network, the proxy and DISCORD_API_URL."
  }
}

/** True where a file isn't there; any other error is for the caller to throw. */
export const isMissingFile = (error: unknown): boolean => codesOf(error)[0] === 'ENOENT'
