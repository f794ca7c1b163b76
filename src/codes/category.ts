import type { MessageKey } from '../card/key.ts'

/** Report areas of the WCO Illicit Trade Report; what customs alone don't report has none. */
export const areas = [
  'ipr',
  'revenue',
  'drugs',
  'security',
  'environment',
  'cultural-heritage',
] as const
export type Area = (typeof areas)[number]

export const labelOfArea = (area: Area): MessageKey => `area.${area}`

/** What a referral is about; the assignment to areas is judgement where the report has no such row. */
const areaByCategory = {
  'ipr-online': 'ipr',
  'ipr-goods': 'ipr',
  tobacco: 'revenue',
  drugs: 'drugs',
  precursors: 'drugs',
  cash: 'security',
  tbml: 'security',
  'fraud-revenue': 'revenue',
  'weapons-strategic': 'security',
  'wildlife-waste': 'environment',
  cultural: 'cultural-heritage',
  'cyber-other': undefined,
  admin: undefined,
  other: undefined,
} as const satisfies Readonly<Record<string, Area | undefined>>

export type Category = keyof typeof areaByCategory
const isCategory = (name: string): name is Category => Object.hasOwn(areaByCategory, name)
export const categories: readonly Category[] = Object.keys(areaByCategory).filter(isCategory)

/** What a form offers at first; the rest is one choice further (judgement). */
export const usualCategories = [
  'ipr-online',
  'tobacco',
  'drugs',
  'cash',
  'tbml',
  'ipr-goods',
  'cyber-other',
  'other',
] as const satisfies readonly Category[]

export const labelOf = (category: Category): MessageKey => `matter.${category}`

export const areaOf = (category: Category): Area | undefined => areaByCategory[category]
