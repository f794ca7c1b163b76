import { days, hours, type Instant, minutes, seconds } from '../kit/time.ts'
import { localAt } from '../kit/zone.ts'

/** A time zone as a card names it: IANA name for the rules, label for the eye (`HKT`). */
export interface Zone {
  readonly zone: string
  readonly label: string
}

const cached = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>()
  return key => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known
  }
}

const utc: readonly Zone[] = [{ zone: 'UTC', label: 'UTC' }]

/**
 * `2026-11-23 14:37 HKT / 15:37 KST`: the moment on the clock of each zone, cut to the minute, the
 * same in every language; the date comes again only where it differs from the one before. No zone
 * gives UTC. A zone that isn't IANA's throws. A label is written all year: where there is summer
 * time, give one that holds in both halves (`Rome`, not `CET`).
 */
export const sayInstant = (at: Instant, zones: readonly Zone[]): string => {
  let shown = ''
  const said = (zones.length > 0 ? zones : utc).map(({ zone, label }) => {
    const { date, time } = localAt(at, zone)
    const day = date === shown ? '' : `${date} `
    shown = date
    return `${day}${time} ${label}`
  })
  return said.join(' / ')
}

const units = (
  [
    ['day', days(1)],
    ['hour', hours(1)],
    ['minute', minutes(1)],
    ['second', seconds(1)],
  ] as const
).map(([unit, length]) => ({
  length,
  amountIn: cached(
    intl =>
      new Intl.NumberFormat(intl, {
        style: 'unit',
        unit,
        unitDisplay: 'long',
        numberingSystem: 'latn',
        useGrouping: false,
      }),
  ),
}))

const listOf = cached(intl => new Intl.ListFormat(intl, { type: 'unit', style: 'long' }))

/**
 * `1 小時 34 分鐘`, `1시간 34분`, `1 hour, 34 minutes`: `ms` in its largest unit (days to seconds)
 * and the next smaller one, cut, never rounded up; a nought is left out. Less than a second is
 * `0 seconds`. A negative span has its sign before the first figure. `intl` is that of
 * `LanguageInfo`.
 */
export const sayDuration = (ms: number, intl: string): string => {
  const span = Math.abs(ms)
  const found = units.findIndex(({ length }) => span >= length)
  const from = found < 0 ? units.length - 1 : found
  const said: string[] = []
  let rest = span
  for (const { length, amountIn } of units.slice(from, from + 2)) {
    const n = Math.floor(rest / length)
    rest -= n * length
    const signed = ms < 0 && n > 0 && said.length === 0 ? -n : n
    if (n > 0 || said.length === 0) said.push(amountIn(intl).format(signed))
  }
  return listOf(intl).format(said)
}

const grouped = new Intl.NumberFormat('en', { signDisplay: 'negative' })

/** `8,350,000`: grouped alike in every language, as both sides read one card; ≤ 3 decimals. */
export const sayNumber = (n: number): string => grouped.format(n)
