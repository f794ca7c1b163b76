import type { Spoken } from '../../src/card/spoken.ts'
import { isBlank, visible } from '../../src/kit/text.ts'
import { limits } from './limits.ts'
import { plainStarts } from './unmarked.ts'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** So far around a cut one looks for where characters end; what is longer is cut within. */
const around = 128

/** The end of the last whole character within the first `units`; a backslash stays with what it guards. */
const endWithin = (text: string, units: number): number => {
  const from = Math.max(units - around, 0)
  const near = graphemes.segment(text.slice(from, units + around)).containing(units - from)?.index
  const isHalved = /[\uD800-\uDBFF]/.test(text[units - 1] ?? '')
  const end = near === undefined || near === 0 ? units - Number(isHalved) : from + near
  let guards = 0
  while (text[end - 1 - guards] === '\\') guards++
  return end - (guards % 2)
}

/** At most `max` (≥ 2) units, never cutting a character or an escape in halves; a cut is marked with `…`. */
export const cut = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, endWithin(text, max - 1)).trimEnd()}…`

/** The same, cut between two words where one ends in the second half. */
export const cutAtWord = (text: string, max: number): string => {
  const short = cut(text, max)
  const end = short.lastIndexOf(' ')
  return short === text || end < short.length / 2 ? short : `${short.slice(0, end)}…`
}

/** Escaped text as pieces of at most `max` units, each harmless at the start of a line. */
export const pieces = (text: string, max: number): readonly string[] => {
  const found: string[] = []
  let rest = text
  while (rest.length > max) {
    // Room is left for what the start of the next line may need.
    const end = endWithin(rest, max - 2)
    const line = rest.lastIndexOf('\n', end)
    const word = line > end / 2 ? line : rest.lastIndexOf(' ', end)
    const at = word > end / 2 ? word : Math.max(end, 1)
    found.push(rest.slice(0, at))
    rest = plainStarts(rest.slice(at).replace(/^[ \n]/, ''))
  }
  return [...found, rest].filter(piece => piece.trim() !== '')
}

// More than any slot takes, so that what is left out here is always marked as cut later.
const most = 2 * limits.embed.total

/** Text as it may be sent: nothing in it is invisible, halved or empty. Discord refuses empty texts. */
export const safe = (text: string): string => {
  const shown = visible(text.slice(0, most).toWellFormed())
  return isBlank(shown) ? '–' : shown
}

/** The same on one line. */
export const oneLine = (text: string): string =>
  safe(text.slice(0, most).replace(/\s+/g, ' ').trim())

/** What is said, by language: each text by `tidy`, at least one. */
export const textsOf = (spoken: Spoken, tidy: (text: string) => string): readonly string[] => {
  const texts = spoken.parts.slice(0, limits.own.languages).map(p => tidy(p.text))
  return texts.length > 0 ? texts : ['–']
}

/**
 * As many of the languages, from the first on, as fit into `max` units whole; where not even the first
 * does, that one is cut. So a label of two languages becomes one of the first, never half of each.
 */
export const fitting = (
  spoken: Spoken,
  max: number,
  tidy: (text: string) => string = oneLine,
): string => {
  const texts = textsOf(spoken, tidy)
  for (let n = texts.length; n > 0; n--) {
    const together = texts.slice(0, n).join(' / ')
    if (together.length <= max) return together
  }
  return cut(texts[0] ?? '–', max)
}
