import { cigaretteStatuses, labelOf } from '../../codes/cigarette.ts'
import { optionalChoice, optionalFigure } from '../optional-inputs.ts'
import type { Block } from './block.ts'
import { line, paragraph } from './fields.ts'
import { goods, neededOfGoods } from './goods.ts'

/** Cigarettes: what they are, and how many sticks of which brand. Sticks are the only unit kept. */
export const tobacco: Block = {
  title: 'form.part_tobacco',
  inputs: {
    'cigarette-status': optionalChoice({
      label: 'form.cigarette_status',
      codes: cigaretteStatuses,
      labelOf,
    }),
    brands: paragraph('form.brands', 'form.brands_hint'),
    sticks: { ...optionalFigure({ label: 'form.sticks', decimals: 0 }), counts: 'stick' },
    'packet-markings': line('form.packet_markings'),
    ...goods,
  },
  needed: g => ['cigarette-status', 'brands', 'sticks', ...neededOfGoods(g)],
}
