import type { Raw } from '../../src/referral/command.ts'
import type { ReferralEvent } from '../../src/referral/events.ts'
import { readForm } from '../../src/referral/forms/filled.ts'
import { askedOf, formFor, missingIn } from '../../src/referral/forms/form.ts'
import { type Input, wordsOf } from '../../src/referral/inputs.ts'
import type { Referral } from '../../src/referral/referral.ts'

type Filled = Extract<ReferralEvent, { type: 'referral.filled' }>

const plainMarking = { tlp: 'amber-strict', pap: 'amber', handling: 'h1,h2', court: 'ask' }

/** A form as an officer begins it, and with a marking that needs a second officer. */
export const plain: Raw = { ...plainMarking, urgency: 'live-data', actions: 'intel-check' }
export const red: Raw = { ...plain, tlp: 'red', pap: 'red', court: 'no' }

const candidates = ['2026-11-23 14:30 +08:00', '12', '203.0.113.7', 'Something in words.']

const valueFor = (name: string, input: Input<unknown> | undefined): string => {
  if (name.endsWith('-to')) return '2026-11-23 15:30 +08:00'
  const tries = input?.choices?.map(c => c.value) ?? candidates
  const found = tries.find(value => input?.schema.safeParse(value).success)
  if (found === undefined) throw new Error(`nothing fits ${name}`)
  return found
}

/** The same with whatever its category still asks for, as short as may be. */
export const whole = (r: Referral, begun: Raw = plain): Raw => {
  let raw = begun
  for (let round = 0; round < 10; round++) {
    const { inputs } = formFor(r.category, askedOf(r, raw))
    const missing = missingIn(r, r.priority, raw, Object.keys(wordsOf(inputs, raw)))
    if (missing.length === 0) return raw
    raw = { ...raw, ...Object.fromEntries(missing.map(n => [n, valueFor(n, inputs[n])])) }
  }
  throw new Error('the form never ends')
}

/** What is filled in then. */
export const filledOf = (r: Referral, begun?: Raw): Filled => {
  const read = readForm(r, r.priority, whole(r, begun))
  if (!read.ok) throw new Error(`the form is wrong: ${JSON.stringify(read.error)}`)
  return { type: 'referral.filled', ...read.value }
}
