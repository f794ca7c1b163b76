import { canonical } from '../audit/canonical.ts'
import { toHex, utf8 } from '../kit/bytes.ts'
import type { Digest } from '../ports/signer.ts'
import type { Figures } from '../summary/figures.ts'

/**
 * SHA-256 (passed in) of the canonical JSON of the figures, 64 hexadecimal digits: both sides compare it and
 * know that they read the same.
 */
export const digestOf = (figures: Figures, digest: Digest): string =>
  toHex(digest(utf8(canonical(figures))))
