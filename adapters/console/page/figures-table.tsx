import type { Bar } from '../../../src/card/chart.ts'
import type { Figures } from './figures-view.tsx'

interface Props {
  readonly rows: Figures['groups'][number]['rows']
  readonly figures: Figures
  /** What is counted: all priorities, or one. */
  readonly about: string
  /** Codes of the sides that are not wanted. */
  readonly hidden: readonly string[]
}

const partOf = ({ value, of }: Bar, most: number): string =>
  `${Math.min(100, (100 * value) / Math.max(1, of ?? most))}%`

/** Stripes for the second side, for who doesn't tell the colours apart; once a page. */
const Stripes = () => (
  <svg class="quiet" width="1" height="1" aria-hidden="true">
    <defs>
      {['plain', 'late'].map(tone => (
        <pattern
          key={tone}
          id={`stripes-${tone}`}
          width="7"
          height="7"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect class={`stripe ${tone}`} width="4.5" height="7" />
        </pattern>
      ))}
    </defs>
  </svg>
)

const BarView = ({
  bar,
  most,
  side,
  tone,
}: {
  bar: Bar
  most: number
  side: number
  tone: string
}) => (
  <svg class="bar" data-side={side % 2} data-tone={tone} aria-hidden="true">
    {bar.of !== undefined && <rect class="track" width="100%" height="100%" rx="2" />}
    {bar.value > 0 && (
      <rect
        class="filled"
        width={partOf(bar, most)}
        height="100%"
        rx="2"
        fill={side % 2 === 0 ? undefined : `url(#stripes-${tone})`}
      />
    )}
  </svg>
)

const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')

/** `53 %` with `8 / 15` beside it, or the number; a dash where there was nothing to count. */
const Value = ({ bar }: { readonly bar: Bar | null }) => {
  if (bar === null || bar.of === 0) return <span class="none">–</span>
  if (bar.of === undefined)
    return (
      <span>
        {bar.atLeast && '≥ '}
        {grouped(bar.value)}
      </span>
    )
  return (
    <>
      <span class="parts">
        {bar.value} / {bar.of}
      </span>{' '}
      <span>{Math.floor((bar.value * 100) / bar.of)} %</span>
    </>
  )
}

/** Each figure with a line for each side: this week as a bar, then what it is compared with. */
export const FiguresTable = ({ rows, figures, about, hidden }: Props) => {
  const { columns, sides } = figures
  const counts = rows.flatMap(r =>
    r.sides.flatMap(s => (s[0] && s[0].of === undefined ? s[0].value : 0)),
  )
  const most = Math.max(1, ...counts)
  return (
    <>
      <Stripes />
      <table class="figures-table">
        <caption>{about}</caption>
        <thead>
          <tr>
            <td />
            {columns.map(c => (
              <th key={c} scope="col">
                {c}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map(row => {
          const isLate = row.tone === 'late' && row.sides.some(s => (s[0]?.value ?? 0) > 0)
          const tone = isLate ? 'late' : 'plain'
          return (
            <tbody key={row.label} data-tone={tone}>
              <tr>
                <th class="figure" colSpan={1 + columns.length} scope="rowgroup">
                  {isLate && <span class="warning" aria-hidden="true" />}
                  {row.label}
                </th>
              </tr>
              {sides.map(({ code, name }, side) =>
                hidden.includes(code) ? null : (
                  <tr key={code}>
                    <th scope="row" title={name}>
                      {code}
                    </th>
                    {columns.map((column, i) => {
                      const bar = row.sides[side]?.[i] ?? null
                      return i === 0 ? (
                        <td class="now" key={column}>
                          <span class="with-bar">
                            {bar && <BarView bar={bar} most={most} side={side} tone={tone} />}
                            <span class="value">
                              <Value bar={bar} />
                            </span>
                          </span>
                        </td>
                      ) : (
                        <td key={column}>
                          <Value bar={bar} />
                        </td>
                      )
                    })}
                  </tr>
                ),
              )}
            </tbody>
          )
        })}
      </table>
    </>
  )
}
