import { printAmount, readAmount } from '../../codes/amount.ts'
import { readCurrency } from '../../codes/currency.ts'
import {
  type Measure as Counted,
  countingBases,
  labelOf,
  labelOfBasis,
  type MeasureKind,
  makeMeasure,
  measureKinds,
  scaleOf,
  unitsOf,
} from '../../codes/measure.ts'
import { readCode } from '../../codes/read.ts'
import { labelOf as labelOfUnit } from '../../codes/unit.ts'
import { err, ok, type Result } from '../../kit/result.ts'
import type { Raw } from '../command.ts'
import type { Measure } from '../events.ts'
import type { Inputs } from '../inputs.ts'
import { optionalChoice, optionalFigure } from '../optional-inputs.ts'
import type { Problem } from '../refusals.ts'
import { currency } from './fields.ts'

/** Units of those kinds that have several; the others have but one. */
const choosable = [
  ...new Set(
    measureKinds
      .map(unitsOf)
      .filter(u => u.length > 1)
      .flat(),
  ),
]

const rows = [1, 2, 3] as const
type Row = (typeof rows)[number]
const parts = ['kind', 'value', 'unit', 'currency', 'basis'] as const

const nameOf = (row: Row, part: (typeof parts)[number]): string => `measure-${row}-${part}`

const rowInputs = (row: Row): Inputs => ({
  [nameOf(row, 'kind')]: optionalChoice({
    label: 'form.measure_kind',
    codes: measureKinds,
    labelOf,
  }),
  [nameOf(row, 'value')]: optionalFigure({ label: 'form.measure_value', decimals: 4 }),
  [nameOf(row, 'unit')]: optionalChoice({
    label: 'form.measure_unit',
    codes: choosable,
    labelOf: labelOfUnit,
  }),
  [nameOf(row, 'currency')]: currency('form.measure_currency'),
  [nameOf(row, 'basis')]: optionalChoice({
    label: 'form.measure_basis',
    codes: countingBases,
    labelOf: labelOfBasis,
  }),
})

const groups = {
  1: 'form.part_measure_1',
  2: 'form.part_measure_2',
  3: 'form.part_measure_3',
} as const

/** Up to three results in figures, each with kind, value, unit or currency, and whose result it is. */
export const measureInputs: Inputs = Object.fromEntries(
  rows.flatMap(row =>
    Object.entries(rowInputs(row)).map(([name, i]) => [name, { ...i, group: groups[row] }]),
  ),
)

const counted = (row: Row, raw: Raw, kind: MeasureKind): Result<Counted, Problem> => {
  const typed = (part: (typeof parts)[number]): string => (raw[nameOf(row, part)] ?? '').trim()
  const missing = (['value', 'basis'] as const).find(part => typed(part) === '')
  if (missing) return err({ input: nameOf(row, missing), reason: 'Missing' })
  const own = unitsOf(kind)
  const chosen = readCode(choosable, typed('unit'))
  if (chosen === undefined && own.length > 1)
    return err({ input: nameOf(row, 'unit'), reason: 'Missing' })
  const unit = chosen ?? own[0]
  const code = readCurrency(typed('currency'))
  const basis = readCode(countingBases, typed('basis')) ?? 'own'
  const amount = readAmount(typed('value'), scaleOf(unit, code) ?? 4)
  const measure = {
    kind,
    unit,
    basis,
    amount: amount.ok ? amount.value : 0,
    ...(code === undefined ? {} : { currency: code }),
  }
  const made = makeMeasure(measure)
  if (made.ok) return amount.ok ? made : err({ input: nameOf(row, 'value'), reason: 'NotANumber' })
  if (made.error === 'NoCurrency')
    return err({ input: nameOf(row, 'currency'), reason: code ? 'NotAChoice' : 'Missing' })
  const input = made.error === 'WrongUnit' ? 'unit' : 'currency'
  return err({ input: nameOf(row, input), reason: 'NotAChoice' })
}

// Money in minor units, so that no currency's decimals are ever guessed again; the rest as it is read.
const written = (m: Counted): Measure => ({
  kind: m.kind,
  value:
    m.unit === 'minor'
      ? String(m.amount)
      : printAmount(m.amount, scaleOf(m.unit) ?? 0).replaceAll(',', ''),
  unit: m.unit,
  ...(m.currency === undefined ? {} : { currency: m.currency }),
  basis: m.basis,
})

const readRow = (row: Row, raw: Raw): readonly Result<Measure, Problem>[] => {
  const kind = readCode(measureKinds, raw[nameOf(row, 'kind')] ?? '')
  if (kind !== undefined) {
    const read = counted(row, raw, kind)
    return [read.ok ? ok(written(read.value)) : read]
  }
  return parts.some(part => (raw[nameOf(row, part)] ?? '').trim() !== '')
    ? [err({ input: nameOf(row, 'kind'), reason: 'Missing' })]
    : []
}

/** Reads the rows that were used; money without a currency and what doesn't fit together are refused. */
export const readMeasures = (raw: Raw): Result<readonly Measure[], readonly Problem[]> => {
  const read = rows.flatMap(row => readRow(row, raw))
  const problems = read.flatMap(r => (r.ok ? [] : [r.error]))
  return problems.length > 0 ? err(problems) : ok(read.flatMap(r => (r.ok ? [r.value] : [])))
}
