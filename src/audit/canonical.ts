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

const flawIn = (values: readonly unknown[], depth: number): string | undefined => {
  if (depth >= maxDepth) return `more than ${maxDepth} levels deep`
  for (const value of values) {
    const flaw = flawOf(value, depth + 1)
    if (flaw !== undefined) return flaw
  }
  return undefined
}

const flawOf = (value: unknown, depth = 0): string | undefined => {
  if (value === null || typeof value === 'boolean') return undefined
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'a lone surrogate'
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? undefined : `the number ${value}, not a safe integer`
  // Array.from, since a hole must be met as the undefined that it reads as.
  if (Array.isArray(value)) return flawIn(Array.from<unknown>(value), depth)
  if (typeof value !== 'object') return `a value of type ${typeof value}`
  if (!isPlain(value)) return 'an object that is not plain'
  if (Object.getOwnPropertySymbols(value).length > 0) return 'a symbol as a key'
  for (const key of Object.keys(value)) if (!key.isWellFormed()) return 'a lone surrogate'
  return flawIn(Object.values(value), depth)
}

// What JSON escapes. Nearly no text has it, and a call of JSON.stringify costs more than a look.
const escaped = /["\\]|[^\P{Cc}\u007f-\u009f]/u
const quoted = (text: string): string => (escaped.test(text) ? JSON.stringify(text) : `"${text}"`)

// Put together piece by piece: all that is logged goes through here.
const print = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return String(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += `${text && ','}${print(item)}`
    return `[${text}]`
  }
  // RFC 8785 section 3.2.3: keys in the order of their UTF-16 units, which is how `sort` compares.
  const held: Readonly<Record<string, unknown>> = { ...value }
  for (const key of Object.keys(held).sort())
    text += `${text && ','}${quoted(key)}:${print(held[key])}`
  return `{${text}}`
}

const printed = (value: unknown, most: number): Result<string, string> => {
  const flaw = flawOf(value)
  if (flaw !== undefined) return err(flaw)
  const text = print(value)
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
