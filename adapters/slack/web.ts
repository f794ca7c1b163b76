import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { type Logger, LogLevel, webApi } from '@slack/bolt'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { type Instant, instant, plus, seconds } from '../../src/kit/time.ts'
import type { Fault } from '../../src/ports/platform.ts'
import { safeUrl } from './config.ts'
import { networkFault } from './faults.ts'

export type Web = webApi.WebClient

export const requestTimeout = seconds(10)

/** Slack's SDK logs whole payloads; what is worth telling, the adapter tells itself. */
export const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}

/** Slack's own clock, from the `Date` header of its answers (RFC 9110, whole seconds). */
export const createSlackClock = (monotonic: () => number) => {
  let heard: { readonly at: Instant; readonly when: number } | undefined
  return {
    hear: (header: string | null): void => {
      const ms = header === null ? Number.NaN : Date.parse(header)
      if (!Number.isNaN(ms)) heard = { at: instant(ms), when: monotonic() }
    },
    time: (): Instant | undefined => heard && plus(heard.at, monotonic() - heard.when),
  }
}

type HearDate = (header: string | null) => void

/**
 * Options of one client, made anew for each: the SDK writes into what it is given (so they can't be
 * frozen), and a shared object would carry one client's retries and token into the next.
 */
export const clientOptions = (apiUrl: string, hear: HearDate): webApi.WebClientOptions => ({
  slackApiUrl: apiUrl,
  logger: silent,
  timeout: requestTimeout,
  // The outbox tries again; a second copy of a lost post would be a second message.
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  allowAbsoluteUrls: false,
  fetch: async (url, init) => {
    const response = await fetch(url, init)
    hear(response.headers.get('date'))
    return response
  },
})

export const createWeb = (token: string, apiUrl: string, hear: HearDate): Web =>
  new webApi.WebClient(token, clientOptions(apiUrl, hear))

/** Brings a file to the address that Slack gave for it; whether it took it. */
export const putFile = async (url: string, bytes: Uint8Array): Promise<boolean> => {
  if (!safeUrl(url)) return false
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Uint8Array.from(bytes),
      redirect: 'error',
      signal: AbortSignal.timeout(requestTimeout),
    })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

/** Posts JSON and gives the status of the answer. By Node's own client: `fetch` takes twice as long. */
const post = (url: string, body: string): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const ask = url.startsWith('http:') ? overHttp : overHttps
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  }
  const request = ask(url, { method: 'POST', headers }, response => {
    response
      .on('error', reject)
      .on('end', () => resolve(response.statusCode ?? 0))
      .resume()
  })
  request.on('error', reject).end(body)
  const patience = setTimeout(() => request.destroy(new Error('no answer')), requestTimeout)
  return promise.finally(() => clearTimeout(patience))
}

/** Posts to a `response_url`; no answer of Slack's says more than that it took it. */
export const postReply = async (url: string, body: object): Promise<Result<void, Fault>> => {
  try {
    const status = await post(url, JSON.stringify(body))
    return status >= 200 && status < 300 ? ok(undefined) : err({ kind: 'Gone' })
  } catch (error) {
    return err(networkFault(error))
  }
}
