import { z } from 'zod'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { seconds } from '../../src/kit/time.ts'
import type { Fault } from '../../src/ports/platform.ts'

const renew = 'a valid token: install the app again and set the new token'
const rights = 'the right to post here: ask an administrator of the workspace to allow the app'

const forbidden: Readonly<Record<string, string>> = {
  not_in_channel: 'a seat in the channel: invite the app there with /invite',
  invalid_auth: renew,
  not_authed: renew,
  account_inactive: renew,
  token_revoked: renew,
  token_expired: renew,
  not_allowed_token_type: 'the right kind of token: xoxb- for the bot, xapp- for the socket',
  restricted_action: rights,
  restricted_action_read_only_channel: rights,
  restricted_action_thread_only_channel: rights,
  restricted_action_thread_locked: rights,
  restricted_action_non_threadable_channel: rights,
  no_permission: rights,
  access_denied: rights,
  ekm_access_denied: rights,
  team_access_not_granted: rights,
  org_login_required: rights,
}

const gone: ReadonlySet<string> = new Set([
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'message_not_found',
  'thread_not_found',
  'cannot_reply_to_message',
  'cant_update_message',
  'edit_window_closed',
  'user_not_found',
  'messages_tab_disabled',
])

const limited: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
])
const unsure: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
])

// Before a connection stood, nothing can have arrived.
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_NODATA|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|.*_CERT|.*_CERTIFICATE|UNABLE_TO_.*)$/

/** What the SDK throws; by its code, since its classes may come from another copy of the package. */
const thrown = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('slack_webapi_platform_error'),
    data: z.looseObject({ error: z.string(), needed: z.string().optional() }),
  }),
  z.object({ code: z.literal('slack_webapi_http_error'), statusCode: z.number() }),
  z.object({ code: z.literal('slack_webapi_rate_limited_error'), retryAfter: z.number() }),
  z.object({ code: z.literal('slack_webapi_request_error'), original: z.unknown() }),
])

const codesOf = (error: unknown): readonly string[] => {
  if (!(error instanceof Error)) return []
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inner = error instanceof AggregateError ? error.errors : [error.cause]
  return [...code, ...inner.flatMap(codesOf)]
}

/** Why a call over the network brought no answer: it never left, or nobody knows. */
export const networkFault = (error: unknown): Fault =>
  codesOf(error).some(code => neverSent.test(code)) ? { kind: 'Unreachable' } : { kind: 'Unknown' }

const refusedBy = (error: string, needed: string | undefined): Fault => {
  if (gone.has(error)) return { kind: 'Gone' }
  if (limited.has(error)) return { kind: 'RateLimited', retryAfterMs: seconds(30) }
  if (unsure.has(error)) return { kind: 'Unknown' }
  if (error === 'missing_scope')
    return {
      kind: 'Forbidden',
      missing: `the scope ${needed ?? 'that is missing'}: add it to the app and install it again`,
    }
  return { kind: 'Forbidden', missing: forbidden[error] ?? `what Slack calls ${error}` }
}

/** Undefined for anything that isn't the SDK's: a bug. */
export const faultOf = (error: unknown): Fault | undefined => {
  const read = thrown.safeParse(error)
  if (!read.success) return undefined
  switch (read.data.code) {
    case 'slack_webapi_platform_error':
      return refusedBy(read.data.data.error, read.data.data.needed)
    case 'slack_webapi_rate_limited_error':
      return { kind: 'RateLimited', retryAfterMs: Math.max(1, seconds(read.data.retryAfter)) }
    case 'slack_webapi_http_error':
      // Something on the way may have answered in Slack's place, after Slack had taken it.
      return read.data.statusCode >= 500 ? { kind: 'Unknown' } : { kind: 'Unreachable' }
    case 'slack_webapi_request_error':
      return networkFault(read.data.original)
  }
}

/** Nothing was sent: Slack can't show a file yet, or won't. */
export const isUnusableFile = (error: unknown): boolean => {
  const read = thrown.safeParse(error)
  if (!read.success || read.data.code !== 'slack_webapi_platform_error') return false
  const { data } = read.data
  return data.error === 'invalid_blocks' && JSON.stringify(data).includes('slack_file')
}

/** Slack's answer, or the fault; what isn't a fault of the outside world is thrown on. */
export const attempt = async <T>(call: () => Promise<T>): Promise<Result<T, Fault>> => {
  try {
    return ok(await call())
  } catch (error) {
    const fault = faultOf(error)
    if (fault) return err(fault)
    throw error
  }
}

/** For who runs it: what keeps Slack from being used, and the mend. */
export const startSentence = (fault: Fault): string => {
  switch (fault.kind) {
    case 'Forbidden':
      return `Slack doesn't let the app in. What it lacks is ${fault.missing}.`
    case 'RateLimited':
      return 'Slack asks to wait before the next start.'
    default:
      return "Slack can't be reached: check the network, the proxy and SLACK_API_URL."
  }
}

const codeOf = (error: unknown): string => codesOf(error)[0] ?? ''

/** True where a file isn't there; any other error is for the caller to throw. */
export const isMissingFile = (error: unknown): boolean => codeOf(error) === 'ENOENT'

/** Why the port for Slack's requests can't be had. */
export const listenFault = (error: unknown): Fault => {
  const code = codeOf(error)
  return code === 'EACCES' || code === 'EADDRINUSE'
    ? { kind: 'Forbidden', missing: `a free port for Slack's requests (${code}): set SLACK_PORT` }
    : { kind: 'Unreachable' }
}
