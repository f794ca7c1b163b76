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

/** What can be read of such a bundle: its bytes, with 0x00 in place of each length. */
export interface Marked {
  /** Where each entry begins, and ends. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** Nothing is left over, and nothing was cut off. */
  readonly whole: boolean
}

/** Overwrites the lengths, so that before each entry the mark of a leaf stands. */
export const markEntries = (bytes: Uint8Array): Marked => {
  const from: number[] = []
  const to: number[] = []
  let next = 0
  while (next + 2 <= bytes.length) {
    const length = ((bytes[next] ?? 0) << 8) | (bytes[next + 1] ?? 0)
    const end = next + 2 + length
    if (end > bytes.length) break
    bytes[next] = 0
    bytes[next + 1] = 0
    from.push(next + 2)
    to.push(end)
    next = end
  }
  return { from: new Int32Array(from), to: new Int32Array(to), whole: next === bytes.length }
}
