import type { Reader, Reading } from './reading.ts'

/** Names of a torrent in hexadecimal: v1 is a SHA-1 (BEP 3), v2 a SHA-256 (BEP 52); a hybrid has both. */
export interface Infohash {
  readonly v1?: string
  readonly v2?: string
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** 32 letters of base32 (RFC 4648) as 40 hexadecimal digits: two letters are no whole bytes, eight are. */
const base32ToHex = (text: string): string =>
  (text.toLowerCase().match(/.{4}/g) ?? [])
    .map(four => [...four].reduce((n, c) => n * 32 + alphabet.indexOf(c), 0))
    .map(bits => bits.toString(16).padStart(5, '0'))
    .join('')

const readValue = (text: string): Infohash | undefined => {
  const value = text.toLowerCase()
  if (/^[\da-f]{40}$/.test(value)) return { v1: value }
  if (/^[a-z2-7]{32}$/.test(value)) return { v1: base32ToHex(value) }
  if (/^(?:1220)?[\da-f]{64}$/.test(value)) return { v2: value.slice(-64) }
  return undefined
}

/** The names in a magnet link; trackers and the title don't count. */
export const readMagnet = (text: string): Infohash => {
  const [, query = ''] = /^magnet:\?(.*)$/i.exec(text) ?? []
  const found = query
    .replace(/%3a/gi, ':')
    .split('&')
    .map(part => readValue(/^xt(?:\.\d+)?=urn:bt[im]h:([\da-z]+)$/i.exec(part)?.[1] ?? ''))
  const v1 = found.find(f => f?.v1 !== undefined)
  const v2 = found.find(f => f?.v2 !== undefined)
  return { ...v1, ...v2 }
}

const sayMagnet = ({ v1, v2 }: Infohash): string =>
  `magnet:?${[
    ...(v1 === undefined ? [] : [`xt=urn:btih:${v1}`]),
    ...(v2 === undefined ? [] : [`xt=urn:btmh:1220${v2}`]),
  ].join('&')}`

const labelled = /^(?:urn:bt[im]h|bt[im]h|info[ -]?hash(?: ?v?[12])?)( ?[:=] ?| )(\S+)$/i

const broken = (text: string): Reading => ({
  kind: 'infohash',
  plain: text,
  warnings: [{ name: 'infohash_malformed' }],
})

/**
 * A magnet link, or an infohash by its label (`btih:`, `infohash:`) or by 32 letters of base32.
 * Forty bare hexadecimal digits are left to the hashes: they may be either, and match either.
 */
export const readInfohash: Reader = text => {
  const [, mark = '', value] = labelled.exec(text) ?? []
  const bare = /^(?=.*[2-7])(?=.*[g-z])[a-z2-7]{32}$/i.test(text) ? text : undefined
  const magnet = /^magnet:/i.test(text)
  const found = magnet ? readMagnet(text) : readValue(value ?? bare ?? '')
  if (found && (found.v1 ?? found.v2) !== undefined)
    return { kind: 'infohash', plain: sayMagnet(found), warnings: [] }
  return magnet || /[:=]/.test(mark) ? broken(text) : undefined
}
