const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Length as every platform's limits count it at the strictest: UTF-16 units. */
export const lengthOf = (text: string): number => text.length

/** Free text as it is kept: NFC, line ends `\n`, no blank ends. Evidence itself is never passed here. */
export const clean = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').trim()

// Controls, format characters, fillers and what Unicode says to ignore in display; line ends and tabs
// stay, and so does what joins an emoji.
const invisible =
  /(?!\n|\t|\u200D|\uFE0F)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu

/** Shows what can't be seen, as `[U+200B]`, so that nothing hides in a name, an address or a title. */
export const visible = (text: string): string =>
  text.replace(
    invisible,
    c => `[U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  )

/** Nothing that anybody could read. */
export const isBlank = (text: string): boolean => text.replace(invisible, '').trim() === ''

/** At most `max` (≥ 1) UTF-16 units, never cutting a character in halves; a cut is marked with `…`. */
export const truncate = (text: string, max: number): string => {
  if (text.length <= max) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length + 1 > max) break
    kept += segment
  }
  return `${kept}…`
}

/** Edit distance of two short words, for "did you mean". */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The candidate nearest to `word` if it is near enough to be a slip of the finger. */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
  const short = word.slice(0, 40).toLowerCase()
  const ranked = candidates
    .map(candidate => ({ candidate, by: distance(short, candidate.toLowerCase()) }))
    .sort((a, b) => a.by - b.by || a.candidate.localeCompare(b.candidate, 'en'))[0]
  return ranked && ranked.by <= Math.max(1, Math.ceil(short.length / 3))
    ? ranked.candidate
    : undefined
}
