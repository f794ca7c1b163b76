import { labelOf } from '../../codes/unit.ts'
import { optionalChoice, optionalFigure } from '../optional-inputs.ts'
import type { Block } from './block.ts'
import { line } from './fields.ts'
import { goods, neededOfGoods } from './goods.ts'

/** Drugs: substance, and a quantity with its unit. */
export const drugs: Block = {
  title: 'form.part_drugs',
  inputs: {
    substance: line('form.substance'),
    quantity: optionalFigure({ label: 'form.quantity', decimals: 3 }),
    'quantity-unit': optionalChoice({
      label: 'form.quantity_unit',
      codes: ['g', 'kg', 'tablet', 'ml'],
      labelOf,
    }),
    ...goods,
  },
  needed: g => ['substance', 'quantity', 'quantity-unit', ...neededOfGoods(g)],
}
