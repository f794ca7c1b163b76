import { refang, refangHost } from './defang.ts'
import { type HostName, readHostName, remarksOn } from './domain.ts'
import { parseIpv4, parseIpv6, sayIp } from './ip.ts'
import type { Reader } from './reading.ts'
import { canonicalRest } from './url-path.ts'
import type { Warning } from './warning.ts'

const shape = /^(?:([a-z][a-z\d+.-]*):)?(\/\/)?([^/?#]*)(.*)$/i
const authority = /^(?:(.*)@)?(\[[^\]]*\]|[^:@]*)(?::(\d*))?$/

const defaults: Readonly<Record<string, readonly number[]>> = {
  http: [80],
  https: [443],
  ws: [80],
  wss: [443],
  ftp: [21],
  // Without a scheme, either may be meant.
  '': [80, 443],
}

interface Host {
  readonly said: string
  readonly name?: HostName
}

const hostOf = (text: string, least: number): Host | undefined => {
  const v6 = /^\[(.*)\]$/.exec(text)?.[1]
  if (v6 !== undefined) {
    const ip = parseIpv6(v6)
    return ip && { said: ip.version === 6 ? `[${sayIp(ip)}]` : sayIp(ip) }
  }
  const v4 = parseIpv4(text)
  if (v4) return { said: sayIp(v4) }
  const name = readHostName(text, least)
  return name && { said: name.ascii, name }
}

const sayPort = (scheme: string, port: string): string => {
  const n = Number(port)
  return port === '' || defaults[scheme]?.includes(n) ? '' : `:${n}`
}

const malformed = (text: string) =>
  ({ kind: 'url', plain: text, warnings: [{ name: 'url_malformed' }] }) as const

/**
 * A URL with any scheme before `//`, or a host with a path or a port behind it. Its plain form is in
 * the spelling of RFC 3986 section 6.2: scheme and host in small letters, the host in punycode
 * without a dot at its end, no default port, no user (who asks is not what is asked for).
 */
export const readUrl: Reader = text => {
  if (/\s/.test(refangHost(text))) return undefined
  const [, before = '', slashes, who = '', rest = ''] = shape.exec(refang(text)) ?? []
  // Without `//` it was no scheme but a host with a port.
  const scheme = slashes ? before.toLowerCase() : ''
  const asked = refangHost(slashes || before === '' ? who : `${before}:${who}`)
  const [, user, hostText = '', port = ''] = authority.exec(asked) ?? []
  const host = hostOf(hostText, scheme === '' ? 2 : 1)
  if (scheme === '') {
    const bare = rest === '' && port === '' && !slashes
    const network = /^\/\d{1,3}$/.test(rest) && !host?.name
    if (!host || user !== undefined || bare || (network && !slashes)) return undefined
  }
  if (!host) return malformed(text)
  const remarks = host.name ? remarksOn(host.name, hostText) : { warnings: [] }
  const warnings: readonly Warning[] = [
    ...remarks.warnings,
    ...(user === undefined ? [] : [{ name: 'url_user' } as const]),
    ...(Number(port) > 65_535 ? [{ name: 'port_range' } as const] : []),
  ]
  const start = scheme === '' ? '//' : `${scheme}://`
  const plain = `${start}${host.said}${sayPort(scheme, port)}${canonicalRest(rest)}`
  return { ...remarks, kind: 'url', plain, warnings }
}
