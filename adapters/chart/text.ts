import type { Part, Spoken } from '../../src/card/spoken.ts'
import { visible } from '../../src/kit/text.ts'
import { type Fonts, weight } from './fonts.ts'

/** Text as it may stand in an element or in a quoted attribute. */
const escapeXml = (text: string): string => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)

/** As it is drawn: on one line, with nothing in it that can't be seen. */
export const plain = (text: string): string => visible(text).replace(/\s+/g, ' ').trim()

export interface Line {
  readonly parts: readonly Part[]
  readonly size: number
}

const least = 0.8

/** Data is set in the font of the label that it is in. */
const faceIn = (fonts: Fonts, part: Part, parts: readonly Part[]) =>
  fonts.faceOf(part.language ?? parts.find(p => p.language !== undefined)?.language)

const widthOf = (fonts: Fonts, { parts, size }: Line): number =>
  parts.reduce((sum, p) => sum + size * faceIn(fonts, p, parts).widthOf(p.text), 0)

const shortened = (fonts: Fonts, line: Line, room: number): Line => {
  const [part] = line.parts
  const chars = [...(part?.text ?? '')]
  const cutTo = (n: number): Line => ({
    ...line,
    parts: [{ ...part, text: `${chars.slice(0, n).join('').trimEnd()}…` }],
  })
  let n = chars.length - 1
  while (n > 1 && widthOf(fonts, cutTo(n)) > room) n--
  return cutTo(n)
}

/**
 * As on a bilingual sign in one line where it fits, else a line for each part: smaller where it must be, and cut
 * at the very end. `joints` stand between the parts.
 */
export const linesOf = (
  fonts: Fonts,
  spoken: Spoken,
  size: number,
  room: number,
  joints: readonly string[] = [],
): readonly Line[] => {
  const parts = spoken.parts.map(p => ({ ...p, text: plain(p.text) }))
  const joined = parts.flatMap((part, i): readonly Part[] =>
    i === 0 ? [part] : [{ text: joints[i - 1] ?? ' / ' }, part],
  )
  const whole = { parts: joined, size }
  if (widthOf(fonts, whole) <= room) return parts.length === 0 ? [] : [whole]
  return parts.map(part => {
    const line = { parts: [part], size }
    const fit = room / widthOf(fonts, line)
    if (fit >= 1) return line
    const smaller = { ...line, size: size * Math.max(fit, least) }
    return fit >= least ? smaller : shortened(fonts, smaller, room)
  })
}

export interface Spot {
  readonly x: number
  /** Of the base line. */
  readonly y: number
  readonly fill: string
  readonly anchor?: 'end'
}

const rounded = (n: number): number => Math.round(n * 100) / 100

/** A line as an element, each part in the font of its language. */
export const textAt = (fonts: Fonts, { parts, size }: Line, spot: Spot): string => {
  const spans = parts.map(
    p => `<tspan font-family="${faceIn(fonts, p, parts).family}">${escapeXml(p.text)}</tspan>`,
  )
  const end = spot.anchor === undefined ? '' : ` text-anchor="${spot.anchor}"`
  return (
    `<text x="${rounded(spot.x)}" y="${rounded(spot.y)}" font-size="${rounded(size)}" font-weight="${weight}"` +
    ` fill="${spot.fill}"${end} xml:space="preserve">${spans.join('')}</text>`
  )
}
