const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const urlSafe = `${standard.slice(0, 62)}-_`

/** The UTF-8 bytes of `text`. Throws on a lone surrogate: two texts must never share their bytes. */
export const utf8 = (text: string): Uint8Array => {
  if (!text.isWellFormed()) throw new Error('text with a lone surrogate has no UTF-8 form')
  const out = new Uint8Array(text.length * 3)
  let n = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.codePointAt(i) ?? 0
    if (c < 0x80) out[n++] = c
    else if (c < 0x800) {
      out[n++] = 0xc0 | (c >> 6)
      out[n++] = 0x80 | (c & 0x3f)
    } else if (c < 0x10000) {
      out[n++] = 0xe0 | (c >> 12)
      out[n++] = 0x80 | ((c >> 6) & 0x3f)
      out[n++] = 0x80 | (c & 0x3f)
    } else {
      out[n++] = 0xf0 | (c >> 18)
      out[n++] = 0x80 | ((c >> 12) & 0x3f)
      out[n++] = 0x80 | ((c >> 6) & 0x3f)
      out[n++] = 0x80 | (c & 0x3f)
      i++
    }
  }
  return out.slice(0, n)
}

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** True for the same bytes. Takes longer the more of them agree: not for secrets. */
export const equal = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

const encode = (bytes: Uint8Array, alphabet: string): string => {
  let out = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 6) {
      bits -= 6
      out += alphabet.charAt(held >> bits)
      held &= (1 << bits) - 1
    }
  }
  return bits > 0 ? out + alphabet.charAt(held << (6 - bits)) : out
}

const decode = (text: string, alphabet: string): Uint8Array | undefined => {
  const out = new Uint8Array(Math.floor((text.length * 3) / 4))
  let held = 0
  let bits = 0
  let n = 0
  for (const char of text) {
    const value = alphabet.indexOf(char)
    if (value < 0) return undefined
    held = (held << 6) | value
    bits += 6
    if (bits < 8) continue
    bits -= 8
    out[n++] = held >> bits
    held &= (1 << bits) - 1
  }
  // One byte string has one text: unused bits that aren't zero, or a single stray letter, are refused.
  return encode(out, alphabet) === text ? out : undefined
}

/** RFC 4648 section 4, padded. */
export const toBase64 = (bytes: Uint8Array): string =>
  encode(bytes, standard).padEnd(Math.ceil(bytes.length / 3) * 4, '=')

// The two characters for each twelve bits, as they are read at once.
const pairs = Uint16Array.from(
  { length: 4096 },
  (_, bits) => standard.charCodeAt(bits >> 6) | (standard.charCodeAt(bits & 63) << 8),
)
const lastPairs = pairs.map(two => (two & 255) | (61 << 8))

/**
 * Whether what `toBase64` gives for the 32 bytes of `hashes` from `from` on stands in `text` from `at` on; makes
 * nothing to compare.
 */
export const isBase64At = (
  text: DataView,
  at: number,
  hashes: Uint8Array,
  from: number,
): boolean => {
  if (at + 44 > text.byteLength) return false
  let next = at
  for (let i = from; i < from + 30; i += 3, next += 4) {
    const three = ((hashes[i] ?? 0) << 16) | ((hashes[i + 1] ?? 0) << 8) | (hashes[i + 2] ?? 0)
    if (text.getUint16(next, true) !== pairs[three >> 12]) return false
    if (text.getUint16(next + 2, true) !== pairs[three & 4095]) return false
  }
  // Two bytes are left over: three characters, and one to fill up.
  const two = ((hashes[from + 30] ?? 0) << 8) | (hashes[from + 31] ?? 0)
  return (
    text.getUint16(next, true) === pairs[two >> 4] &&
    text.getUint16(next + 2, true) === lastPairs[(two & 15) << 8]
  )
}

/** The bytes of exactly what `toBase64` gives, else `undefined`. */
export const fromBase64 = (text: string): Uint8Array | undefined =>
  text.length % 4 === 0 ? decode(text.replace(/={1,2}$/, ''), standard) : undefined

/** RFC 4648 section 5, without padding. */
export const toBase64url = (bytes: Uint8Array): string => encode(bytes, urlSafe)

/** The bytes of exactly what `toBase64url` gives, else `undefined`. */
export const fromBase64url = (text: string): Uint8Array | undefined => decode(text, urlSafe)

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Two lower-case digits a byte. */
export const toHex = (bytes: Uint8Array): string => {
  let out = ''
  for (const byte of bytes) out += hexOf[byte]
  return out
}

/** The bytes of exactly what `toHex` gives, else `undefined`. */
export const fromHex = (text: string): Uint8Array | undefined =>
  /^(?:[0-9a-f]{2})*$/.test(text)
    ? Uint8Array.from(text.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
    : undefined
