import { concat } from '../kit/bytes.ts'
import { maxBytes } from './canonical.ts'

/** Entries as C2SP tlog-tiles bundles them: two bytes of length, big-endian, before each. */
export const packEntries = (entries: readonly Uint8Array[]): Uint8Array =>
  concat(
    ...entries.flatMap(entry => {
      if (entry.length > maxBytes) throw new Error(`an entry of ${entry.length} bytes`)
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]
    }),
  )

export interface Unpacked {
  readonly entries: readonly Uint8Array[]
  /** Nothing is left over, and nothing was cut off. */
  readonly whole: boolean
}

/** What can be read of such a bundle; views of its bytes. */
export const unpackEntries = (bytes: Uint8Array): Unpacked => {
  const entries: Uint8Array[] = []
  let next = 0
  while (next + 2 <= bytes.length) {
    const length = ((bytes[next] ?? 0) << 8) | (bytes[next + 1] ?? 0)
    const end = next + 2 + length
    if (end > bytes.length) break
    entries.push(bytes.subarray(next + 2, end))
    next = end
  }
  return { entries, whole: next === bytes.length }
}
