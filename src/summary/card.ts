import {
  at,
  type Card,
  card,
  contactPoint,
  count,
  data,
  type FieldOfCard,
  type Term,
  words,
} from '../card/card.ts'
import { priorities } from '../kit/codes.ts'
import type { ContactPointId, OfficerId } from '../kit/ids.ts'
import { fromRfc3339 } from '../kit/time.ts'
import { watchParts } from '../roster/cards/watch.ts'
import type { Watched } from '../roster/events.ts'
import { pictureOf } from './chart.ts'
import { furtherLines } from './details.ts'
import { type Figures, sideOf } from './figures.ts'
import { aheadLines, operationLines, overdueLines, resultLines } from './items.ts'
import { sideLines } from './lines.ts'
import { type SystemFacts, systemFields, systemLines } from './system.ts'

export interface SummaryFacts extends SystemFacts {
  readonly figures: Figures
  readonly before?: Figures
  readonly aYearAgo?: Figures
  /** SHA-256 of the figures in hexadecimal digits. */
  readonly digest: string
  /** The side whose days off the reader should know. */
  readonly other: ContactPointId
  /** Its holidays of the week after. */
  readonly holidays: readonly {
    readonly date: string
    readonly names: Readonly<Record<string, string>>
  }[]
  /** How the clock did, for the desk's own channels; `called` where somebody must look into it. */
  readonly watched?: { readonly event: Watched; readonly called: readonly OfficerId[] }
  /** With what else stands in the second message: there is none. */
  readonly whole?: true
  /** Of a week that is under way: other desks that the reader may ask for. */
  readonly others?: readonly ContactPointId[]
  /** Lines on the week that are shown, where there is no room for more. */
  readonly most?: number
}

export interface Flow {
  readonly new: number
  readonly closed: number
  readonly open: number
  readonly within: number
  readonly limited: number
}

/** Both sides together, for a look at the week as a whole. */
const flowOf = (f: Figures): Flow => {
  const rows = f.desks.flatMap(d => priorities.map(p => sideOf(f, d).priorities[p]))
  const sum = (of: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((n, row) => n + of(row), 0)
  return {
    new: sum(r => r.sent),
    closed: sum(r => r.closed),
    open: sum(r => r.open),
    within: sum(r => r.ack.within),
    limited: sum(r => r.ack.limited),
  }
}

const flowTerm = (f: Figures): Term => {
  const { within, limited, ...flow } = flowOf(f)
  const params = {
    new: count(flow.new),
    closed: count(flow.closed),
    open: count(flow.open),
  }
  return limited === 0
    ? words('summary.flow', params)
    : words('summary.flow_in_time', {
        ...params,
        share: data(`${Math.floor((within * 100) / limited)} %`),
      })
}

const compared = (label: FieldOfCard['label'], f: Figures | undefined): readonly FieldOfCard[] =>
  f ? [{ label, value: flowTerm(f) }] : []

/** Digits of the digest that a card shows: two people compare them by telephone. */
const shownDigits = 16

/** How both sides know that they read the same. */
export const checkTerm = ({ figures, digest }: Pick<SummaryFacts, 'figures' | 'digest'>): Term =>
  words('summary.checked', {
    size: count(figures.size),
    digest: data(digest.slice(0, shownDigits)),
  })

const fieldsOf = ({
  figures: f,
  before,
  aYearAgo,
  digest,
  ...system
}: SummaryFacts): readonly FieldOfCard[] => [
  { label: 'summary.begins', value: at(fromRfc3339(f.from)) },
  { label: 'summary.ends', value: at(fromRfc3339(f.to)) },
  { label: 'summary.week', value: flowTerm(f) },
  ...compared('summary.week_before', before),
  ...compared('summary.year_before', aYearAgo),
  { label: 'summary.late', value: count(f.overdue.count) },
  {
    label: 'summary.check',
    value: checkTerm({ figures: f, digest }),
  },
  ...systemFields(f, system),
]

/** Other desks that are named; help says how to ask for any. */
const mostOthers = 5

/** What somebody must act on first: where there is little room the end is left out. */
const weekLines = (facts: SummaryFacts, watched: readonly Term[]): readonly Term[] => {
  const { figures: f, whole } = facts
  return [
    ...watched,
    ...systemLines(f, facts),
    ...overdueLines(f),
    ...f.desks.flatMap(d => sideLines(f, d)),
    ...(whole ? aheadLines(f) : []),
    ...resultLines(f),
    ...operationLines(f),
    ...(whole ? furtherLines(facts) : []),
  ]
}

const otherLines = (others: SummaryFacts['others'] = []): readonly Term[] =>
  others
    .slice(0, mostOthers)
    .map(d => words('summary.others', { desk: contactPoint(d), usage: data(`/summary now ${d}`) }))

/**
 * The week of two desks in numbers and references: nobody's name and no content, so that any channel of theirs
 * may show it. Figures and digest are the same for both sides; only whose holidays are told differs.
 */
export const summaryCard = (facts: SummaryFacts): Card => {
  const { figures: f, watched, others, other, most } = facts
  const [a, b] = f.desks
  const watch = watched && watchParts(watched.event)
  const lines = weekLines(facts, watch?.lines ?? [])
  const left = lines.length - (most ?? lines.length)
  const usage = data(`liaison summary --week ${f.week}`)
  const title = { week: data(f.week), a: contactPoint(a), b: contactPoint(b) }
  return card({
    name: 'summary',
    tone: watched && !watched.event.clean ? 'urgent' : f.overdue.count > 0 ? 'attention' : 'calm',
    headline: words(others ? 'summary.title_so_far' : 'summary.title', title),
    fields: [...fieldsOf(facts), ...(watch?.fields ?? [])],
    lines: [
      ...lines.slice(0, most),
      ...(left > 0 ? [words('summary.left_out', { count: count(left), usage })] : []),
      ...otherLines(others),
    ],
    // A week that is under way has another picture an hour later.
    ...(others ? {} : { picture: pictureOf(f) }),
    mentions: watched && !watched.event.clean ? watched.called : [],
    // Both sides post in the shared channel, each at its own time: whose post it is.
    footer: [contactPoint(other === a ? b : a)],
  })
}
