import { maxBytes, maxDepth } from './canonical.ts'

/** What a verifier needs of an entry, read off its text. */
export interface Scanned {
  readonly seq: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly type: string
  readonly log: string
  readonly subject?: {
    readonly id: string
    readonly n: number
    /** Where its 44 characters of base64 begin in the text. */
    readonly prev?: number
  }
  /** When the platform says that its cause was. */
  readonly cause?: number
}

/** Where a value ends; −1 for anything that is better read with care. */
type End = number

const quote = 34
const comma = 44
const colon = 58

const isDigit = (c: number): boolean => c >= 48 && c <= 57

/** A string without escapes; `i` is behind its first quote. */
const stringEnd = (text: string, i: number): End => {
  for (let at = i; at < text.length; at++) {
    const c = text.charCodeAt(at)
    if (c === quote) return at + 1
    if (c < 32 || c === 92) return -1
  }
  return -1
}

const numberEnd = (text: string, i: number): End => {
  const first = text.charCodeAt(i) === 45 ? i + 1 : i
  const c = text.charCodeAt(first)
  if (!isDigit(c)) return -1
  let at = first + 1
  while (isDigit(text.charCodeAt(at))) at++
  // Fifteen digits are safe; nought has one, and no sign.
  return at - first > 15 || (c === 48 && at - i > 1) ? -1 : at
}

/** Whether the key from `a` comes before that from `b`, by UTF-16 units; both end before a quote. */
const isBefore = (text: string, a: number, aEnd: number, b: number, bEnd: number): boolean => {
  for (let i = 0; ; i++) {
    if (a + i === aEnd) return b + i < bEnd
    if (b + i === bEnd) return false
    const differ = text.charCodeAt(a + i) - text.charCodeAt(b + i)
    if (differ !== 0) return differ < 0
  }
}

const wordEnd = (text: string, i: number, word: string): End =>
  text.startsWith(word, i) ? i + word.length : -1

const arrayEnd = (text: string, i: number, depth: number): End => {
  if (text.charCodeAt(i) === 93) return i + 1
  for (let at = i; ; at++) {
    at = valueEnd(text, at, depth)
    if (at < 0) return -1
    const c = text.charCodeAt(at)
    if (c === 93) return at + 1
    if (c !== comma) return -1
  }
}

const objectEnd = (text: string, i: number, depth: number): End => {
  if (text.charCodeAt(i) === 125) return i + 1
  let last = 0
  let lastEnd = -1
  for (let at = i; ; at++) {
    if (text.charCodeAt(at) !== quote) return -1
    const key = at + 1
    const end = stringEnd(text, key)
    if (end < 0 || text.charCodeAt(end) !== colon) return -1
    if (lastEnd >= 0 && !isBefore(text, last, lastEnd, key, end - 1)) return -1
    last = key
    lastEnd = end - 1
    at = valueEnd(text, end + 1, depth)
    if (at < 0) return -1
    const c = text.charCodeAt(at)
    if (c === 125) return at + 1
    if (c !== comma) return -1
  }
}

/** Where the canonical JSON that begins at `i` ends; `depth` counts the containers around it. */
const valueEnd = (text: string, i: number, depth: number): End => {
  switch (text.charCodeAt(i)) {
    case quote:
      return stringEnd(text, i + 1)
    case 123:
      return depth >= maxDepth ? -1 : objectEnd(text, i + 1, depth + 1)
    case 91:
      return depth >= maxDepth ? -1 : arrayEnd(text, i + 1, depth + 1)
    case 116:
      return wordEnd(text, i, 'true')
    case 102:
      return wordEnd(text, i, 'false')
    case 110:
      return wordEnd(text, i, 'null')
    default:
      return numberEnd(text, i)
  }
}

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

const digits = (text: string, from: number, to: number): number => {
  let n = 0
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i)
    if (!isDigit(c)) return Number.NaN
    n = n * 10 + c - 48
  }
  return n
}

/** Reads `2026-11-29T18:06:10.090Z` from `i` on, of the years 1970 to 2099; −1 for all else. */
const momentAt = (text: string, i: number): number => {
  const isMarked =
    text.charCodeAt(i + 4) === 45 &&
    text.charCodeAt(i + 7) === 45 &&
    text.charCodeAt(i + 10) === 84 &&
    text.charCodeAt(i + 13) === colon &&
    text.charCodeAt(i + 16) === colon &&
    text.charCodeAt(i + 19) === 46 &&
    text.charCodeAt(i + 23) === 90
  const year = digits(text, i, i + 4)
  const month = digits(text, i + 5, i + 7)
  const day = digits(text, i + 8, i + 10)
  if (!isMarked || !(year >= 1970 && year < 2100 && month >= 1 && month <= 12)) return -1
  // Of these years each that divides by four has a day more.
  const leap = year % 4 === 0 ? 1 : 0
  const before = daysBefore[month - 1] ?? 0
  const inMonth = (daysBefore[month] ?? 0) - before + (month === 2 ? leap : 0)
  const hour = digits(text, i + 11, i + 13)
  const minute = digits(text, i + 14, i + 16)
  const second = digits(text, i + 17, i + 19)
  const ms = digits(text, i + 20, i + 23)
  if (!(day >= 1 && day <= inMonth && hour < 24 && minute < 60 && second < 60 && ms >= 0)) return -1
  const years = (year - 1970) * 365 + Math.floor((year - 1969) / 4)
  const days = years + before + (month > 2 ? leap : 0) + day - 1
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + ms
}

