import { type Instant, parseInstant, toRfc3339 } from '../kit/time.ts'
import { refangHost } from './defang.ts'
import { type Ip, parseIp, sayIp } from './ip.ts'
import { noteOf } from './ip-ranges.ts'
import type { Reader } from './reading.ts'
import type { Warning } from './warning.ts'

/** An address as seen: with the port, and the moment at which it was seen. */
export interface Endpoint {
  readonly ip: Ip
  readonly port?: string
  readonly time?: Instant
}

const rest = '(?::(\\d{1,10}))?(?:[ ,;@]+(?:at )?(\\S.*))?$'
const dotted = new RegExp(`^(\\d{1,10}(?:\\.\\d{1,10}){3})${rest}`, 'i')
const bracketed = new RegExp(`^\\[([^\\]]{2,64})\\]${rest}`, 'i')
const bare = /^((?=[^ ]*:[^ ]*:)[\da-f:.]{2,45}(?:%[\w.-]{1,16})?)()(?:[ ,;@]+(?:at )?(\S.*))?$/i

// What can't be written and read again in four digits of the year is no time of an observation.
const earliest = 0
const latest = 253_370_764_800_000

type Time = Instant | 'NoOffset' | 'NotAnInstant'
const timeOf = (text: string): Time => {
  const read = parseInstant(text.slice(0, 80))
  if (!read.ok) return read.error
  return read.value >= earliest && read.value < latest ? read.value : 'NotAnInstant'
}

const sayPort = (port: string): string => String(Number(port))
const portFits = (port: string): boolean => Number(port) > 0 && Number(port) < 65_536

const say = (ip: Ip, port: string | undefined): string => {
  if (port === undefined) return sayIp(ip)
  return `${ip.version === 4 ? sayIp(ip) : `[${sayIp(ip)}]`}:${sayPort(port)}`
}

const partsOf = (text: string) => {
  const plain = refangHost(text)
  return dotted.exec(plain) ?? bracketed.exec(plain) ?? bare.exec(plain)
}

/** The parts of an address line; undefined where the address or the time isn't one. */
export const readEndpoint = (text: string): Endpoint | undefined => {
  const [, address = '', port, when] = partsOf(text) ?? []
  const ip = parseIp(address)
  const time = when === undefined ? undefined : timeOf(when)
  if (!ip || time === 'NotAnInstant') return undefined
  return {
    ip,
    ...(port ? { port: sayPort(port) } : {}),
    ...(typeof time === 'number' ? { time } : {}),
  }
}

/**
 * `192.0.2.1:6881`, `[2001:db8::1]:443`, each with a time behind it or not. A time without an offset
 * is kept and warned of here: it names no moment, so that nothing is matched by it.
 */
export const readIp: Reader = text => {
  const [, address = '', port, when] = partsOf(text) ?? []
  const time = when === undefined ? undefined : timeOf(when)
  if (address === '' || time === 'NotAnInstant') return undefined
  const ip = parseIp(address)
  if (!ip) {
    const zoned = parseIp(address.replace(/%.*/, ''))
    const name = zoned ? 'ip_zone' : 'ip_malformed'
    return zoned || !address.includes(':')
      ? { kind: 'ip', plain: text, warnings: [{ name }] }
      : undefined
  }
  const note = noteOf(ip)
  const warnings: readonly Warning[] = [
    ...(note ? [{ name: note }] : []),
    ...(port && !portFits(port) ? [{ name: 'port_range' } as const] : []),
    ...(time === 'NoOffset' ? [{ name: 'time_no_offset' } as const] : []),
  ]
  const said = time === undefined ? '' : ` ${typeof time === 'number' ? toRfc3339(time) : when}`
  return { kind: 'ip', plain: `${say(ip, port || undefined)}${said}`, warnings }
}
