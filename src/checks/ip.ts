/** An address: four octets, or eight groups of 16 bits. */
export interface Ip {
  readonly version: 4 | 6
  readonly groups: readonly number[]
}

const octet = /^(?:0|[1-9]\d{0,2})$/

/** Dotted decimal, four parts; leading noughts are refused, as some programs read them as octal. */
export const parseIpv4 = (text: string): Ip | undefined => {
  if (text.length > 15) return undefined
  const parts = text.split('.')
  const groups = parts.map(Number)
  const fits = parts.length === 4 && parts.every(p => octet.test(p)) && groups.every(n => n < 256)
  return fits ? { version: 4, groups } : undefined
}

/** The groups of one side of `::`; the end of the address may be dotted decimal. */
const groupsOf = (text: string): readonly number[] | undefined => {
  if (text === '') return []
  const parts = text.split(':')
  const last = parts.at(-1) ?? ''
  const v4 = last.includes('.') ? parseIpv4(last)?.groups : undefined
  const hex = v4 ? parts.slice(0, -1) : parts
  if (!hex.every(p => /^[0-9a-f]{1,4}$/i.test(p))) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = v4 ?? []
  return [...hex.map(p => Number.parseInt(p, 16)), ...(v4 ? [a * 256 + b, c * 256 + d] : [])]
}

const mapped = (groups: readonly number[]): boolean =>
  groups.slice(0, 5).every(n => n === 0) && groups[5] === 0xffff

/**
 * RFC 4291 text without a zone: `fe80::1%eth0` means something on one machine only. An IPv4 address
 * that is mapped into IPv6 is given as IPv4, as it is the same host.
 */
export const parseIpv6 = (text: string): Ip | undefined => {
  if (text.length > 45 || !text.includes(':')) return undefined
  const sides = text.split('::')
  const [head, tail] = [groupsOf(sides[0] ?? ''), groupsOf(sides[1] ?? '')]
  // Dotted decimal stands at the very end or not at all.
  const early = sides.length === 2 && sides[0]?.includes('.')
  if (!head || !tail || early || sides.length > 2) return undefined
  const gap = 8 - head.length - tail.length
  if (sides.length === 1 ? gap !== 0 : gap < 1) return undefined
  const groups = [...head, ...Array.from({ length: gap }, () => 0), ...tail]
  const [g = 0, h = 0] = groups.slice(6)
  return mapped(groups)
    ? { version: 4, groups: [g >> 8, g & 255, h >> 8, h & 255] }
    : { version: 6, groups }
}

export const parseIp = (text: string): Ip | undefined => parseIpv4(text) ?? parseIpv6(text)

/** The one spelling of an address: dotted decimal, or RFC 5952. */
export const sayIp = ({ version, groups }: Ip): string => {
  if (version === 4) return groups.join('.')
  const runs = [
    ...groups
      .map(n => (n === 0 ? '0' : 'x'))
      .join('')
      .matchAll(/0{2,}/g),
  ]
  const [longest] = runs.toSorted((a, b) => b[0].length - a[0].length || a.index - b.index)
  const hex = groups.map(n => n.toString(16))
  if (!longest) return hex.join(':')
  const from = longest.index
  return `${hex.slice(0, from).join(':')}::${hex.slice(from + longest[0].length).join(':')}`
}
