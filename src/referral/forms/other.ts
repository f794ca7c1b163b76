import type { Block } from './block.ts'
import { commodity, hs, offence, paragraph } from './fields.ts'

/** Whatever has no form of its own yet. */
export const other: Block = {
  title: 'form.part_matter',
  inputs: {
    offence,
    commodity,
    hs,
    conveyance: paragraph('form.conveyance', 'form.conveyance_hint'),
  },
  needed: () => ['offence'],
}
