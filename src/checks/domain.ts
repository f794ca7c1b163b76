import { refangHost } from './defang.ts'
import { fromPunycode, toPunycode } from './punycode.ts'
import type { Reader } from './reading.ts'
import { hasMixedScript, lower } from './spelling.ts'
import type { Warning } from './warning.ts'

/** The name of a host in both alphabets, without the dot at its end. */
export interface HostName {
  readonly ascii: string
  readonly letters: string
  /** A label or the whole too long, or punycode that nothing writes. */
  readonly malformed: boolean
}

const allowed = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_\u30FB\u00B7-]*[\p{L}\p{M}\p{N}_])?$/u
const isAscii = (text: string): boolean => !/[^ -~]/.test(text)

const bad = (label: string): HostName => ({ ascii: label, letters: label, malformed: true })

const labelOf = (label: string): HostName | undefined => {
  if (!allowed.test(label)) return undefined
  if (label.startsWith('xn--')) {
    if (!isAscii(label)) return undefined
    const letters = fromPunycode(label.slice(4))
    const same = letters?.isWellFormed() && lower(letters) === letters
    const ours = same && allowed.test(letters) && !isAscii(letters)
    return ours && `xn--${toPunycode(letters)}` === label
      ? { ascii: label, letters, malformed: label.length > 63 }
      : bad(label)
  }
  if (isAscii(label)) return { ascii: label, letters: label, malformed: label.length > 63 }
  const code = toPunycode(label)
  return code === undefined
    ? bad(label)
    : { ascii: `xn--${code}`, letters: label, malformed: code.length > 59 }
}

/**
 * Reads a name of at least `least` labels; undefined where a character or a form is not one of host
 * names. Numbers alone are no name: a browser takes them for an address.
 */
export const readHostName = (text: string, least: number): HostName | undefined => {
  const parts = lower(text.replace(/\.$/, '')).split('.')
  if (parts.length < least || parts.length > 127 || /^(?:\d+|0x[\da-f]*)$/.test(parts.at(-1) ?? ''))
    return undefined
  const labels = parts.map(labelOf).filter(label => label !== undefined)
  if (labels.length < parts.length) return undefined
  const ascii = labels.map(l => l.ascii).join('.')
  return {
    ascii,
    letters: labels.map(l => l.letters).join('.'),
    malformed: ascii.length > 253 || labels.some(l => l.malformed),
  }
}

/** What to say of a host name, and the name in the other alphabet where the two differ. */
export const remarksOn = (
  host: HostName,
  given: string,
): { readonly warnings: readonly Warning[]; readonly beside?: string } => ({
  warnings: [
    ...(host.malformed ? [{ name: 'domain_malformed' } as const] : []),
    ...(hasMixedScript(host.letters) ? [{ name: 'mixed_script' } as const] : []),
  ],
  ...(host.ascii === host.letters ? {} : { beside: isAscii(given) ? host.letters : host.ascii }),
})

/** A domain name by itself, defanged or not. Without a list of endings, `film.avi` is one, too. */
export const readDomain: Reader = text => {
  const given = refangHost(text)
  if (given.length > 1024 || /\s/.test(given)) return undefined
  const host = readHostName(given, 2)
  if (!host || !/\.(?:xn--[a-z\d-]+|\P{N}\P{N}+)$/u.test(host.ascii)) return undefined
  return { kind: 'domain', plain: host.ascii, ...remarksOn(host, given) }
}
