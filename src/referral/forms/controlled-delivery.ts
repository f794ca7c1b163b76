import { optionalChoice } from '../optional-inputs.ts'
import type { Block } from './block.ts'
import { line, time } from './fields.ts'

/**
 * Go or no-go only, case by case (UN Convention of 1988, Article 11). Where the goods are, who follows
 * them and when to stop is never written here: the form names where that is told.
 */
export const controlledDelivery: Block = {
  title: 'form.part_controlled_delivery',
  inputs: {
    'delivery-mode': optionalChoice({
      label: 'form.delivery_mode',
      codes: ['intact', 'partial', 'full'],
      labelOf: code => `deliverymode.${code}`,
    }),
    'transit-states': line('form.transit_states'),
    'transit-consent': optionalChoice({
      label: 'form.transit_consent',
      codes: ['yes', 'no', 'pending'],
      labelOf: code => `transitconsent.${code}`,
    }),
    'hand-over-at': time('form.hand_over_at'),
    'decision-by': time('form.decision_by'),
    'told-elsewhere': line('form.told_elsewhere'),
  },
  needed: () => [
    'delivery-mode',
    'transit-states',
    'transit-consent',
    'hand-over-at',
    'decision-by',
    'told-elsewhere',
  ],
}
