import { optionalFigure } from '../optional-inputs.ts'
import type { Block } from './block.ts'
import { line } from './fields.ts'
import { goods, neededOfGoods } from './goods.ts'

/** Counterfeit goods: which, how many pieces, and whose right. */
export const iprGoods: Block = {
  title: 'form.part_ipr_goods',
  inputs: {
    goods: line('form.goods'),
    pieces: optionalFigure({ label: 'form.pieces', decimals: 0 }),
    right: line('form.right'),
    'rights-holder': line('form.rights_holder'),
    ...goods,
  },
  needed: g => ['goods', 'pieces', 'right', 'rights-holder', ...neededOfGoods(g)],
}
