import { toHex } from '../kit/bytes.ts'
import type { SealedEntry } from './store.ts'

const digits = 7
const leafBytes = 6

/**
 * What the keys of an entry's notices begin with; the same for every store. Its position first, so that the
 * keys of a commit stand together in an index; then 48 bits of its salted leaf, so that another log has others.
 */
export const keyRoot = ({ seq, leaf }: SealedEntry): string =>
  seq.toString(36).padStart(digits, '0') + toHex(leaf.subarray(0, leafBytes))

/** With the row's index; up to 99,999 rows a commit no longer than the shortest nonce that a chat system takes (25). */
export const jobKey = (root: string, index: number): string => `${root}.${index}`
