import { measureKinds, unitsOf } from '../../src/codes/measure.ts'
import type { Role, Side } from '../../src/kit/codes.ts'
import type { Decision, Raw } from '../../src/referral/command.ts'
import { resultInputs } from '../../src/referral/forms/results.ts'
import type { Inputs } from '../../src/referral/inputs.ts'
import type { Referral } from '../../src/referral/referral.ts'
import type { Problem } from '../../src/referral/refusals.ts'
import type { Officer } from '../../src/roster/directory.ts'
import { onSide } from './desks.ts'
import { filledOf, plain, red } from './fill.ts'
import {
  afterActs,
  attempt,
  blank,
  commandNamed,
  drafted,
  folded,
  goodValues,
  inState,
} from './sample.ts'

/** Where a command may be given: by whom, on what, with which inputs, and values that are fine. */
export interface Place {
  readonly name: string
  readonly by: Officer
  readonly on?: Referral
  readonly inputs: Inputs
  readonly good: Raw
}

const textOf = (item: string) => ({ language: 'en', ref: { item, commit: 'c', bytes: 1 } })

const asked = 'preserve-data,verify-genuine,hold-and-examine,intel-check'
const form = { ...plain, actions: asked }

/** Received, with words in its form and with its acceptance: two texts to translate. */
const accepted = (): Referral => {
  const draft = blank()
  const filled = { ...filledOf(draft, form), text: textOf('1') }
  const sent = folded(draft, [filled], { by: onSide('sender') })
  const received = afterActs(sent, [
    ['send', 'sender'],
    ['acknowledge', 'receiver'],
  ])
  const accepted = { type: 'referral.accepted' as const, text: textOf('2') }
  return folded(received, [accepted], { by: onSide('receiver') })
}

const results: Raw = Object.fromEntries(
  Object.entries(resultInputs(asked.split(','))).map(([n, i]) => [n, i.choices?.[0]?.value ?? '']),
)
const answered = () => afterActs(accepted(), [['answer', 'receiver']])
const consentAsked = () => afterActs(accepted(), [['ask-consent', 'receiver']])
const extensionAsked = () => afterActs(accepted(), [['extend', 'receiver']])
const duplicateProposed = () => afterActs(accepted(), [['duplicate', 'sender']])

/** Three results in figures, each with what it must have. */
export const rows: Raw = Object.fromEntries(
  [1, 2, 3].flatMap(n =>
    Object.entries({ kind: 'drugs', value: '1.5', unit: 'g', basis: 'own' }).map(
      ([part, value]) => [`measure-${n}-${part}`, value] as const,
    ),
  ),
)

interface There {
  readonly on?: () => Referral
  readonly side?: Side
  readonly role?: Role
  readonly more?: Raw
}

const receiver = { side: 'receiver' } as const

const places: Readonly<Record<string, There>> = {
  create: {},
  drill: { role: 'supervisor' },
  approve: { on: () => drafted({}, 'officer', red), role: 'supervisor' },
  send: { on: () => inState('draft') },
  acknowledge: { ...receiver, on: () => inState('sent') },
  accept: { ...receiver, on: () => inState('acknowledged') },
  'request-info': { ...receiver, on: () => inState('sent') },
  'supply-info': { on: () => inState('info_requested') },
  forward: { ...receiver, on: accepted },
  return: { ...receiver, on: () => inState('forwarded') },
  interim: { ...receiver, on: () => inState('forwarded') },
  answer: { ...receiver, on: accepted, more: results },
  decline: { ...receiver, role: 'supervisor', on: () => inState('acknowledged') },
  extend: { ...receiver, on: accepted },
  'approve-extension': { on: extensionAsked },
  'reject-extension': { on: extensionAsked },
  withdraw: { on: accepted },
  close: { on: answered, more: { cause: 'reply', ...rows } },
  reopen: { ...receiver, on: () => inState('closed') },
  'follow-up': { on: answered },
  'extend-preservation': { on: answered },
  duplicate: { on: accepted },
  'confirm-duplicate': { ...receiver, on: duplicateProposed },
  'deny-duplicate': { ...receiver, on: duplicateProposed },
  'ask-consent': { ...receiver, on: accepted },
  'propose-consent': { on: consentAsked, more: { conditions: 'Not the first page.' } },
  'decide-consent': {
    role: 'supervisor',
    on: () => afterActs(consentAsked(), [['propose-consent', 'sender']]),
  },
  assign: { role: 'supervisor', on: accepted, more: { officer: 'hkc.duty' } },
  'hand-over': { on: accepted, more: { officer: 'hkc.duty' } },
  snooze: { ...receiver, on: () => inState('accepted', { priority: 'routine' }) },
  note: { on: accepted },
  translate: { on: accepted, more: { of: '1' } },
  correct: { role: 'supervisor', on: accepted },
}

const found = (name: string): Place => {
  const there = places[name]
  if (!there) throw new Error(`no place for ${name}`)
  const on = there.on?.()
  return {
    name,
    by: onSide(there.side ?? 'sender', there.role),
    ...(on ? { on } : {}),
    inputs: commandNamed(name).inputsOf(on),
    good: { ...goodValues[name], ...there.more },
  }
}

const known = new Map<string, Place>()

export const placeOf = (name: string): Place => {
  const place = known.get(name) ?? found(name)
  known.set(name, place)
  return place
}

/** What comes of these values; any other refusal than of an input is a mistake of the test. */
export const submit = (place: Place, raw: Raw): Decision | readonly Problem[] => {
  const decided = attempt({ ...place, raw })
  if (decided.ok) return decided.value
  if (decided.error.kind !== 'BadInput') throw new Error(decided.error.kind)
  return decided.error.problems
}

/** What has to go with a kind or a unit of a result in figures. */
export const companions = (input: string, code: string): Raw => {
  const row = input.match(/^(measure-\d)-(kind|unit)$/)
  if (!row) return {}
  const kind = measureKinds.find(k =>
    row[2] === 'kind' ? k === code : unitsOf(k).length > 1 && unitsOf(k).some(u => u === code),
  )
  if (!kind) throw new Error(`nothing has ${code}`)
  const [unit = '', other] = unitsOf(kind)
  const one = { kind, value: '5', unit: other ? unit : '', currency: unit === 'minor' ? 'HKD' : '' }
  return Object.fromEntries(Object.entries(one).map(([n, v]) => [`${row[1]}-${n}`, v]))
}
