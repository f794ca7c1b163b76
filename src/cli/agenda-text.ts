import type { Pack, PackItem } from '../action/pack.ts'
import type { YearFigures } from '../action/year.ts'
import { printAmount } from '../codes/amount.ts'
import { scaleOf } from '../codes/measure.ts'

type Row = readonly [side: string, group: string, figure: string, value: string | number]

const itemRows = (group: string, i: PackItem): readonly Row[] =>
  Object.entries(i).flatMap(([key, value]): readonly Row[] =>
    key === 'ref' || key === 'owner' ? [] : [[i.owner, group, `${i.ref} ${key}`, String(value)]],
  )

const sideRows = ({ desks, sides }: YearFigures): readonly Row[] =>
  desks.flatMap(desk => {
    const { ack, reply, notifications: n, ...plain } = sides[desk] ?? {}
    const timed = { acknowledged: ack, answered: reply, 'notification acknowledged': n }
    return [
      ...Object.entries(plain).map(([key, value]): Row => [desk, 'year', key, value]),
      ...Object.entries(timed).flatMap(([name, t]): readonly Row[] =>
        t
          ? [
              [desk, 'year', `${name} with a limit`, t.limited],
              [desk, 'year', `${name} in time`, t.within],
            ]
          : [],
      ),
      ...(n
        ? ([
            [desk, 'year', 'notifications sent', n.sent],
            [desk, 'year', 'notifications received', n.received],
          ] as const)
        : []),
    ]
  })

const yearRows = (f: YearFigures): readonly Row[] => [
  ['', 'year', 'first week', f.first],
  ['', 'year', 'last week', f.last],
  ['', 'year', 'weeks', f.weeks],
  ...sideRows(f),
  ...Object.entries(f.categories).flatMap(([c, of]) =>
    Object.entries(of).map(([key, n]): Row => ['', c, key, n]),
  ),
  ...Object.entries(f.outcomes).map(([key, n]): Row => ['', 'outcomes', key, n]),
  ...f.measures.map((m): Row => {
    const amount = printAmount(m.amount, scaleOf(m.unit, m.currency) ?? 0).replaceAll(',', '')
    return ['', 'measures', `${m.kind} ${m.currency ?? m.unit} ${m.basis}`, amount]
  }),
  ...Object.entries(f.holds).map(([key, n]): Row => ['', 'holds', key, n]),
]

const rowsOf = (p: Pack): readonly Row[] => [
  ...(p.since === undefined ? [] : [['', 'agenda', 'last meeting', p.since] as const]),
  ['', 'agenda', 'open', p.open.length],
  ['', 'agenda', 'overdue', p.open.filter(i => i.overdue).length],
  ['', 'agenda', 'done', p.done.length],
  ...p.open.flatMap(i => itemRows('open item', i)),
  ...p.done.flatMap(i => itemRows('done item', i)),
  ...(p.figures ? yearRows(p.figures) : []),
]

export const jsonOf = (packs: readonly Pack[]): string => JSON.stringify(packs)

/** A figure a line. Every value is a code, a number, a reference or a moment: nothing needs quotes. */
export const csvOf = (packs: readonly Pack[]): string =>
  [
    'year,desks,side,group,figure,value',
    ...packs.flatMap(p => rowsOf(p).map(row => [p.year, p.desks.join('+'), ...row].join(','))),
  ].join('\n')

const titleOf = (p: Pack): string => `Agenda of ${p.desks.join(' and ')}, ${p.year}`

/** What was added up, and what can't be. */
const summed = ({ figures: f, year }: Pack): string =>
  f
    ? `Sums of ${f.weeks} weeks, ${f.first} to ${f.last}. Medians and longest times of weeks are not put together.`
    : `No week of ${year} is over in this log.`

/** For the eye: what is nought is left out. */
export const textOf = (packs: readonly Pack[]): string =>
  packs
    .map(p =>
      [
        `${titleOf(p)}, as of ${p.asOf}. ${summed(p)}`,
        ...rowsOf(p)
          .filter(([, , , value]) => value !== 0)
          .map(
            row =>
              `  ${row
                .slice(0, 3)
                .filter(t => t !== '')
                .join(', ')}: ${row[3]}`,
          ),
      ].join('\n'),
    )
    .join('\n\n')

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => ' --- ').join('|')}|`,
  ...rows.map(row => `| ${row.join(' | ')} |`),
]

const section = (title: string, lines: readonly string[]): readonly string[] => [
  `## ${title}`,
  '',
  ...lines,
  '',
]

/** A document to be handed round before the meeting. */
export const markdownOf = (packs: readonly Pack[]): string =>
  packs
    .flatMap(p => [
      `# ${titleOf(p)}`,
      '',
      `As of ${p.asOf}.${p.since === undefined ? '' : ` Last meeting: ${p.since}.`} By reference only: what is to be done stands on the items themselves.`,
      '',
      ...section(
        'Open items',
        p.open.length === 0
          ? ['None.']
          : table(
              ['item', 'owner', 'due', 'overdue', 'carried', 'kept for', 'belongs to'],
              p.open.map(i => [
                ...[i.ref, i.owner, i.due, i.overdue ? 'yes' : 'no', i.carried],
                ...[i.meeting ?? '', i.link ?? ''],
              ]),
            ),
      ),
      ...section(
        'Done since the last meeting',
        p.done.length === 0
          ? ['None.']
          : table(
              ['item', 'owner', 'done'],
              p.done.map(i => [i.ref, i.owner, i.done ?? '']),
            ),
      ),
      ...section('The year in figures', [
        summed(p),
        ...(p.figures
          ? [
              '',
              ...table(
                ['side', 'group', 'figure', 'value'],
                yearRows(p.figures).filter(([, , , value]) => value !== 0),
              ),
            ]
          : []),
      ]),
    ])
    .join('\n')
    .trimEnd()
