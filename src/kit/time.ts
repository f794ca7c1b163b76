import type { Brand } from './brand.ts'
import { err, ok, type Result } from './result.ts'

/** A moment, in milliseconds since 1970-01-01T00:00Z. */
export type Instant = Brand<number, 'Instant'>

export const instant = (ms: number): Instant => ms as Instant

export const seconds = (n: number): number => n * 1000
export const minutes = (n: number): number => seconds(n * 60)
export const hours = (n: number): number => minutes(n * 60)
export const days = (n: number): number => hours(n * 24)

/** `at` moved by `ms` milliseconds. */
export const plus = (at: Instant, ms: number): Instant => instant(at + ms)

/** RFC 3339 in UTC with milliseconds, the only form in which a time enters the log. */
export const toRfc3339 = (at: Instant): string => new Date(at).toISOString()

/** True for what `toRfc3339` writes of a year of four digits, and for no other spelling of it. */
export const isRfc3339 = (text: string): boolean => {
  const ms = text.length === 24 ? Date.parse(text) : Number.NaN
  return !Number.isNaN(ms) && toRfc3339(instant(ms)) === text
}

/** Reads what `toRfc3339` wrote. Only for what we wrote ourselves: anything else throws. */
export const fromRfc3339 = (text: string): Instant => {
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw new Error(`no time of ours: ${text}`)
  return instant(ms)
}

const shape =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?\s*(Z|UTC|HKT|KST|[+-]\d{2}:?\d{2})?$/i

const namedOffsets: Readonly<Record<string, number>> = { Z: 0, UTC: 0, HKT: 480, KST: 540 }

const offsetMinutes = (text: string): number | undefined => {
  const named = namedOffsets[text.toUpperCase()]
  if (named !== undefined) return named
  const hh = Number(text.slice(1, 3))
  const mm = Number(text.slice(-2))
  if (hh > 14 || mm > 59) return undefined
  return (text.startsWith('-') ? -1 : 1) * (hh * 60 + mm)
}

/**
 * Reads a time as an officer types it: `2005-01-12 15:37 +08:00`, `…T15:37:20Z`, `… HKT`, `… KST`.
 * A time without an offset is refused, never guessed: one hour off names the wrong subscriber
 * (draft-daveor-cgn-logging; the two agencies are an hour apart).
 */
export const parseInstant = (text: string): Result<Instant, 'NotAnInstant' | 'NoOffset'> => {
  const found = shape.exec(text.normalize('NFKC').replaceAll('−', '-').trim())
  if (!found) return err('NotAnInstant')
  const [, y, mo, d, h, mi, s = '0', frac = '0', zone] = found
  const utc = Date.UTC(
    Number(y),
    Number(mo) - 1,
    Number(d),
    Number(h),
    Number(mi),
    Number(s),
    Number(frac.padEnd(3, '0')),
  )
  const whole = new Date(utc).toISOString()
  if (whole.slice(0, 16) !== `${y}-${mo}-${d}T${h}:${mi}` || Number(s) > 59)
    return err('NotAnInstant')
  if (zone === undefined) return err('NoOffset')
  const offset = offsetMinutes(zone)
  return offset === undefined ? err('NotAnInstant') : ok(instant(utc - minutes(offset)))
}
