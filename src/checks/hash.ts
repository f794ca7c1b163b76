import type { Reader } from './reading.ts'
import { tidy } from './spelling.ts'

/** Length in hexadecimal digits of what each algorithm gives. */
const lengths = { md5: 32, sha1: 40, sha256: 64, sha384: 96, sha512: 128 } as const
export type HashAlgorithm = keyof typeof lengths

const algorithms = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const
const names: Readonly<Record<HashAlgorithm, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
}

/** The algorithm that gives so many hexadecimal digits, among those that are in use for evidence. */
export const algorithmOf = (length: number): HashAlgorithm | undefined =>
  algorithms.find(name => lengths[name] === length)

const labelled =
  /^(md5|sha-?(?:2-)?(?:1|256|384|512))(?: ?[:=] ?| )([\da-f]{8,256})(?: +\*?\S.*)?$/i
const listed = /^([\da-f]{30,256})(?: +\*?\S.*)?$/i

/**
 * A hash value: hexadecimal, with the name of its algorithm before it or not, with the name of a file
 * behind it or not, as the usual tools print it. Without a name the length tells the algorithm.
 */
export const readHash: Reader = text => {
  const [, label, value = ''] = labelled.exec(text) ?? []
  if (label !== undefined) {
    const digits = label.toLowerCase().replace(/sha-?(?:2-)?/, 'sha')
    const algorithm = algorithms.find(name => name === digits) ?? 'sha1'
    const [length, wanted] = [value.length, lengths[algorithm]]
    return {
      kind: 'hash',
      plain: `${algorithm}:${value.toLowerCase()}`,
      warnings:
        length === wanted
          ? []
          : [{ name: 'hash_length', algorithm: names[algorithm], length, wanted }],
    }
  }
  const hex = (listed.exec(text)?.[1] ?? '').toLowerCase()
  // Figures alone are an account or a running number.
  if (!/[a-f]/.test(hex) || !/\d/.test(hex)) return undefined
  const algorithm = algorithmOf(hex.length)
  if (algorithm) return { kind: 'hash', plain: `${algorithm}:${hex}`, warnings: [] }
  if (hex.length < text.length) return undefined
  return { kind: 'hash', plain: hex, warnings: [{ name: 'hash_unknown', length: hex.length }] }
}

/** A bare SHA-256 of 64 hexadecimal digits first, full-width ones too, and then nothing or a break. */
export const beginsWithSha256 = (line: string): boolean =>
  /^[\da-f]{64}(?![\p{L}\p{M}\p{N}])/iu.test(tidy(line))
