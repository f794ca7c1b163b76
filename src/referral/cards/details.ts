import { at, count, data, type FieldOfCard, officer, type Term, words } from '../../card/card.ts'
import { sayNumber } from '../../card/format.ts'
import type { MessageKey } from '../../card/key.ts'
import { actions, labelOf as labelOfAction } from '../../codes/action.ts'
import { readAmount } from '../../codes/amount.ts'
import { inUnits } from '../../codes/cigarette.ts'
import { readCurrency } from '../../codes/currency.ts'
import { labelOf as labelOfHs, printHs, readHs } from '../../codes/hs.ts'
import {
  countingBases,
  labelOfBasis,
  labelOf as labelOfMeasure,
  measureKinds,
} from '../../codes/measure.ts'
import { printMoney } from '../../codes/money.ts'
import { countedIn, countedUnits, labelOf as labelOfUnit, units } from '../../codes/unit.ts'
import { labelOf as labelOfUrgency, urgencyReasons } from '../../codes/urgency.ts'
import { visible } from '../../kit/text.ts'
import { parseInstant } from '../../kit/time.ts'
import type { Command } from '../command.ts'
import type { Measure } from '../events.ts'
import { labelOfResult } from '../forms/results.ts'
import type { Input } from '../inputs.ts'
import type { Referral } from '../referral.ts'
import { fieldOf } from './fields.ts'
import { inputsBy, listed } from './labels.ts'
import { ruleTerm } from './rule.ts'

/** A code in words; one that this version doesn't know, as it is. */
const coded = <C extends string>(
  codes: readonly C[],
  labelOf: (code: C) => MessageKey,
  code: string,
): Term => {
  const known = codes.find(c => c === code)
  return known === undefined ? data(visible(code)) : words(labelOf(known))
}

/** A code of the tariff as it is written, with the words of its row where the table has one. */
export const hsTerm = (value: string): Term => {
  const read = readHs(value)
  if (!read.ok) return data(visible(value))
  const code = data(printHs(read.value))
  const { known } = read.value
  return known === undefined
    ? code
    : words('card.hs_named', { code, heading: words(labelOfHs(known)) })
}

const valueTerm = (input: Input<unknown> | undefined, value: string): Term | undefined => {
  if (input?.widget === 'instant') {
    const read = parseInstant(value)
    return read.ok ? at(read.value) : data(visible(value))
  }
  if (input?.names === 'hs') return hsTerm(value)
  if (input?.counts === 'stick') return sticksTerm(value) ?? data(visible(value))
  const one = (code: string): Term => {
    const choice = input?.choices?.find(c => c.value === code)
    return choice ? words(choice.label, choice.params) : data(visible(code))
  }
  return listed(input?.widget === 'choices' ? value.split(/[\s,]+/).map(one) : [one(value)])
}

/** What the category's form holds besides words: codes in words, moments on both clocks. */
export const detailFields = (r: Referral, commands: readonly Command[]): readonly FieldOfCard[] => {
  const inputs = inputsBy(commands, r)
  return Object.entries(r.details).flatMap(([name, value]) => {
    const input = inputs.get(name)
    return input ? fieldOf(input.label, valueTerm(input, value)) : []
  })
}

const resultTerm = (action: string, result: string): Term => {
  const label = labelOfResult(action, result)
  return label ? words(label) : data(visible(result))
}

/**
 * Sticks, as Hong Kong counts them, and packs, as Korea does, where they make whole ones; undefined for what is no
 * whole number.
 */
export const sticksTerm = (value: string): Term | undefined => {
  const sticks = readAmount(value, 0)
  if (!sticks.ok) return undefined
  const { whole, rest } = inUnits(sticks.value, 'pack')
  const said = data(sayNumber(sticks.value))
  return rest > 0 || whole === 0
    ? words(countedIn('stick'), { n: said, count: count(sticks.value) })
    : words('card.sticks', { sticks: said, packs: data(sayNumber(whole)), count: count(whole) })
}

