import { type Action, actions as allActions } from '../../codes/action.ts'
import { readCode } from '../../codes/read.ts'
import { carries, urgencyReasons } from '../../codes/urgency.ts'
import { type Category, categories, type Priority } from '../../kit/codes.ts'
import { parseInstant } from '../../kit/time.ts'
import type { Raw } from '../command.ts'
import type { Inputs } from '../inputs.ts'
import { valuesOfMarking } from '../marking.ts'
import type { Referral } from '../referral.ts'
import type { Problem } from '../refusals.ts'
import { type Block, type Given, givenOf, joined } from './block.ts'
import { cash } from './cash.ts'
import { controlledDelivery } from './controlled-delivery.ts'
import { cyberOther } from './cyber-other.ts'
import { drugs } from './drugs.ts'
import { header, marking } from './header.ts'
import { identifySubscriber } from './identify-subscriber.ts'
import { iprGoods } from './ipr-goods.ts'
import { iprOnline } from './ipr-online.ts'
import { mutualAssistance } from './mutual-assistance.ts'
import { other } from './other.ts'
import { preserveData } from './preserve-data.ts'
import { tobacco } from './tobacco.ts'

/** The form of each category. */
export const categoryForms: Readonly<Record<Category, Block>> = {
  'ipr-online': iprOnline,
  tobacco,
  drugs,
  cash,
  'ipr-goods': iprGoods,
  'cyber-other': cyberOther,
  other,
}

/** Requests that ask for more, whatever the category. */
export const actionBlocks: Readonly<Partial<Record<Action, Block>>> = {
  'preserve-data': preserveData,
  'identify-subscriber': identifySubscriber,
  'check-declaration-records': mutualAssistance,
  'obtain-documents': mutualAssistance,
  'legal-advice': mutualAssistance,
  'controlled-delivery': controlledDelivery,
}

export interface Form {
  readonly inputs: Inputs
  /** Names that must be given before it is sent, given the others. */
  readonly needed: (given: Given) => readonly string[]
}

const blocksOf = (asked: readonly string[]): readonly Block[] => [
  ...new Set(allActions.filter(a => asked.includes(a)).flatMap(a => actionBlocks[a] ?? [])),
]

/** Header, category, and the blocks of what is asked. */
export const formFor = (category: Category, asked: readonly string[]): Form =>
  joined([marking, header, categoryForms[category], ...blocksOf(asked)])

/** Every input of every form; for help and for what may be typed. */
export const anyForm: Form = joined([
  marking,
  header,
  ...categories.map(c => categoryForms[c]),
  ...blocksOf(allActions),
])

/** The actions as typed, else as they are. */
export const askedOf = (referral: Pick<Referral, 'actions'>, raw: Raw = {}): readonly string[] => {
  const typed = raw['actions']
  return typed === undefined
    ? referral.actions
    : typed.split(/[\s,、]+/).flatMap(word => readCode(allActions, word) ?? [])
}

/** What the log has of a form, by input name. */
export const knownOf = (r: Pick<Referral, 'details' | 'marking' | 'urgency' | 'actions'>): Raw => ({
  ...r.details,
  ...(r.marking ? valuesOfMarking(r.marking) : {}),
  ...(r.urgency === undefined ? {} : { urgency: r.urgency }),
  ...(r.actions.length === 0 ? {} : { actions: r.actions.join(',') }),
})

const context = (r: Pick<Referral, 'observedAt'>, priority: Priority): Raw => ({
  priority,
  ...(r.observedAt === undefined ? {} : { observed: 'given' }),
})

/** What is still missing before it may be sent: `values` by input name, of words only the names. */
export const missingIn = (
  r: Pick<Referral, 'observedAt' | 'category'>,
  priority: Priority,
  values: Raw,
  words: readonly string[],
): readonly string[] => {
  const given = givenOf({ ...values, ...context(r, priority) }, words)
  const { inputs, needed } = formFor(r.category, askedOf({ actions: [] }, values))
  return Object.keys(inputs).filter(name => needed(given).includes(name) && !given.has(name))
}

/** The same of a referral as it is; in the order of its form. */
export const missingOf = (r: Referral): readonly string[] =>
  missingIn(r, r.priority, knownOf(r), r.given)

/** Which inputs must be given, marked as such for whoever fills the form in. */
export const markedOf = (r: Referral, raw: Raw = {}): Inputs => {
  const { inputs, needed } = formFor(r.category, askedOf(r, raw))
  const priority = raw['priority'] ?? r.priority
  const values = { ...knownOf(r), ...raw, ...context(r, r.priority), priority }
  const names = needed(givenOf(values, r.given))
  return Object.fromEntries(
    Object.entries(inputs).map(([name, i]) => [
      name,
      names.includes(name) ? { ...i, needed: true } : i,
    ]),
  )
}

const filledIn = (raw: Raw, ...names: readonly string[]): string | undefined =>
  names.find(name => (raw[name] ?? '').trim() !== '')

const momentOf = (raw: Raw, name: string): number | undefined => {
  const read = parseInstant(raw[name] ?? '')
  return read.ok ? read.value : undefined
}

/** What is wrong between values that are each right: refused in a draft too. */
export const clashesOf = (priority: Priority, raw: Raw): readonly Problem[] => {
  const urgency = readCode(urgencyReasons, raw['urgency'] ?? '')
  const admiralty = filledIn(raw, 'source-admiralty', 'info-admiralty')
  const mixed = filledIn(raw, 'source-4x4', 'info-4x4') && admiralty
  const from = momentOf(raw, 'window-from')
  const to = momentOf(raw, 'window-to')
  return [
    ...(urgency && !carries(urgency, priority)
      ? [{ input: 'urgency', reason: 'NotAChoice' } as const]
      : []),
    ...(mixed ? [{ input: mixed, reason: 'NotAChoice' } as const] : []),
    ...(from !== undefined && to !== undefined && to <= from
      ? [{ input: 'window-to', reason: 'NotLater' } as const]
      : []),
  ]
}
