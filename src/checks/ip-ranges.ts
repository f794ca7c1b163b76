import { type Ip, parseIp } from './ip.ts'

export type IpNote = 'ip_private' | 'ip_documentation' | 'ip_special'

// After the IANA registries of special-purpose addresses (RFC 6890 and what updates it).
const ranges: Readonly<Record<IpNote, readonly string[]>> = {
  ip_private: [
    ...['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
    ...['192.168.0.0/16', '::1/128', 'fc00::/7', 'fe80::/10'],
  ],
  ip_documentation: [
    ...['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  ],
  ip_special: [
    ...['0.0.0.0/8', '192.0.0.0/24', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
    ...['::/128', '100::/64', 'ff00::/8'],
  ],
}

const bitsOf = ({ version, groups }: Ip): string =>
  groups.map(n => n.toString(2).padStart(version === 4 ? 8 : 16, '0')).join('')

const prefixes = (['ip_private', 'ip_documentation', 'ip_special'] as const).flatMap(note =>
  ranges[note].flatMap(range => {
    const [base = '', length = ''] = range.split('/')
    const ip = parseIp(base)
    return ip ? [{ note, version: ip.version, bits: bitsOf(ip).slice(0, Number(length)) }] : []
  }),
)

/** Why an address can't be that of a subscriber on the Internet; undefined for all others. */
export const noteOf = (ip: Ip): IpNote | undefined => {
  const bits = bitsOf(ip)
  return prefixes.find(p => p.version === ip.version && bits.startsWith(p.bits))?.note
}
