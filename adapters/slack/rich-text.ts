import { sayInstant } from '../../src/card/format.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { Inline, RichPart, RichText } from './blocks.ts'
import { pointsIn } from './cut.ts'
import { limits } from './limits.ts'

export type Line = readonly Inline[]

/** Lines that belong together; each group stands in a block of its own. */
export type Group = readonly { readonly type: RichPart['type']; readonly lines: readonly Line[] }[]

export const text = (said: string): Inline => ({ type: 'text', text: said })
export const bold = (said: string): Inline => ({ type: 'text', text: said, style: { bold: true } })
export const section = (lines: readonly Line[]) => ({ type: 'rich_text_section', lines }) as const
export const quote = (lines: readonly Line[]) => ({ type: 'rich_text_quote', lines }) as const

const lastSecond = 253_402_300_799

/**
 * The moment in the reader's own zone, after the fixed text that all readers share. Nothing where Slack
 * couldn't show it: before 1970 or after the year 9999.
 */
export const ownTime = (at: Instant | undefined): Line => {
  if (at === undefined) return []
  const timestamp = Math.floor(at / 1000)
  if (!Number.isInteger(timestamp) || timestamp < 1 || timestamp > lastSecond) return []
  return [
    text(' ('),
    {
      type: 'date',
      timestamp,
      format: '{date_short_pretty} {time}',
      fallback: sayInstant(at, []),
    },
    text(')'),
  ]
}

const sizeOf = (line: Line): number =>
  line.reduce(
    (n, e) =>
      n + (e.type === 'text' ? pointsIn(e.text) : e.type === 'date' ? pointsIn(e.fallback) : 20),
    1,
  )

const most = limits.text - 1

const chunks = (said: string): readonly string[] => {
  const points = [...said]
  return Array.from({ length: Math.ceil(points.length / most) }, (_, i) =>
    points.slice(i * most, (i + 1) * most).join(''),
  )
}

/** A line that no block could hold, as several. */
const broken = (line: Line): readonly Line[] =>
  sizeOf(line) <= limits.text
    ? [line]
    : line.flatMap((e): readonly Line[] =>
        e.type === 'text' ? chunks(e.text).map(t => [{ ...e, text: t }]) : [[e]],
      )

// Each element costs some of what a message may hold as JSON.
const merged = (elements: readonly Inline[]): Inline[] => {
  const done: Inline[] = []
  for (const e of elements) {
    const last = done.at(-1)
    if (last?.type === 'text' && e.type === 'text' && !last.style && !e.style)
      done[done.length - 1] = text(last.text + e.text)
    else done.push(e)
  }
  return done
}

const withBreaks = (lines: readonly Line[]): Inline[] =>
  merged(lines.flatMap((line, i) => (i === 0 ? line : [text('\n'), ...line])))

/** A group as blocks, none with more than a text object may hold in all of its elements together. */
export const blocksOf = (group: Group): RichText[] => {
  const made: { type: RichPart['type']; lines: Line[] }[][] = []
  let room = 0
  for (const { type, lines } of group) {
    let part: { type: RichPart['type']; lines: Line[] } | undefined
    for (const line of lines.flatMap(broken)) {
      const size = sizeOf(line)
      if (size > room || made.length === 0) {
        made.push([])
        room = limits.text
        part = undefined
      }
      if (!part) {
        part = { type, lines: [] }
        made.at(-1)?.push(part)
      }
      part.lines.push(line)
      room -= size
    }
  }
  return made.map(parts => ({
    type: 'rich_text',
    elements: parts.map(p => ({ type: p.type, elements: withBreaks(p.lines) })),
  }))
}
