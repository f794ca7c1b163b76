import type { MessageKey } from '../card/key.ts'

/**
 * Currency and bearer negotiable instruments: the Hong Kong ordinance on their cross-boundary movement
 * (Cap. 629) and FATF Recommendation 32; `other` is judgement.
 */
export const cashKinds = [
  'currency',
  'travellers-cheque',
  'bearer-cheque',
  'promissory-note',
  'bearer-bond',
  'money-order',
  'other',
] as const
export type CashKind = (typeof cashKinds)[number]

export const labelOf = (kind: CashKind): MessageKey => `cbni.${kind}`

/** What the traveller said about it: FATF Recommendation 32 (false declaration is its own offence). */
export const declarations = ['declared', 'undeclared', 'false'] as const
export type Declaration = (typeof declarations)[number]

export const labelOfDeclaration = (d: Declaration): MessageKey => `declaration.${d}`
