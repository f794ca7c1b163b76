import { sayDuration } from '../card/format.ts'
import { printAmount } from '../codes/amount.ts'
import { scaleOf } from '../codes/measure.ts'
import { priorities } from '../kit/codes.ts'
import { type Figures, sideOf, type Timed } from '../summary/figures.ts'

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

type Row = readonly [side: string, group: string, ...Cell]

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
  ]
}

const rowsOf = (f: Figures): readonly Row[] => [
  ...f.desks.flatMap(d => sideRows(f, d)),
  ...Object.entries(f.categories).flatMap(([c, of]) =>
    Object.entries(of).map(([key, n]): Row => ['', c, key, n]),
  ),
  ...Object.entries(f.outcomes).map(([key, n]): Row => ['', 'outcomes', key, n]),
  ...f.measures.map((m): Row => {
    const unit = m.currency ?? m.unit
    const amount = printAmount(m.amount, scaleOf(m.unit, m.currency) ?? 0).replaceAll(',', '')
    return ['', 'measures', `${m.kind} ${unit} ${m.basis}`, amount]
  }),
  ...Object.entries(f.holds).map(([key, n]): Row => ['', 'holds', key, n]),
  ['', 'overdue', 'count', f.overdue.count],
  ...f.overdue.first.map((i): Row => [i.turn, 'overdue', i.ref, i.due]),
  ['', 'ahead', 'count', f.ahead.count],
  ...f.ahead.first.map((i): Row => [i.owner, `ahead ${i.clock}`, i.ref, i.due]),
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

const shown = ([side, group, name, value]: Row): string => {
  const isTime = name.endsWith(' ms') && typeof value === 'number'
  const said = isTime ? sayDuration(value, 'en') : String(value)
  return `  ${[side, group, name.replace(/ ms$/, '')].filter(t => t !== '').join(', ')}: ${said}`
}

/** For the eye: what is nought is left out. */
export const textOf = (all: readonly Summed[]): string =>
  all
    .map(({ figures: f, digest }) =>
      [
        `${f.week}, ${f.desks.join(' and ')}, from ${f.from} to ${f.to}`,
        ...rowsOf(f)
          .filter(([, , , value]) => value !== 0)
          .map(shown),
        `  ${f.size} entries of the log, digest ${digest}`,
      ].join('\n'),
    )
    .join('\n\n')
