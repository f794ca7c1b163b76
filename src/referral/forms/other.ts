import { commodities, labelOf } from '../../codes/commodity.ts'
import { optionalChoice } from '../optional-inputs.ts'
import type { Block } from './block.ts'
import { hs, offence, paragraph } from './fields.ts'

/** Whatever has no form of its own yet. */
export const other: Block = {
  title: 'form.part_matter',
  inputs: {
    offence,
    commodity: optionalChoice({ label: 'form.commodity', codes: commodities, labelOf }),
    hs,
    conveyance: paragraph('form.conveyance', 'form.conveyance_hint'),
  },
  needed: () => ['offence'],
}