/** Behind a span of letters, digits and two more characters; −1 where it has any other. */
const codeEnd = (text: string, from: number, length: number, a: number, b: number): End => {
  const to = from + length
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i)
    const isLetter = (c >= 97 && c <= 122) || (c >= 65 && c <= 90)
    if (!isLetter && !isDigit(c) && c !== a && c !== b) return -1
  }
  return to
}

/** Behind a type of an event: `/^[a-z][a-z0-9_.-]{0,99}$/`. */
const typeEnd = (text: string, from: number): End => {
  let at = from
  for (; ; at++) {
    const c = text.charCodeAt(at)
    const isFirst = c >= 97 && c <= 122
    if (!isFirst && (at === from || !(isDigit(c) || c === 95 || c === 46 || c === 45))) break
  }
  return at > from && at - from <= 100 ? at : -1
}

type Subject = NonNullable<Scanned['subject']>

/** A subject, and where it ends. */
const subjectAt = (
  text: string,
  i: number,
): { readonly subject: Subject; readonly end: End } | undefined => {
  if (!text.startsWith('{"id":"', i)) return undefined
  const idEnd = stringEnd(text, i + 7)
  if (idEnd < i + 9 || !text.startsWith(',"n":', idEnd)) return undefined
  const nEnd = numberEnd(text, idEnd + 5)
  const n = Number(text.slice(idEnd + 5, nEnd))
  if (nEnd < 0 || n < 1) return undefined
  const id = text.slice(i + 7, idEnd - 1)
  if (text.charCodeAt(nEnd) === 125) return { subject: { id, n }, end: nEnd + 1 }
  const prev = nEnd + 9
  const isWhole = text.startsWith(',"prev":"', nEnd) && text.startsWith('="}', prev + 43)
  return isWhole && codeEnd(text, prev, 43, 43, 47) > 0
    ? { subject: { id, n, prev }, end: prev + 46 }
    : undefined
}

/** The time of a cause, where it says one; undefined where it doesn't, −1 where that is not plain to see. */
const causeAt = (text: string, i: number, end: End): number | undefined => {
  const at = text.indexOf('"at":', i)
  if (at < 0 || at >= end) return undefined
  const isFirst = at === i + 1 && text.charCodeAt(i + 6) === quote
  return isFirst && text.charCodeAt(i + 31) === quote ? momentAt(text, i + 7) : -1
}

/**
 * Reads an entry in one pass over its text, which must be well-formed: a fraction of the time of reading it as JSON
 * and printing it again, since its fields stand in one order. Accepts nothing that `readEntry` wouldn't; what it
 * gives undefined for, `readEntry` is to read: it may be an entry, and it says why where it is none.
 */
export const scanEntry = (text: string): Scanned | undefined => {
  // Three bytes a unit at most: what may be too long is measured elsewhere.
  if (text.length * 3 > maxBytes || !text.startsWith('{"actor":')) return undefined
  let i = valueEnd(text, 9, 1)
  if (i < 0 || !text.startsWith(',"at":"', i)) return undefined
  const at = momentAt(text, i + 7)
  i += 31
  if (at < 0 || text.charCodeAt(i++) !== quote) return undefined
  let cause: number | undefined
  if (text.startsWith(',"cause":', i)) {
    const end = valueEnd(text, i + 9, 1)
    cause = causeAt(text, i + 9, end)
    if (end < 0 || cause === -1) return undefined
    i = end
  }
  if (!text.startsWith(',"event":', i)) return undefined
  i = valueEnd(text, i + 9, 1)
  if (i < 0 || !text.startsWith(',"log":"', i)) return undefined
  const logFrom = i + 8
  i = stringEnd(text, logFrom)
  if (i < logFrom + 2 || !text.startsWith(',"salt":"', i)) return undefined
  const log = text.slice(logFrom, i - 1)
  i = codeEnd(text, i + 9, 22, 45, 95)
  if (i < 0 || !text.startsWith('","seq":', i)) return undefined
  const seqFrom = i + 8
  i = numberEnd(text, seqFrom)
  if (i < 0 || text.charCodeAt(seqFrom) === 45) return undefined
  const seq = Number(text.slice(seqFrom, i))
  let subject: Subject | undefined
  if (text.startsWith(',"subject":', i)) {
    const found = subjectAt(text, i + 11)
    if (!found) return undefined
    subject = found.subject
    i = found.end
  }
  const swFrom = i + 7
  if (!text.startsWith(',"sw":"', i)) return undefined
  i = stringEnd(text, swFrom)
  const typeFrom = i + 9
  if (i < swFrom + 2 || !text.startsWith(',"type":"', i)) return undefined
  i = typeEnd(text, typeFrom)
  if (i < 0 || i + 8 !== text.length || !text.startsWith('","v":1}', i)) return undefined
  return {
    seq,
    at,
    type: text.slice(typeFrom, i),
    log,
    ...(subject && { subject }),
    ...(cause !== undefined && { cause }),
  }
}