/** Money is kept in minor units, so that no currency's decimals are guessed; it is printed in its own. */
export const amountTerm = (m: Pick<Measure, 'value' | 'unit' | 'currency'>): Term => {
  const currency = readCurrency(m.currency ?? '')
  const minor = m.unit === 'minor' ? Number(m.value) : Number.NaN
  const money = currency && Number.isSafeInteger(minor) ? printMoney(minor, currency) : undefined
  if (money !== undefined) return data(money)
  const sticks = m.unit === 'stick' ? sticksTerm(m.value) : undefined
  if (sticks) return sticks
  const value = data(m.value.replace(/^\d+/, whole => sayNumber(Number(whole))))
  const counted = countedUnits.find(u => u === m.unit)
  if (counted) return words(countedIn(counted), { n: value, count: count(Number(m.value)) })
  const unit = m.currency === undefined ? coded(units, labelOfUnit, m.unit) : data(m.currency)
  return words('card.amount', { value, unit })
}

const measured = (m: Measure): readonly FieldOfCard[] => {
  const kind = measureKinds.find(k => k === m.kind)
  const basis = coded(countingBases, labelOfBasis, m.basis)
  return fieldOf(
    kind ? labelOfMeasure(kind) : 'form.outcome',
    words('card.measure', { amount: amountTerm(m), basis }),
  )
}

/** What was asked for and what came of it. */
export const resultFields = (r: Referral): readonly FieldOfCard[] => [
  ...fieldOf(
    'card.urgency',
    r.urgency === undefined ? undefined : coded(urgencyReasons, labelOfUrgency, r.urgency),
  ),
  ...fieldOf('card.actions', listed(r.actions.map(a => coded(actions, labelOfAction, a)))),
  ...r.results.flatMap(({ action, result }) => {
    const known = actions.find(a => a === action)
    return fieldOf(known ? labelOfAction(known) : 'form.result', resultTerm(action, result))
  }),
  ...r.measures.flatMap(measured),
]

/**
 * The clocks beside the next one: the reply as it was first due and as it is, how due times were counted,
 * and what will be lost.
 */
export const clockFields = (r: Referral): readonly FieldOfCard[] => {
  const due = (name: string) => r.deadlines.find(d => d.name === name)
  const reply = due('reply')
  const paused = r.deadlines.find(d => d.pausedAt !== undefined)
  const quiet = r.deadlines.find(d => d.snoozedUntil !== undefined)
  return [
    ...(reply ? fieldOf('card.reply_due', at(reply.due)) : []),
    ...(reply && reply.original !== reply.due
      ? fieldOf('card.reply_first_due', at(reply.original))
      : []),
    ...(paused?.pausedAt === undefined ? [] : fieldOf('card.paused_since', at(paused.pausedAt))),
    ...(quiet?.snoozedUntil === undefined
      ? []
      : fieldOf('card.snoozed_until', at(quiet.snoozedUntil))),
    ...fieldOf('card.counted', listed(r.deadlines.flatMap(d => ruleTerm(r, d) ?? []))),
    ...(['evidence', 'preservation'] as const).flatMap(name => {
      const d = due(name)
      return d ? fieldOf(`card.${name}_due`, at(d.due)) : []
    }),
  ]
}

/** Where it comes from, who approved it, and what was decided on consent. */
export const historyFields = (r: Referral): readonly FieldOfCard[] => [
  ...fieldOf('notification.begun_from', r.notification && data(r.notification)),
  ...(r.parent
    ? fieldOf(
        r.parent.kind === 'extension' ? 'card.extends' : 'card.follow_up_to',
        data(r.parent.id),
      )
    : []),
  ...(r.approved ? fieldOf('card.approved', officer(r.approved.by)) : []),
  ...(r.extensions > 0 ? fieldOf('card.extensions', count(r.extensions)) : []),
  ...r.consents.flatMap(c =>
    c.decision === undefined
      ? []
      : fieldOf(
          'card.consent',
          words('card.consent_said', {
            purpose: words(`consent.${c.purpose}`),
            decision: words(`consent.${c.decision}`),
          }),
        ),
  ),
]
