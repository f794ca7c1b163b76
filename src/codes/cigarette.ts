import type { MessageKey } from '../card/key.ts'

/** What cigarettes turned out to be; words of customs practice, the list is judgement. */
export const cigaretteStatuses = [
  'genuine',
  'counterfeit',
  'cheap-white',
  'duty-not-paid',
  'unknown',
] as const
export type CigaretteStatus = (typeof cigaretteStatuses)[number]

export const labelOf = (status: CigaretteStatus): MessageKey => `cigarette.${status}`

/** Trade sizes. Hong Kong counts sticks, Korea packs and cartons; sticks are what is kept. */
export const sticksPer = { pack: 20, carton: 200, 'master-case': 10_000 } as const
export type CigaretteUnit = keyof typeof sticksPer

/** Sticks in `n` packs, cartons or master cases; undefined where that is no whole number of sticks. */
export const toSticks = (n: number, unit: CigaretteUnit): number | undefined => {
  const sticks = n * sticksPer[unit]
  return Number.isSafeInteger(n) && n >= 0 && Number.isSafeInteger(sticks) ? sticks : undefined
}

/** Whole units in `sticks` (an integer from 0) and the sticks left over. */
export const inUnits = (
  sticks: number,
  unit: CigaretteUnit,
): { readonly whole: number; readonly rest: number } => {
  const rest = sticks % sticksPer[unit]
  return { whole: (sticks - rest) / sticksPer[unit], rest }
}

/**
 * More sticks than one 40-foot container may hold: worth a second look, never a refusal. About nine
 * million in one was real (Hong Kong Customs, February 2020); the bound is judgement.
 */
export const isImplausible = (sticks: number, containers: number): boolean =>
  sticks > 12_000_000 * Math.max(1, containers)
