import type { Part, Spoken, SpokenChart } from '../../src/card/spoken.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { ChartFault } from '../../src/ports/chart.ts'
import type { Fonts } from './fonts.ts'
import { plain } from './text.ts'

const mostNamed = 8

const named = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/**
 * The chart as these fonts can draw it: of a side's name only the parts of which no character is lacking, as an
 * agency may be called anything. A label is the catalogue's: where one is lacking there, nothing is drawn.
 */
export const drawable = (fonts: Fonts, chart: SpokenChart): Result<SpokenChart, ChartFault> => {
  const lacking = (part: Part): readonly string[] =>
    fonts.lacking({ ...part, text: plain(part.text) })
  const isWhole = (part: Part): boolean => lacking(part).length === 0
  const sides = chart.sides.map(s => ({ ...s, name: { parts: s.name.parts.filter(isWhole) } }))
  const labels: readonly Spoken[] = [
    chart.subject,
    chart.title,
    ...chart.notes.flatMap(n => [n.label, n.value]),
    ...chart.rows.map(r => r.label),
    ...sides.map(s => ({ parts: [{ text: s.code }] })),
  ]
  const missing = [...new Set(labels.flatMap(l => l.parts.flatMap(lacking)))]
  return missing.length === 0
    ? ok({ ...chart, sides })
    : err({ kind: 'NoGlyphs', missing: missing.slice(0, mostNamed).map(named).join(' ') })
}
