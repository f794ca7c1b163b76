import { readAmount } from '../codes/amount.ts'
import { readCurrency } from '../codes/currency.ts'
import {
  addable,
  countingBases,
  type Measure,
  makeMeasure,
  measureKinds,
  scaleOf,
} from '../codes/measure.ts'
import { readCode } from '../codes/read.ts'
import { units } from '../codes/unit.ts'
import type { Measure as Written } from '../referral/events.ts'

/** A measure of an event; nothing for one that this version can't add up. */
export const measureOf = (m: Written): Measure | undefined => {
  const kind = readCode(measureKinds, m.kind)
  const unit = readCode(units, m.unit)
  const basis = readCode(countingBases, m.basis)
  const currency = m.currency === undefined ? undefined : readCurrency(m.currency)
  if (!kind || !unit || !basis) return undefined
  // Money is written in minor units already.
  const amount = readAmount(m.value, unit === 'minor' ? 0 : (scaleOf(unit) ?? 0))
  if (!amount.ok) return undefined
  const made = makeMeasure({
    ...{ kind, unit, basis, amount: amount.value },
    ...(currency === undefined ? {} : { currency }),
  })
  return made.ok ? made.value : undefined
}

/** What `now` has more of than `before`: a referral that is closed again counts nothing twice. */
export const gained = (before: readonly Measure[], now: readonly Measure[]): readonly Measure[] =>
  now
    .map(m => ({ ...m, amount: m.amount - (before.find(b => addable(b, m))?.amount ?? 0) }))
    .filter(m => m.amount > 0)

/** Adds in place, like to like. */
export const addTo = (sums: Measure[], more: readonly Measure[]): void => {
  for (const m of more) {
    const at = sums.findIndex(s => addable(s, m))
    const amount = (sums[at]?.amount ?? 0) + m.amount
    // A sum that has no exact number any more is left where it was.
    if (Number.isSafeInteger(amount)) sums.splice(at < 0 ? sums.length : at, 1, { ...m, amount })
  }
}

/** One order, whichever was closed first: both sides print the same. */
export const inOrder = (sums: readonly Measure[]): readonly Measure[] => {
  const key = (m: Measure): string => [m.kind, m.unit, m.currency ?? '', m.basis].join(' ')
  return sums.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}
