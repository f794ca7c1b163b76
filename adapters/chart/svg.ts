import type { SpokenChart } from '../../src/card/spoken.ts'
import { codeRoom, rowOf } from './bars.ts'
import type { Fonts } from './fonts.ts'
import { type Block, colours, patterns, size, swatchAt } from './look.ts'
import { type Line, linesOf, textAt } from './text.ts'

const { width, margin, scale } = size
const room = width - 2 * margin

const gap = (height: number): Block => ({ height, at: () => '' })

const lineBlock = (fonts: Fonts, line: Line, height: number, fill: string): Block => ({
  height,
  at: y => textAt(fonts, line, { x: margin, y: y + height * 0.72, fill }),
})

const titleOf = (fonts: Fonts, { subject, title }: SpokenChart): readonly Block[] => [
  ...linesOf(fonts, subject, 20, room).map(line => lineBlock(fonts, line, 28, colours.ink)),
  ...linesOf(fonts, title, 15, room).map(line => lineBlock(fonts, line, 24, colours.ink)),
  gap(2),
]

/** A label and its value, which reads the same in every language, as one line. */
const notesOf = (fonts: Fonts, { notes }: SpokenChart): readonly Block[] =>
  notes
    .flatMap(({ label, value }) => {
      const parts = [...label.parts, ...value.parts]
      return linesOf(fonts, { parts }, 12, room, [...label.parts.slice(1).map(() => ' / '), '  '])
    })
    .map(line => lineBlock(fonts, line, 18, colours.soft))

const sideOf = (fonts: Fonts, { code, name }: SpokenChart['sides'][number], i: number): Block => {
  const x = margin + 24
  const nameAt = x + codeRoom
  const names = linesOf(fonts, name, 13, width - margin - nameAt)
  return {
    height: 20 * Math.max(names.length, 1),
    at: y =>
      [
        swatchAt(i, { x: margin, y: y + 2 }),
        textAt(fonts, { parts: [{ text: code }], size: 13 }, { x, y: y + 14, fill: colours.ink }),
        ...names.map((line, n) =>
          textAt(fonts, line, { x: nameAt, y: y + 14 + 20 * n, fill: colours.soft }),
        ),
      ].join(''),
  }
}

const rule: Block = {
  height: 1,
  at: y => `<rect x="${margin}" y="${y}" width="${room}" height="1" fill="${colours.line}"/>`,
}

/** The drawing as SVG, as high as it needs. */
export const svgOf = (fonts: Fonts, chart: SpokenChart): string => {
  const most = Math.max(
    1,
    ...chart.rows.flatMap(r => r.bars.map(b => (b.of === undefined ? b.value : 0))),
  )
  const blocks = [
    gap(14),
    ...titleOf(fonts, chart),
    ...notesOf(fonts, chart),
    gap(10),
    ...chart.sides.map((side, i) => sideOf(fonts, side, i)),
    gap(8),
    rule,
    ...chart.rows.flatMap(row => [gap(12), rowOf(fonts, row, { sides: chart.sides, most })]),
    gap(16),
  ]
  let y = 0
  const drawn = blocks.map(block => {
    const top = y
    y += block.height
    return block.at(top)
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${y * scale}" viewBox="0 0 ${width} ${y}">`,
    `<defs>${patterns}</defs>`,
    `<rect width="${width}" height="${y}" fill="${colours.ground}"/>`,
    ...drawn,
    '</svg>',
  ].join('')
}
