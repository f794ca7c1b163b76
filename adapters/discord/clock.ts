import { type Instant, instant, plus } from '../../src/kit/time.ts'

/** Discord's first millisecond: its ids count from there. */
const epoch = 1_420_070_400_000n

/** The least id of that moment. */
export const snowflakeAt = (at: Instant): bigint => {
  const ms = BigInt(Math.floor(at)) - epoch
  return ms > 0n ? ms << 22n : 0n
}

/** The moment that an id was given out. */
export const instantOf = (id: string): Instant => instant(Number((BigInt(id) >> 22n) + epoch))

/** Discord's own clock, from the `Date` header of its answers (RFC 9110, whole seconds). */
export const createDiscordClock = (monotonic: () => number) => {
  let heard: { readonly at: Instant; readonly when: number } | undefined
  return {
    hear: (header: string | null): void => {
      const ms = header === null ? Number.NaN : Date.parse(header)
      if (!Number.isNaN(ms)) heard = { at: instant(ms), when: monotonic() }
    },
    time: (): Instant | undefined => heard && plus(heard.at, monotonic() - heard.when),
  }
}

/** What Discord's time is at least, by the ids that it has given out; to the millisecond, unlike a header. */
export interface IdClock {
  readonly seen: (id: string) => void
  /** Undefined before the first. */
  readonly now: () => Instant | undefined
}

export const createIdClock = (monotonic: () => number): IdClock => {
  let last: { readonly at: Instant; readonly when: number } | undefined
  const now = (): Instant | undefined => last && plus(last.at, monotonic() - last.when)
  return {
    now,
    seen: id => {
      const at = instantOf(id)
      // An old one, as of what was kept back while a connection was lost, says nothing of now.
      if (at > (now() ?? 0)) last = { at, when: monotonic() }
    },
  }
}
