// RFC 3492 section 5, the parameters of IDNA.
const base = 36
const tMin = 1
const tMax = 26
const skew = 38
const damp = 700
const digits = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** No label of a domain name is longer. */
const longest = 63

const adapt = (delta: number, points: number, first: boolean): number => {
  let rest = first ? Math.floor(delta / damp) : Math.floor(delta / 2)
  rest += Math.floor(rest / points)
  let k = 0
  while (rest > ((base - tMin) * tMax) / 2) {
    rest = Math.floor(rest / (base - tMin))
    k += base
  }
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew))
}

const threshold = (k: number, bias: number): number => Math.min(tMax, Math.max(tMin, k - bias))

/** `delta` as a number of variable length, the digits of section 3.3. */
const varied = (delta: number, bias: number): string => {
  let out = ''
  let rest = delta
  for (let k = base; ; k += base) {
    const t = threshold(k, bias)
    if (rest < t) return out + digits.charAt(rest)
    out += digits.charAt(t + ((rest - t) % (base - t)))
    rest = Math.floor((rest - t) / (base - t))
  }
}

/** A label in punycode, without its `xn--`; undefined for more than 63 characters. */
export const toPunycode = (label: string): string | undefined => {
  const points = Array.from(label, char => char.codePointAt(0) ?? 0)
  if (points.length > longest) return undefined
  const plain = points.filter(p => p < 128).map(p => String.fromCharCode(p))
  let out = plain.length > 0 ? `${plain.join('')}-` : ''
  let [handled, delta, bias, from] = [plain.length, 0, 72, 128]
  while (handled < points.length) {
    const next = Math.min(...points.filter(p => p >= from))
    delta += (next - from) * (handled + 1)
    for (const point of points) {
      if (point < next) delta++
      if (point !== next) continue
      out += varied(delta, bias)
      bias = adapt(delta, handled + 1, handled === plain.length)
      delta = 0
      handled++
    }
    delta++
    from = next + 1
  }
  return out
}

/** What `toPunycode` wrote; undefined where nothing writes that. */
export const fromPunycode = (text: string): string | undefined => {
  if (text.length > longest) return undefined
  const cut = text.lastIndexOf('-')
  const points = Array.from(text.slice(0, Math.max(cut, 0)), char => char.charCodeAt(0))
  const known = points.length
  let [i, bias, from, at] = [0, 72, 128, cut + 1]
  while (at < text.length) {
    const before = i
    for (let k = base, weight = 1; ; k += base) {
      const digit = digits.indexOf(text.charAt(at).toLowerCase() || ' ')
      at++
      if (digit < 0) return undefined
      i += digit * weight
      const t = threshold(k, bias)
      if (digit < t) break
      weight *= base - t
      if (weight > 2 ** 31) return undefined
    }
    const size = points.length + 1
    bias = adapt(i - before, size, points.length === known)
    from += Math.floor(i / size)
    if (from > 0x10ffff) return undefined
    points.splice(i % size, 0, from)
    i = (i % size) + 1
  }
  return String.fromCodePoint(...points)
}
