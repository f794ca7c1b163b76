import type { MessageKey } from '../card/key.ts'

/**
 * Commodity groups. The WCO's Customs Enforcement Network has thirteen, but its list isn't public:
 * these are judgement, in its manner.
 */
export const commodities = [
  'tobacco',
  'drugs',
  'precursors',
  'alcohol',
  'counterfeit-goods',
  'infringing-copies',
  'currency',
  'weapons',
  'strategic-goods',
  'wildlife',
  'waste',
  'cultural-goods',
  'other',
] as const
export type Commodity = (typeof commodities)[number]

export const labelOf = (commodity: Commodity): MessageKey => `commodity.${commodity}`
