import { absurd } from '../kit/result.ts'
import { type Instant, toRfc3339 } from '../kit/time.ts'
import { readEndpoint } from './endpoint.ts'
import type { Identifier } from './identifier.ts'
import { readMagnet } from './infohash.ts'
import { sayIp } from './ip.ts'
import { checkIso6346 } from './iso6346.ts'

const inexact = /_malformed$|^ip_zone$|^time_no_offset$/

const containerKey = (plain: string): string => {
  const { expected = '' } = checkIso6346(plain)
  return `container:${plain.length === 10 ? plain + expected : plain}`
}

const ipKey = (plain: string, observed: Instant | undefined): string | undefined => {
  const seen = readEndpoint(plain)
  const time = seen?.time ?? observed
  return seen && time !== undefined ? `ip:${sayIp(seen.ip)}@${toRfc3339(time)}` : undefined
}

// The same page is meant with and without encryption.
const urlKey = (plain: string): string => `url:${plain.replace(/^(?:https?:)?\/\//, '')}`

const digestKey = (hex: string | undefined): string | undefined =>
  hex === undefined ? undefined : `digest:${hex}`

/**
 * The key by which two referrals are found to be about the same thing (domain.md 5, rows 8 and 9);
 * undefined where nothing exact can be said. Equal for two spellings of one thing.
 * - An address only with a moment: that in its own line, or else `observed`, that of the referral.
 *   The port is left out: two who saw one address in one instant should talk.
 * - A domain is the first page of its site; http, https and no scheme are one.
 * - A hash and an infohash of the same figures are one, as bare figures may be either; a torrent of
 *   both versions goes by the first.
 * - A vessel carries more than one matter: none.
 */
export const matchKey = (
  { kind, plain, warnings }: Identifier,
  observed?: Instant,
): string | undefined => {
  const broken = warnings.some(({ name }) => inexact.test(name))
  if (broken && kind !== 'domain') return undefined
  switch (kind) {
    case 'container':
      return containerKey(plain)
    case 'ip':
      return ipKey(plain, observed)
    case 'infohash': {
      const { v1, v2 } = readMagnet(plain)
      return digestKey(v1 ?? v2)
    }
    case 'hash':
      return digestKey(plain.replace(/^.*:/, ''))
    case 'url':
      return urlKey(plain)
    case 'domain':
      return urlKey(`//${plain}/`)
    case 'email':
    case 'account':
      return `account:${plain}`
    case 'waybill':
    case 'parcel':
      return `${kind}:${plain}`
    case 'vessel':
    case 'other':
      return undefined
    default:
      return absurd(kind)
  }
}
