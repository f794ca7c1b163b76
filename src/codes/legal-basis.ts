import type { MessageKey } from '../card/key.ts'

/**
 * On what a request rests, where the configuration names no list of its own: judgement. The Budapest
 * Convention is left out on purpose: that both sides are Parties to it can't be assumed.
 */
export const defaultLegalBases = [
  'cooperation-arrangement',
  'mutual-assistance-agreement',
  'wto-tfa',
  'un-drugs-1988',
  'own-law',
  'mla-to-follow',
  'other',
] as const
export type LegalBasis = (typeof defaultLegalBases)[number]

export const labelOf = (basis: LegalBasis): MessageKey => `legalbasis.${basis}`

export const needsText = (basis: LegalBasis): boolean => basis === 'other' || basis === 'own-law'
