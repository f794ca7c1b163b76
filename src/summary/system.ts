import {
  agencyOf,
  at,
  count,
  data,
  type FieldOfCard,
  lasting,
  type Term,
  words,
} from '../card/card.ts'
import type { Zone } from '../card/format.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { days, fromRfc3339, type Instant } from '../kit/time.ts'
import { listed } from '../referral/cards/labels.ts'
import { onClock } from '../roster/cards/hours.ts'
import type { Figures } from './figures.ts'
import type { Bounds, Week } from './week.ts'

/** What the last check of the whole log came to. */
export interface Verified {
  readonly at: Instant
  /** Entries that were checked. */
  readonly size: number
  readonly ok: boolean
}

/** Of the roster of a desk what both sides should know; as it is when the card is made, so in no figure. */
export interface RosterFacts {
  readonly desk: ContactPointId
  /** On whose clock its gaps are told. */
  readonly zone: Zone
  /** In the week after that of the figures: nobody is on duty. */
  readonly gaps: readonly Bounds[]
  /** Since when its directory counts as true. */
  readonly confirmed: Instant
}

export interface SystemFacts {
  /** The log when the card is made: its checkpoint, the root in base64. */
  readonly head?: { readonly size: number; readonly root: string }
  readonly verified?: Verified
  readonly rosters?: readonly RosterFacts[]
  /** Weeks before this one of which no summary was posted. */
  readonly missed?: readonly Week[]
}

/** Characters of the root that a card shows: two people compare them by telephone. */
const shownRoot = 12
/** An older directory is not to be relied on (domain.md 6.7, no. 10). */
const stale = days(90)
const mostGaps = 3

const uptime = ({ from, to, stops }: Figures): Term => {
  if (stops.count === 0) return words('summary.ran')
  const lasts = fromRfc3339(to) - fromRfc3339(from)
  const share = Math.floor(((lasts - stops.ms) * 1000) / lasts) / 10
  return words('summary.ran_stops', {
    ...{ share: data(`${share} %`), stops: count(stops.count), longest: lasting(stops.longestMs) },
  })
}

/** How the system did in the week, and how far the log has come. */
export const systemFields = (
  f: Figures,
  { head, verified }: SystemFacts,
): readonly FieldOfCard[] => [
  { label: 'summary.system', value: uptime(f) },
  ...(head
    ? [
        {
          label: 'summary.log' as const,
          value: words('summary.head', {
            size: count(head.size),
            root: data(head.root.slice(0, shownRoot)),
          }),
        },
      ]
    : []),
  ...(verified
    ? [
        {
          label: 'summary.verified' as const,
          value: words(verified.ok ? 'summary.verified_ok' : 'summary.verified_bad', {
            at: at(verified.at),
            size: count(verified.size),
          }),
        },
      ]
    : []),
]

const gapLine = ({ desk, zone, gaps }: RosterFacts): readonly Term[] => {
  const spans = gaps
    .slice(0, mostGaps)
    .map(g => words('summary.span', { from: onClock(g.from, zone), to: onClock(g.to, zone) }))
  const more = gaps.length - mostGaps
  const list = listed([
    ...spans,
    ...(more > 0 ? [words('summary.and_more', { count: count(more) })] : []),
  ])
  return list ? [words('summary.gaps', { agency: agencyOf(desk), list })] : []
}

/** Times ahead with nobody on duty, and a directory that nobody has looked at for long. */
export const rosterLines = (
  { to }: Figures,
  { rosters = [] }: Pick<SystemFacts, 'rosters'>,
): readonly Term[] =>
  rosters.flatMap(r => [
    ...gapLine(r),
    ...(fromRfc3339(to) - r.confirmed > stale
      ? [words('summary.stale', { agency: agencyOf(r.desk), at: onClock(r.confirmed, r.zone) })]
      : []),
  ])

/** What somebody may have missed: summaries that were never posted, jumps of the clock. */
export const systemLines = (
  f: Figures,
  { missed = [] }: Pick<SystemFacts, 'missed'>,
): readonly Term[] => {
  const weeks = listed(missed.map(data))
  return [
    ...(weeks ? [words('summary.missed', { weeks })] : []),
    ...(f.stops.jumps > 0 ? [words('summary.jumps', { jumps: count(f.stops.jumps) })] : []),
  ]
}
