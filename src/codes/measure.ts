import type { MessageKey } from '../card/key.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { type Currency, decimalsOf } from './currency.ts'
import { decimalsOfUnit, type Unit } from './unit.ts'

/** What came of a referral, with the units each may have: judgement, after what both agencies report. */
const unitsByKind = {
  cigarettes: ['stick'],
  tobacco: ['kg'],
  drugs: ['g', 'tablet', 'ml'],
  'counterfeit-goods': ['piece'],
  alcohol: ['litre'],
  cash: ['minor'],
  'market-value': ['minor'],
  'duty-potential': ['minor'],
  'persons-arrested': ['person'],
  'persons-identified': ['person'],
  containers: ['item'],
  parcels: ['item'],
  vehicles: ['item'],
  'links-removed': ['item'],
  'domains-removed': ['item'],
  'accounts-removed': ['item'],
  'torrents-removed': ['item'],
  'datasets-preserved': ['item'],
  'subscribers-identified': ['item'],
  'servers-seized': ['item'],
  'devices-seized': ['item'],
  prosecutions: ['case'],
  convictions: ['case'],
} as const satisfies Readonly<Record<string, readonly [Unit, ...Unit[]]>>

export type MeasureKind = keyof typeof unitsByKind
const isKind = (name: string): name is MeasureKind => Object.hasOwn(unitsByKind, name)
export const measureKinds: readonly MeasureKind[] = Object.keys(unitsByKind).filter(isKind)

export const labelOf = (kind: MeasureKind): MessageKey => `measure.${kind}`
export const unitsOf = (kind: MeasureKind): readonly [Unit, ...Unit[]] => unitsByKind[kind]

/** Whose result it is. A seizure by a third state is never counted as own (Italy, April 2003). */
export const countingBases = ['own', 'third', 'prevented'] as const
export type CountingBasis = (typeof countingBases)[number]
export const labelOfBasis = (basis: CountingBasis): MessageKey => `basis.${basis}`

export interface Measure {
  readonly kind: MeasureKind
  readonly unit: Unit
  /** Where, and only where, the unit is `minor`. */
  readonly currency?: Currency
  readonly basis: CountingBasis
  /** An integer from 0, in steps of the unit's smallest decimal: 1.5 kg is 1500. */
  readonly amount: number
}

export type MeasureFault = 'WrongUnit' | 'NoCurrency' | 'CurrencyUnasked' | 'NotAnAmount'

/** Decimals of an amount in `unit`; undefined for a currency that can't be counted. */
export const scaleOf = (unit: Unit, currency?: Currency): number | undefined =>
  unit === 'minor' ? currency && decimalsOf(currency) : decimalsOfUnit(unit)

/** A measure whose parts fit together; `amount` as in `Measure`. */
export const makeMeasure = (parts: Measure): Result<Measure, MeasureFault> => {
  if (!unitsOf(parts.kind).includes(parts.unit)) return err('WrongUnit')
  if (parts.unit !== 'minor' && parts.currency !== undefined) return err('CurrencyUnasked')
  if (scaleOf(parts.unit, parts.currency) === undefined) return err('NoCurrency')
  return Number.isSafeInteger(parts.amount) && parts.amount >= 0 ? ok(parts) : err('NotAnAmount')
}

/** Only like with like: kind, unit, currency and counting basis are the same. */
export const addable = (a: Measure, b: Measure): boolean =>
  a.kind === b.kind && a.unit === b.unit && a.currency === b.currency && a.basis === b.basis

/** Sums what may be summed, in order of first appearance; refused where a sum has no exact number. */
export const totals = (measures: readonly Measure[]): Result<readonly Measure[], 'TooLarge'> => {
  const sums: Measure[] = []
  for (const next of measures) {
    const at = sums.findIndex(sum => addable(sum, next))
    const amount = (sums[at]?.amount ?? 0) + next.amount
    if (!Number.isSafeInteger(amount)) return err('TooLarge')
    sums.splice(at < 0 ? sums.length : at, 1, { ...next, amount })
  }
  return ok(sums)
}
