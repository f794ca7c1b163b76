import { cashKinds, declarations, labelOf, labelOfDeclaration } from '../../codes/cash.ts'
import { directions, labelOfDirection } from '../../codes/movement.ts'
import { optionalChoice, optionalFigure } from '../optional-inputs.ts'
import { type Block, when } from './block.ts'
import { currency, line, paragraph, place, time, yesNo } from './fields.ts'

/**
 * Cash couriers and money laundering (FATF Recommendation 32; Cap. 629 of Hong Kong): an amount never
 * without its currency; what is carried is declared or not, what is transferred names an account.
 */
export const cash: Block = {
  title: 'form.part_cash',
  inputs: {
    amount: optionalFigure({ label: 'form.amount', decimals: 4 }),
    currency: currency('form.currency'),
    carried: yesNo('form.carried'),
    'cash-kind': optionalChoice({ label: 'form.cash_kind', codes: cashKinds, labelOf }),
    declaration: optionalChoice({
      label: 'form.declaration',
      codes: declarations,
      labelOf: labelOfDeclaration,
    }),
    direction: optionalChoice({
      label: 'form.direction',
      codes: directions,
      labelOf: labelOfDirection,
    }),
    where: place('form.where'),
    'occurred-at': time('form.occurred_at'),
    conveyance: paragraph('form.conveyance', 'form.conveyance_hint'),
    'goods-destination': place('form.goods_destination'),
    suspicion: paragraph('form.suspicion'),
    predicate: line('form.predicate'),
    'source-claimed': line('form.source_claimed'),
    account: line('form.account'),
    persons: paragraph('form.persons', 'form.persons_hint'),
  },
  needed: g => [
    'amount',
    'currency',
    'carried',
    'where',
    'occurred-at',
    'suspicion',
    ...when(
      g.is('carried', 'yes'),
      'cash-kind',
      'declaration',
      'direction',
      'conveyance',
      'goods-destination',
    ),
    ...when(g.is('carried', 'no'), 'account'),
  ],
}
