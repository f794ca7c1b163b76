/** A command line taken apart: words in order, and `name=value` pairs. */
export interface Line {
  readonly words: readonly string[]
  readonly values: Readonly<Record<string, string>>
}

const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '「': '」',
  '＂': '＂',
}

const beforeValue = /^[a-z][\w-]{0,40}[=＝]$/i

/** Splits at blanks outside quotes; an unclosed quote runs to the end. */
const pieces = (text: string): readonly string[] => {
  const found: string[] = []
  let current: string | undefined
  let until: string | undefined
  for (const c of text) {
    if (until !== undefined) {
      if (c === until) until = undefined
      else current = (current ?? '') + c
    } else if (quotes[c] !== undefined && (current === undefined || beforeValue.test(current))) {
      until = quotes[c]
      current ??= ''
    } else if (/\s/u.test(c)) {
      if (current !== undefined) found.push(current)
      current = undefined
    } else current = (current ?? '') + c
  }
  return current === undefined ? found : [...found, current]
}

/**
 * Reads `/referral new to=kcs.cyber subject="two words"`. Names before `=` are Latin letters, digits,
 * `_` or `-`; a full-width `＝` and the quotes of Chinese keyboards are understood.
 */
export const parseLine = (text: string): Line => {
  const words: string[] = []
  const values = new Map<string, string>()
  for (const piece of pieces(text)) {
    const [, name, value] = /^([a-z][\w-]{0,40})[=＝]([\s\S]*)$/i.exec(piece) ?? []
    if (name !== undefined && value !== undefined && words.length > 0)
      values.set(name.toLowerCase(), value)
    else words.push(piece)
  }
  return { words, values: Object.fromEntries(values) }
}
