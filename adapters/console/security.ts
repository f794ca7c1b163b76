import { isLoopback } from './config.ts'

const policy = (extra: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ') + extra

/** On every response; `Cache-Control` is loosened for static files alone. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy(''),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

/** For the one page that holds frames of our own. */
export const framingPolicy = policy("; frame-src 'self'")

/** Own names as a `Host` header gives them, each with the origin that a page under it has. */
export type OwnNames = ReadonlyMap<string, string>

const named = (url: string): readonly [string, string] => {
  const { host, origin } = new URL(url)
  return [host, origin]
}

const bracketed = (host: string): string =>
  host.includes(':') && !host.startsWith('[') ? `[${host}]` : host

/** A request under any other name is a rebound one (DNS rebinding), so the list is closed. */
export const ownNames = (host: string, port: number, publicUrl?: string): OwnNames => {
  const hosts = isLoopback(host) ? ['127.0.0.1', 'localhost', '[::1]', host] : [host]
  const urls = hosts.map(name => `http://${bracketed(name)}:${port}/`)
  return new Map([...urls, ...(publicUrl === undefined ? [] : [publicUrl])].map(named))
}

/** Where browsers find it. */
export const baseUrl = (host: string, port: number, publicUrl?: string): string =>
  publicUrl ?? `http://${bracketed(host)}:${port}/`

export type WriteProblem = 'Origin' | 'ContentType'

/** Why a write may not come in; both headers must be there and be right. */
export const writeProblem = (request: {
  readonly origin: string | undefined
  readonly ownOrigin: string
  readonly contentType: string | undefined
}): WriteProblem | undefined => {
  if (request.origin !== request.ownOrigin) return 'Origin'
  const type = request.contentType?.split(';')[0]?.trim().toLowerCase()
  return type === 'application/json' ? undefined : 'ContentType'
}
