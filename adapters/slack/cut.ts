import type { Spoken } from '../../src/card/spoken.ts'
import { isBlank, visible } from '../../src/kit/text.ts'
import type { PlainText } from './blocks.ts'
import { limits } from './limits.ts'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Length as Slack counts it: Unicode code points. */
export const pointsIn = (text: string): number => {
  let n = 0
  for (const _ of text) n++
  return n
}

/** Where in UTF-16 units the first `points` code points end; undefined where there are no more. */
const endOf = (text: string, points: number): number | undefined => {
  let at = 0
  for (let n = 0; n < points && at < text.length; n++)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  return at < text.length ? at : undefined
}

/** At most `max` (≥ 1) code points, never cutting a character in halves; a cut is marked with `…`. */
export const cut = (text: string, max: number): string => {
  if (text.length <= max || endOf(text, max) === undefined) return text
  const end = endOf(text, max - 1) ?? 0
  const near = graphemes.segment(text.slice(0, end + 64)).containing(end)
  return `${text.slice(0, near?.index ?? end).trimEnd()}…`
}

/** The same, cut between two words where one ends in the second half. */
export const cutAtWord = (text: string, max: number): string => {
  const short = cut(text, max)
  const end = short.lastIndexOf(' ')
  return short === text || end < short.length / 2 ? short : `${short.slice(0, end)}…`
}

// More than any slot takes, so that what is left out here is always marked as cut later.
const most = 2 * limits.reply.json + 2

/** Text as it may be sent: nothing in it is invisible, halved or empty. Slack refuses empty texts. */
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
 * As many of the languages, from the first on, as fit into `max` code points whole; where not even the
 * first does, that one is cut. So a label of two languages becomes one of the first, never half of each.
 */
export const fitting = (spoken: Spoken, max: number): string => {
  const texts = textsOf(spoken, oneLine)
  for (let n = texts.length; n > 0; n--) {
    const together = texts.slice(0, n).join(' / ')
    if (pointsIn(together) <= max) return together
  }
  return cut(texts[0] ?? '–', max)
}

/** A text object of at most `max` code points. */
export const plain = (text: string, max: number): PlainText => ({
  type: 'plain_text',
  text: cut(text, max),
  emoji: false,
})
