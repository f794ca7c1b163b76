import type { MessageKey } from '../card/key.ts'

/**
 * Nature of the proceedings for which something is asked, a mandatory part of a request under the
 * usual customs mutual assistance agreement; the four values are judgement.
 */
export const proceedings = [
  'administrative',
  'intelligence',
  'criminal-pre-charge',
  'court',
] as const
export type Proceeding = (typeof proceedings)[number]

export const labelOf = (proceeding: Proceeding): MessageKey => `proceeding.${proceeding}`
