import { type Block, when } from './block.ts'
import { network, offence, paragraph } from './fields.ts'

/** Other cyber crime: what, where on the network, and when it was seen. */
export const cyberOther: Block = {
  title: 'form.part_cyber',
  inputs: { offence, location: paragraph('form.location', 'form.location_hint'), ...network },
  needed: g => [
    'offence',
    'location',
    'clock-accuracy',
    ...when(!g.has('observed'), 'observed-at'),
    ...when(g.is('proceedings', 'criminal-pre-charge', 'court'), 'evidence-items'),
  ],
}
