import { utf8 } from '../kit/bytes.ts'
import { maxDepth } from './canonical.ts'

/**
 * Where a value ends, in bytes of UTF-8 that a byte 0x00 ends; −1 for anything that is better read with care. No
 * loop needs to know where the bytes end: nothing of canonical JSON is 0x00.
 */
export type End = number

export const quote = 34
const colon = 58
const comma = 44
const minus = 45
const backslash = 92

const isDigit = (c: number): boolean => c >= 48 && c <= 57

/** One for each byte that goes on with a string; a quote, a backslash and control characters do not. */
const inString = Uint8Array.from({ length: 256 }, (_, c) =>
  c >= 32 && c !== quote && c !== backslash ? 1 : 0,
)
const inAscii = inString.map((is, c) => (c < 127 ? is : 0))

/** Of a string without escapes; `i` is behind its first quote. */
export const stringEnd = (bytes: Uint8Array, i: number): End => {
  let at = i
  while (inString[bytes[at] ?? 0] === 1) at++
  return bytes[at] === quote ? at + 1 : -1
}

/** The same of ASCII alone, which sorts as bytes as it does by UTF-16 units. */
export const asciiEnd = (bytes: Uint8Array, i: number): End => {
  let at = i
  while (inAscii[bytes[at] ?? 0] === 1) at++
  return bytes[at] === quote ? at + 1 : -1
}

export const numberEnd = (bytes: Uint8Array, i: number): End => {
  const first = bytes[i] === minus ? i + 1 : i
  let at = first
  while (isDigit(bytes[at] ?? 0)) at++
  const isNought = bytes[first] === 48
  // Fifteen digits are safe; nought has one, and no sign.
  return at === first || at - first > 15 || (isNought && at - i > 1) ? -1 : at
}

/** Of digits alone, fifteen at most; not a number where there is anything else. */
export const numberAt = (bytes: Uint8Array, from: number, to: End): number => {
  let n = 0
  for (let i = from; i < to; i++) {
    const c = bytes[i] ?? 0
    if (!isDigit(c)) return Number.NaN
    n = n * 10 + c - 48
  }
  return n
}

/** Whether the key from `a` comes before that from `b`, both in ASCII. */
const isBefore = (bytes: Uint8Array, a: number, aEnd: number, b: number, bEnd: number): boolean => {
  for (let i = 0; ; i++) {
    if (a + i === aEnd) return b + i < bEnd
    if (b + i === bEnd) return false
    const differ = (bytes[a + i] ?? 0) - (bytes[b + i] ?? 0)
    if (differ !== 0) return differ < 0
  }
}

const wordEnd = (bytes: Uint8Array, i: number, word: Uint8Array): End => {
  for (let k = 0; k < word.length; k++) if (bytes[i + k] !== word[k]) return -1
  return i + word.length
}

const arrayEnd = (bytes: Uint8Array, i: number, depth: number): End => {
  if (bytes[i] === 93) return i + 1
  for (let at = i; ; at++) {
    at = valueEnd(bytes, at, depth)
    if (at < 0) return -1
    const c = bytes[at]
    if (c === 93) return at + 1
    if (c !== comma) return -1
  }
}

const objectEnd = (bytes: Uint8Array, i: number, depth: number): End => {
  if (bytes[i] === 125) return i + 1
  let last = 0
  let lastEnd = -1
  for (let at = i; ; at++) {
    if (bytes[at] !== quote) return -1
    const key = at + 1
    const end = asciiEnd(bytes, key)
    if (end < 0 || bytes[end] !== colon) return -1
    if (lastEnd >= 0 && !isBefore(bytes, last, lastEnd, key, end - 1)) return -1
    last = key
    lastEnd = end - 1
    at = valueEnd(bytes, end + 1, depth)
    if (at < 0) return -1
    const c = bytes[at]
    if (c === 125) return at + 1
    if (c !== comma) return -1
  }
}

const yes = utf8('true')
const no = utf8('false')
const nothing = utf8('null')

/** Of the canonical JSON that begins at `i`; `depth` counts the containers around it. */
export const valueEnd = (bytes: Uint8Array, i: number, depth: number): End => {
  switch (bytes[i]) {
    case quote:
      return stringEnd(bytes, i + 1)
    case 123:
      return depth >= maxDepth ? -1 : objectEnd(bytes, i + 1, depth + 1)
    case 91:
      return depth >= maxDepth ? -1 : arrayEnd(bytes, i + 1, depth + 1)
    case 116:
      return wordEnd(bytes, i, yes)
    case 102:
      return wordEnd(bytes, i, no)
    case 110:
      return wordEnd(bytes, i, nothing)
    default:
      return numberEnd(bytes, i)
  }
}
