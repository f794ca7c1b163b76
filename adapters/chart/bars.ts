import type { Bar } from '../../src/card/chart.ts'
import type { SpokenChart } from '../../src/card/spoken.ts'
import type { Fonts } from './fonts.ts'
import { type Block, boxOf, colours, paintOf, size } from './look.ts'
import { linesOf, textAt } from './text.ts'

type Row = SpokenChart['rows'][number]

const { width, margin } = size
/** For the code of a side in front of its bar. */
export const codeRoom = 44
const valueRoom = 88
const barX = margin + codeRoom
const barRoom = width - margin - valueRoom - barX
const barHeight = 14
const shareRoom = 42
const pitch = 20

const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')

/** `10 / 12` and `83 %`, each in a column of its own; the share cut, so that 100 % is all. */
const valuesOf = ({ value, of, atLeast }: Bar): readonly string[] => {
  if (of === undefined) return [`${atLeast ? '≥ ' : ''}${grouped(value)}`]
  if (of === 0) return ['–']
  return [`${Math.floor((value * 100) / of)} %`, `${grouped(value)} / ${grouped(of)}`]
}

const lengthOf = ({ value, of }: Bar, most: number): number =>
  barRoom * Math.min(1, value / (of ?? most) || 0)

interface Around {
  readonly sides: SpokenChart['sides']
  /** Of all counts, so that their bars can be compared. */
  readonly most: number
}

const barAt = (
  fonts: Fonts,
  bar: Bar,
  { side, code, isLate, most }: { side: number; code: string; isLate: boolean; most: number },
  y: number,
): string => {
  const box = { x: barX, y, width: lengthOf(bar, most), height: barHeight }
  const text = (said: string) => ({ parts: [{ text: said }], size: 12 })
  const track = { fill: colours.track, edge: colours.track }
  return [
    textAt(fonts, text(code), { x: margin, y: y + 11.5, fill: colours.soft }),
    bar.of === undefined ? '' : boxOf({ ...box, width: barRoom }, track),
    bar.value === 0
      ? `<rect x="${barX}" y="${y}" width="1" height="${barHeight}" fill="${colours.soft}"/>`
      : boxOf(box, paintOf(side, isLate)),
    ...valuesOf(bar).map((said, column) =>
      textAt(fonts, text(said), {
        x: width - margin - shareRoom * column,
        y: y + 11.5,
        fill: isLate ? colours.late : colours.ink,
        anchor: 'end',
      }),
    ),
  ].join('')
}

/** A sign beside what is late, so that colour alone doesn't say it. */
const warning = (y: number): string =>
  `<path d="M${margin + 6} ${y} l6 11 h-12 z" fill="${colours.late}"/>` +
  `<path d="M${margin + 6} ${y + 4} v3.5 m0 1 v1.2" stroke="${colours.ground}" stroke-width="1.4"/>`

/** A row: its label, and a bar for each side below. */
export const rowOf = (fonts: Fonts, row: Row, { sides, most }: Around): Block => {
  const isLate = row.tone === 'late' && row.bars.some(b => b.value > 0)
  const indent = isLate ? 18 : 0
  const labels = linesOf(fonts, row.label, 13, width - 2 * margin - indent)
  const fill = isLate ? colours.late : colours.ink
  const top = 18 * labels.length + 3
  return {
    height: top + pitch * row.bars.length - (pitch - barHeight),
    at: y =>
      [
        isLate ? warning(y + 1.5) : '',
        ...labels.map((line, i) =>
          textAt(fonts, line, { x: margin + indent, y: y + 12.5 + 18 * i, fill }),
        ),
        ...row.bars.map((bar, side) => {
          const code = sides[side]?.code ?? ''
          return barAt(fonts, bar, { side, code, isLate, most }, y + top + pitch * side)
        }),
      ].join(''),
  }
}
