import { maxBytes } from './canonical.ts'
import { momentAt } from './scan-moment.ts'
import {
  asciiEnd,
  type End,
  numberAt,
  numberEnd,
  quote,
  stringEnd,
  valueEnd,
} from './scan-value.ts'
import { isAt, type Text, type Word, wordOf } from './word.ts'

/**
 * What a verifier needs of an entry, read off its bytes: figures, and where the rest stands in them. One is made
 * for a whole log and filled anew for each of its entries, since there are so many.
 */
export interface Scanned {
  seq: number
  /** Milliseconds since 1970. */
  at: number
  /** When the platform says that its cause was; not a number where it doesn't. */
  cause: number
  /** Where its type begins; it ends 8 bytes before the entry does. */
  type: number
  /** Where the id of its subject begins, and ends, all in ASCII; 0 where it has none. */
  id: number
  idEnd: number
  /** Running number of its subject. */
  n: number
  /** Where the 44 characters of its link begin, whatever they are; 0 where it has none. */
  prev: number
}

const emptyScan = (): Scanned => ({
  seq: 0,
  at: Number.NaN,
  cause: Number.NaN,
  type: 0,
  id: 0,
  idEnd: 0,
  n: 0,
  prev: 0,
})

/** One for each byte that is among these characters. */
const among = (chars: string): Uint8Array => {
  const found = new Uint8Array(256)
  for (const char of chars) found[char.charCodeAt(0)] = 1
  return found
}

const lower = 'abcdefghijklmnopqrstuvwxyz'
const isOfSalt = among(`${lower}${lower.toUpperCase()}0123456789-_`)
const isOfType = among(`${lower}0123456789_.-`)

/** Behind the 22 characters of base64url of a salt; −1 where it has any other. */
const saltEnd = (bytes: Uint8Array, from: number): End => {
  const to = from + 22
  for (let i = from; i < to; i++) if (isOfSalt[bytes[i] ?? 0] !== 1) return -1
  return to
}

/** Behind a type of an event: `/^[a-z][a-z0-9_.-]{0,99}$/`. */
const typeEnd = (bytes: Uint8Array, from: number): End => {
  const first = bytes[from] ?? 0
  if (first < 97 || first > 122) return -1
  let at = from + 1
  while (isOfType[bytes[at] ?? 0] === 1) at++
  return at - from <= 100 ? at : -1
}

const words = {
  actor: wordOf('{"actor":'),
  at: wordOf(',"at":"'),
  cause: wordOf(',"cause":'),
  causeAt: wordOf('"at":'),
  event: wordOf(',"event":'),
  log: wordOf(',"log":"'),
  salt: wordOf(',"salt":"'),
  seq: wordOf('","seq":'),
  subject: wordOf(',"subject":{"id":"'),
  n: wordOf(',"n":'),
  prev: wordOf(',"prev":"'),
  sw: wordOf(',"sw":"'),
  type: wordOf(',"type":"'),
  end: wordOf('","v":1}'),
} as const

/** The time of a cause, where it says one; not a number where it doesn't, −1 where that is not plain to see. */
const causeAt = (text: Text, i: number, end: End): number => {
  const { bytes } = text
  for (let at = i; at < end; at++) {
    if (bytes[at] !== quote || !isAt(text, at, words.causeAt)) continue
    const isFirst = at === i + 1 && bytes[i + 6] === quote && bytes[i + 31] === quote
    return isFirst ? momentAt(bytes, i + 7) : -1
  }
  return Number.NaN
}

/** Reads the subject whose id begins at `i`; where its object ends. */
const subjectEnd = (text: Text, i: number, into: Scanned): End => {
  const { bytes } = text
  const idEnd = asciiEnd(bytes, i)
  if (idEnd < i + 2 || !isAt(text, idEnd, words.n)) return -1
  const nFrom = idEnd + words.n.length
  const nEnd = numberEnd(bytes, nFrom)
  const n = numberAt(bytes, nFrom, nEnd)
  if (nEnd < 0 || !(n >= 1)) return -1
  into.id = i
  into.idEnd = idEnd - 1
  into.n = n
  if (bytes[nEnd] === 125) return nEnd + 1
  const prev = nEnd + words.prev.length
  const isWhole = bytes[prev + 44] === quote && bytes[prev + 45] === 125
  if (!isWhole || !isAt(text, nEnd, words.prev)) return -1
  into.prev = prev
  return prev + 46
}

/** Behind the name of a log and the word after it. */
type LogEnd = (text: Text, i: number) => End

const anyLogEnd: LogEnd = (text, i) => {
  const { bytes } = text
  const from = i + words.log.length
  const end = isAt(text, i, words.log) ? stringEnd(bytes, from) : -1
  return end >= from + 2 && isAt(text, end, words.salt) ? end + words.salt.length : -1
}

const logEndOf = (origin: string): LogEnd => {
  const word: Word = wordOf(`,"log":${JSON.stringify(origin)},"salt":"`)
  return (text, i) => (isAt(text, i, word) ? i + word.length : -1)
}

/**
 * Reads the entry that begins at `from` and ends before `to`, with a byte 0x00 there or nothing; gives the same
 * record each time, or undefined.
 */
export type Scan = (text: Text, from: number, to: number) => Scanned | undefined

/**
 * Reads entries of a log of that name, or of any, in one pass over their bytes, which must be UTF-8: a fraction of
 * the time of reading each as JSON and printing it again, since its fields stand in one order. Accepts nothing that
 * `readEntry` wouldn't, but for a link that is no base64, for whoever compares it. What it gives undefined for,
 * `readEntry` is to read: it may be an entry, and it says why where it is none.
 */
export const createScan = (origin: string | undefined): Scan => {
  const logEnd = origin === undefined ? anyLogEnd : logEndOf(origin)
  const scanned = emptyScan()
  return (text, from, to) => {
    const { bytes } = text
    if (to - from > maxBytes || !isAt(text, from, words.actor)) return undefined
    let i = valueEnd(bytes, from + 9, 1)
    if (i < 0 || !isAt(text, i, words.at)) return undefined
    scanned.at = momentAt(bytes, i + 7)
    i += 31
    if (scanned.at < 0 || bytes[i++] !== quote) return undefined
    scanned.cause = Number.NaN
    if (isAt(text, i, words.cause)) {
      const end = valueEnd(bytes, i + 9, 1)
      scanned.cause = causeAt(text, i + 9, end)
      if (end < 0 || scanned.cause === -1) return undefined
      i = end
    }
    if (!isAt(text, i, words.event)) return undefined
    i = valueEnd(bytes, i + 9, 1)
    if (i >= 0) i = logEnd(text, i)
    if (i >= 0) i = saltEnd(bytes, i)
    if (i < 0 || !isAt(text, i, words.seq)) return undefined
    const seqFrom = i + 8
    i = numberEnd(bytes, seqFrom)
    scanned.seq = numberAt(bytes, seqFrom, i)
    if (i < 0 || !(scanned.seq >= 0)) return undefined
    scanned.id = 0
    scanned.prev = 0
    if (isAt(text, i, words.subject)) i = subjectEnd(text, i + words.subject.length, scanned)
    if (i < 0 || !isAt(text, i, words.sw)) return undefined
    const swFrom = i + 7
    i = stringEnd(bytes, swFrom)
    if (i < swFrom + 2 || !isAt(text, i, words.type)) return undefined
    scanned.type = i + 9
    i = typeEnd(bytes, scanned.type)
    return i > 0 && i + 8 === to && isAt(text, i, words.end) ? scanned : undefined
  }
}
