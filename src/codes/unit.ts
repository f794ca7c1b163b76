import type { MessageKey } from '../card/key.ts'

/** What measures are counted in. `minor` is the minor unit of a currency, which goes with it. */
export const units = [
  'stick',
  'kg',
  'g',
  'tablet',
  'ml',
  'piece',
  'litre',
  'minor',
  'person',
  'item',
  'case',
] as const
export type Unit = (typeof units)[number]

export const labelOf = (unit: Unit): MessageKey => `amount.${unit}`

/** Units that are counted one by one: each language says them with their number in its own way. */
export const countedUnits = ['stick', 'tablet', 'piece', 'person', 'item', 'case'] as const
export const countedIn = (unit: (typeof countedUnits)[number]): MessageKey => `counted.${unit}`

const decimalsByUnit: Readonly<Partial<Record<Unit, number>>> = { kg: 3, g: 3, ml: 3, litre: 3 }

/** Decimals an amount may have in this unit; 0 for what is counted. A currency has its own. */
export const decimalsOfUnit = (unit: Unit): number => decimalsByUnit[unit] ?? 0
