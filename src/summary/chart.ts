import { agencyOf, at, count, data, type Term, words } from '../card/card.ts'
import type { Bar, Chart, ChartRow, Picture } from '../card/chart.ts'
import type { MessageKey } from '../card/key.ts'
import { type Priority, priorities } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { fromRfc3339 } from '../kit/time.ts'
import { type Figures, sideOf } from './figures.ts'

/** What the picture shows of a side: of referrals that are no exercise, of all priorities together. */
export interface SideTotals {
  readonly sent: number
  readonly received: number
  /** Of what it owed the other with a limit, what kept it. */
  readonly ack: { readonly within: number; readonly limited: number }
  readonly reply: { readonly within: number; readonly limited: number }
  /** Of those that it sent, at the end of the week. */
  readonly open: number
  /** Overdue with it to act; `atLeast` where the list of them has an end. */
  readonly late: number
  readonly atLeast: boolean
}

/** Of all priorities, or of those that are named. */
export const totalsOf = (
  f: Figures,
  desk: ContactPointId,
  of: readonly Priority[] = priorities,
): SideTotals => {
  const rows = of.map(p => sideOf(f, desk).priorities[p])
  const sum = (one: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((n, row) => n + one(row), 0)
  return {
    sent: sum(r => r.sent),
    received: sum(r => r.received),
    ack: { within: sum(r => r.ack.within), limited: sum(r => r.ack.limited) },
    reply: { within: sum(r => r.reply.within), limited: sum(r => r.reply.limited) },
    open: sum(r => r.open),
    late: f.overdue.first.filter(i => i.turn === desk && of.includes(i.priority)).length,
    atLeast: f.overdue.count > f.overdue.first.length,
  }
}

const codeLength = 5

/** Letters that name each side under its bars: of the agency, or of the desk where that is the same. */
export const codesOf = (desks: readonly ContactPointId[]): readonly string[] => {
  const parts = desks.map(d => d.split('.'))
  const isOne = new Set(parts.map(([agency]) => agency)).size < parts.length
  return parts.map(([agency = '', desk = '']) =>
    (isOne ? desk : agency).slice(0, codeLength).toUpperCase(),
  )
}

const share = ({ within, limited }: SideTotals['ack']): Bar => ({ value: within, of: limited })

export interface Measured {
  readonly label: MessageKey
  readonly tone: ChartRow['tone']
  readonly bar: (t: SideTotals) => Bar
}

/** What is shown of a side, in this order. */
export const measured: readonly Measured[] = [
  { label: 'summary.chart_sent', tone: 'plain', bar: t => ({ value: t.sent }) },
  { label: 'summary.chart_received', tone: 'plain', bar: t => ({ value: t.received }) },
  { label: 'summary.chart_ack', tone: 'plain', bar: t => share(t.ack) },
  { label: 'summary.chart_reply', tone: 'plain', bar: t => share(t.reply) },
  { label: 'summary.chart_open', tone: 'plain', bar: t => ({ value: t.open }) },
  {
    label: 'summary.chart_late',
    tone: 'late',
    bar: t => ({ value: t.late, ...(t.atLeast ? { atLeast: true } : {}) }),
  },
]

const chartOf = (f: Figures): Chart => {
  const totals = f.desks.map(d => totalsOf(f, d))
  const codes = codesOf(f.desks)
  return {
    subject: data(f.week),
    title: words('summary.chart'),
    notes: [
      { label: words('summary.begins'), value: at(fromRfc3339(f.from)) },
      { label: words('summary.ends'), value: at(fromRfc3339(f.to)) },
    ],
    sides: f.desks.map((d, i) => ({ code: codes[i] ?? d, name: agencyOf(d) })),
    rows: measured.map(({ label, tone, bar }) => ({
      label: words(label),
      tone,
      bars: totals.map(bar),
    })),
  }
}

const sideTerm = (f: Figures, desk: ContactPointId): Term => {
  const t = totalsOf(f, desk)
  const pair = (of: SideTotals['ack']): Term =>
    data(of.limited === 0 ? '–' : `${of.within}/${of.limited}`)
  return words('summary.picture_side', {
    ...{ agency: agencyOf(desk), sent: count(t.sent), received: count(t.received) },
    ...{ ack: pair(t.ack), reply: pair(t.reply), open: count(t.open) },
    late: t.atLeast ? data(`≥ ${t.late}`) : count(t.late),
  })
}

/** The week of two desks drawn. The picture is the same for both sides, as the figures are. */
export const pictureOf = (f: Figures): Picture => {
  const [a, b] = f.desks
  return {
    name: `figures-${f.week}`,
    alt: words('summary.picture', { week: data(f.week), a: sideTerm(f, a), b: sideTerm(f, b) }),
    chart: chartOf(f),
    of: { week: f.week, pair: f.desks.join('+') },
  }
}
