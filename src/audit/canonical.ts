import { utf8 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'

/** Bytes of UTF-8. The entry bundles of C2SP tlog-tiles write a length in 16 bits. */
export const maxBytes = 65_535
/** Containers within containers. */
export const maxDepth = 16

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Why a value has no canonical form: the first reason that was met. */
interface Flaw {
  found?: string
}

const flawed = (flaw: Flaw, why: string): string => {
  flaw.found ??= why
  return ''
}

// What JSON escapes. Nearly no text has it, and a call of JSON.stringify costs more than a look.
const escaped = /["\\]|[^\P{Cc}\u007f-\u009f]/u

// A lone surrogate would be escaped too, and with it be gone from the text that is looked at as a whole.
const quoted = (text: string, flaw: Flaw): string => {
  if (!escaped.test(text)) return `"${text}"`
  return text.isWellFormed() ? JSON.stringify(text) : flawed(flaw, 'a lone surrogate')
}

const printObject = (value: object, depth: number, flaw: Flaw): string => {
  if (!isPlain(value)) return flawed(flaw, 'an object that is not plain')
  if (Object.getOwnPropertySymbols(value).length > 0) return flawed(flaw, 'a symbol as a key')
  const held = value as Readonly<Record<string, unknown>>
  let text = ''
  // RFC 8785 section 3.2.3: keys in the order of their UTF-16 units, which is how `sort` compares.
  for (const key of Object.keys(held).sort())
    text += `${text && ','}${quoted(key, flaw)}:${print(held[key], depth + 1, flaw)}`
  return `{${text}}`
}

const printArray = (values: readonly unknown[], depth: number, flaw: Flaw): string => {
  let text = ''
  for (const item of values) text += `${text && ','}${print(item, depth + 1, flaw)}`
  return `[${text}]`
}

// Put together piece by piece, and looked at on the way: all that is logged goes through here.
const print = (value: unknown, depth: number, flaw: Flaw): string => {
  if (typeof value === 'string') return quoted(value, flaw)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number')
    return Number.isSafeInteger(value)
      ? String(value)
      : flawed(flaw, `the number ${value}, not a safe integer`)
  if (typeof value !== 'object') return flawed(flaw, `a value of type ${typeof value}`)
  if (depth >= maxDepth) return flawed(flaw, `more than ${maxDepth} levels deep`)
  return Array.isArray(value) ? printArray(value, depth, flaw) : printObject(value, depth, flaw)
}

const printed = (value: unknown, most: number): Result<string, string> => {
  const flaw: Flaw = {}
  const text = print(value, 0, flaw)
  if (flaw.found !== undefined) return err(flaw.found)
  if (!text.isWellFormed()) return err('a lone surrogate')
  // Three bytes a unit at most, so that short texts, nearly all, need not be encoded to be measured.
  const tooLong = text.length * 3 > most && utf8(text).length > most
  return tooLong ? err(`more than ${most} bytes`) : ok(text)
}

/**
 * The one text of `value`: RFC 8785, narrowed to what no two implementations print differently.
 * Well-formed strings, integers within ±(2^53−1), booleans, null, arrays, plain objects; at most
 * `maxDepth` levels and `most` bytes. Anything else throws: a draft is made by our own code.
 */
export const canonical = (value: unknown, most = maxBytes): string => {
  const result = printed(value, most)
  if (!result.ok) throw new Error(`no canonical form: ${result.error}`)
  return result.value
}

const parsed = (text: string): Result<unknown, 'NotJson'> => {
  try {
    return ok(JSON.parse(text))
  } catch {
    return err('NotJson')
  }
}

/** The value of a text that is exactly what `canonical` prints for it; never throws. */
export const parseCanonical = (text: string, most = maxBytes): Result<unknown, 'NotCanonical'> => {
  if (text.length > most || !text.isWellFormed()) return err('NotCanonical')
  const value = parsed(text)
  if (!value.ok) return err('NotCanonical')
  const again = printed(value.value, most)
  return again.ok && again.value === text ? ok(value.value) : err('NotCanonical')
}

export const isCanonical = (text: string): boolean => parseCanonical(text).ok
