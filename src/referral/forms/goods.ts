import {
  directions,
  labelOf,
  labelOfDirection,
  labelOfPlaceKind,
  means,
  placeKinds,
} from '../../codes/movement.ts'
import { optionalChoice } from '../optional-inputs.ts'
import { type Given, when } from './block.ts'
import { commodity, hs, line, paragraph, place, time, yesNo } from './fields.ts'

/**
 * Goods that move or were seized: fields of the WCO's warning and seizure messages as far as they are
 * public (domain.md 2.3).
 */
export const goods = {
  report: optionalChoice({
    label: 'form.report',
    codes: ['warning', 'seizure'],
    labelOf: code => `goodsreport.${code}`,
  }),
  commodity,
  hs,
  means: optionalChoice({ label: 'form.means', codes: means, labelOf }),
  conveyance: paragraph('form.conveyance', 'form.conveyance_hint'),
  bill: line('form.bill', 60),
  seal: line('form.seal', 60),
  loading: place('form.loading'),
  via: place('form.via'),
  'goods-destination': place('form.goods_destination'),
  declared: paragraph('form.declared'),
  eta: time('form.eta'),
  suspicion: paragraph('form.suspicion'),
  control: line('form.control_wanted'),
  'alert-subject': yesNo('form.alert_subject'),
  'seized-at': time('form.seized_at'),
  'seized-where': place('form.seized_where'),
  'place-kind': optionalChoice({
    label: 'form.place_kind',
    codes: placeKinds,
    labelOf: labelOfPlaceKind,
  }),
  'seized-by': line('form.seized_by'),
  direction: optionalChoice({
    label: 'form.direction',
    codes: directions,
    labelOf: labelOfDirection,
  }),
  detection: line('form.detection'),
  'warning-ref': line('form.warning_ref', 60),
  concealment: line('form.concealment'),
}

export const neededOfGoods = (g: Given): readonly string[] => [
  'report',
  'means',
  'conveyance',
  'loading',
  'goods-destination',
  'declared',
  ...when(g.is('report', 'warning'), 'eta', 'suspicion', 'control', 'alert-subject'),
  ...when(
    g.is('report', 'seizure'),
    'seized-at',
    'seized-where',
    'place-kind',
    'seized-by',
    'direction',
    'detection',
    'warning-ref',
  ),
]
