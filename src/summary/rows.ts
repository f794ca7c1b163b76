import { printAmount } from '../codes/amount.ts'
import { type Measure, scaleOf } from '../codes/measure.ts'
import { priorities } from '../kit/codes.ts'
import { type Figures, sideOf, type Timed } from './figures.ts'

export interface Summed {
  readonly figures: Figures
  readonly digest: string
}

/** The figures with their digest: the canonical JSON of `figures` is what it is of. */
export const jsonOf = (all: readonly Summed[]): string => JSON.stringify(all)

type Cell = readonly [name: string, value: string | number]

const timedCells = (name: string, t: Timed): readonly Cell[] => [
  [name, t.n],
  [`${name} with a limit`, t.limited],
  [`${name} in time`, t.within],
  ...(t.medianMs === undefined ? [] : [[`${name} median ms`, t.medianMs] as const]),
  ...(t.worstMs === undefined ? [] : [[`${name} longest ms`, t.worstMs] as const]),
]

/** Whose it is, of which group, what is counted, and the figure. */
export type Row = readonly [side: string, group: string, ...Cell]

const sideRows = (f: Figures, desk: Figures['desks'][number]): readonly Row[] => {
  const { priorities: rows, ...side } = sideOf(f, desk)
  const { ack, ...notices } = side.notifications
  const group = (name: string, of: Readonly<Record<string, number>>): readonly Row[] =>
    Object.entries(of).map(([key, n]) => [desk, name, key, n] as const)
  return [
    ...priorities.flatMap(p => {
      const { ack: acked, reply, ...row } = rows[p]
      const cells = [
        ...Object.entries(row),
        ...timedCells('acknowledged', acked),
        ...timedCells('answered', reply),
      ]
      return cells.map(([key, n]): Row => [desk, p, key, n])
    }),
    ...group('extensions', side.extensions),
    ...group('feedback', side.feedback),
    ...side.escalations.map((n, step): Row => [desk, 'escalations', `step ${step + 1}`, n]),
    [desk, 'nights', 'missed', side.missedNights],
    ...group('drills', side.drills),
    ...group('notifications', notices),
    ...timedCells('acknowledged', ack).map(([key, n]): Row => [desk, 'notifications', key, n]),
    ...group('action items', side.actions ?? {}),
    ...group('bulletins', side.unread === undefined ? {} : { unread: side.unread }),
  ]
}

const nameOf = (m: Measure): string => `${m.kind} ${m.currency ?? m.unit} ${m.basis}`

/** Without anything between its digits; less than nought where something is gone. */
const amountOf = ({ amount, unit, currency }: Measure): string =>
  `${amount < 0 ? '-' : ''}${printAmount(Math.abs(amount), scaleOf(unit, currency) ?? 0).replaceAll(',', '')}`

/** Of each reference that is listed, once. */
const markingRows = ({ overdue, ahead }: Figures): readonly Row[] => {
  const labels = new Map(
    [...overdue.first, ...ahead.first].flatMap(i => (i.tlp ? [[i.ref, i.tlp] as const] : [])),
  )
  return [...labels].map(([ref, tlp]): Row => ['', 'marking', ref, tlp])
}

/** Every figure of a week by itself. */
export const rowsOf = (f: Figures): readonly Row[] => [
  ...f.desks.flatMap(d => sideRows(f, d)),
  ...Object.entries(f.categories).flatMap(([c, of]) =>
    Object.entries(of).map(([key, n]): Row => ['', c, key, n]),
  ),
  ...Object.entries(f.outcomes).map(([key, n]): Row => ['', 'outcomes', key, n]),
  ...f.measures.map((m): Row => ['', 'measures', nameOf(m), amountOf(m)]),
  ...Object.entries(f.holds).map(([key, n]): Row => ['', 'holds', key, n]),
  ...f.operations.flatMap(({ ref, sums, ended, ...counts }): readonly Row[] => [
    ...Object.entries(counts).map(([key, n]): Row => ['', `operation ${ref}`, key, n]),
    ['', `operation ${ref}`, 'ended', Number(ended)],
    ...sums.flatMap((m): readonly Row[] => [
      ['', `operation ${ref}`, nameOf(m), amountOf(m)],
      ['', `operation ${ref}`, `${nameOf(m)} change`, amountOf({ ...m, amount: m.change })],
    ]),
  ]),
  ['', 'overdue', 'count', f.overdue.count],
  ...f.overdue.first.map((i): Row => [i.turn, 'overdue', i.ref, i.due]),
  ['', 'ahead', 'count', f.ahead.count],
  ...f.ahead.first.map((i): Row => [i.owner, `ahead ${i.clock}`, i.ref, i.due]),
  ...markingRows(f),
]

/** A figure a line. Every value is a code, a number, a reference or a moment: nothing needs quotes. */
export const csvOf = (all: readonly Summed[]): string =>
  [
    'week,desks,side,group,figure,value',
    ...all.flatMap(({ figures: f, digest }) =>
      [...rowsOf(f), ['', 'log', 'size', f.size], ['', 'log', 'digest', digest]].map(row =>
        [f.week, f.desks.join('+'), ...row].join(','),
      ),
    ),
  ].join('\n')
