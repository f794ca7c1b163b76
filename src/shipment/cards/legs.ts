import { at, count, data, type FieldOfCard, type Quote, type Term, words } from '../../card/card.ts'
import { readIdentifiers } from '../../checks/identifier.ts'
import { sayWarning } from '../../checks/warning.ts'
import { type Change, labelOfChange } from '../../codes/shipment.ts'
import { hsTerm } from '../../referral/cards/details.ts'
import { listed } from '../../referral/cards/labels.ts'
import { containersIn } from '../changes.ts'
import { type DeclaredGoods, goodsOn, type Leg, type Shipment } from '../shipment.ts'
import { custodianTerm, quoteOf, type Shown, wayOf, wordsIn } from './facts.ts'

/** Codes of what changed, in words. */
export const whatTerm = ({ what }: { readonly what: readonly Change[] }): Term =>
  listed(what.map(w => words(labelOfChange(w)))) ?? words('shipment.nothing')

export const isOfGoods = (w: Change): boolean => w !== 'container'

/** Where a leg leads, when, and whose it is. */
export const legFields = (facts: Shown): readonly FieldOfCard[] =>
  facts.state.legs.map(l => ({
    label: 'shipment.leg',
    value: words('shipment.leg_value', {
      ...wayOf(facts, l),
      departs: at(l.departs),
      arrives: at(l.arrives),
      custodian: custodianTerm(l),
    }),
  }))

/** What is odd about a container's or a vessel's number; it warns and refuses nothing. */
export const checkFields = (facts: Shown): readonly FieldOfCard[] => {
  const { legs } = facts.state
  const texts = [...new Set(legs.flatMap(l => l.containers.at(-1) ?? []))].flatMap(item =>
    containersIn(wordsIn(facts, item, 'containers') ?? ''),
  )
  const ways = legs.flatMap(l => (wordsIn(facts, l.item, 'conveyance') ?? '').split(/[\n,;/]/))
  return [...texts, ...ways]
    .flatMap(readIdentifiers)
    .filter(i => i.kind === 'container' || i.kind === 'vessel')
    .flatMap(i =>
      i.warnings.map(w => ({
        label: 'shipment.check' as const,
        value: words('card.warned', { what: data(i.shown), warning: sayWarning(w) }),
      })),
    )
}

const marked = (title: Term, what: readonly Change[]): Term =>
  what.length === 0 ? title : words('shipment.changed', { title, what: whatTerm({ what }) })

/** What was declared: the officer's words under the leg, its code, and what of it changed. */
export const goodsQuote = (
  facts: Shown,
  n: number,
  goods: DeclaredGoods,
  what: readonly Change[] = [],
): readonly Quote[] => {
  const number = count(n)
  const title =
    goods.hs === undefined
      ? words('shipment.goods_on', { number })
      : words('shipment.goods_on_hs', { number, hs: hsTerm(goods.hs) })
  return quoteOf(facts, goods.item, 'goods', {
    label: 'shipment.goods',
    title: marked(title, what.filter(isOfGoods)),
  })
}

export const containersQuote = (
  facts: Shown,
  n: number,
  item: string | undefined,
  what: readonly Change[] = [],
): readonly Quote[] =>
  quoteOf(facts, item, 'containers', {
    label: 'shipment.containers',
    title: marked(
      words('shipment.containers_on', { number: count(n) }),
      what.filter(w => !isOfGoods(w)),
    ),
  })

/** What changed of what a leg has now. */
const changedOn = (s: Shipment, l: Leg): readonly Change[] => {
  const now = goodsOn(l)
  const goods = s.alarms.findLast(
    a => a.leg === l.n && a.after.item === now.item && a.after.at === now.at,
  )
  const containers = s.alarms.findLast(
    a => a.leg === l.n && a.containers.after === l.containers.at(-1),
  )
  return [
    ...(goods?.what ?? []).filter(isOfGoods),
    ...(containers?.what ?? []).filter(w => !isOfGoods(w)),
  ]
}

const wordsOfLeg = [
  ['from', 'shipment.leg_from'],
  ['to', 'shipment.leg_to'],
  ['external', 'shipment.external'],
  ['conveyance', 'form.conveyance'],
] as const

/** Places that are no codes, who is outside and what carries it, in the officer's words. */
const wayQuotes = (facts: Shown, l: Leg): readonly Quote[] =>
  wordsOfLeg
    .filter(([name]) => (name !== 'from' && name !== 'to') || l[name] === undefined)
    .flatMap(([name, label]) =>
      quoteOf(facts, l.item, name, {
        label,
        title: words('shipment.on_leg', { number: count(l.n), what: words(label) }),
      }),
    )

/** Leg by leg: goods, containers where they are others than above, and the way. */
export const legQuotes = (facts: Shown): readonly Quote[] => {
  const { state: s } = facts
  return s.legs.flatMap((l, i) => {
    const containers = l.containers.at(-1)
    const isSame = i > 0 && s.legs[i - 1]?.containers.at(-1) === containers
    const what = changedOn(s, l)
    return [
      ...goodsQuote(facts, l.n, goodsOn(l), what),
      ...(isSame ? [] : containersQuote(facts, l.n, containers, what)),
      ...wayQuotes(facts, l),
    ]
  })
}
