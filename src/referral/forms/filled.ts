import type { Priority } from '../../kit/codes.ts'
import { err, ok, type Result } from '../../kit/result.ts'
import type { Raw } from '../command.ts'
import { warningsOf } from '../deconflict.ts'
import type { Marking, ReferralEvent } from '../events.ts'
import { detailsOf, valuesOf, wordsOf } from '../inputs.ts'
import { markingInputs, markingOf, markingProblems } from '../marking.ts'
import type { Referral } from '../referral.ts'
import type { Refusal } from '../refusals.ts'
import { askedOf, clashesOf, formFor, knownOf } from './form.ts'

/** A form as it came back, apart: what the log keeps, and the names of what the vault keeps. */
export interface Filled {
  readonly marking: Marking
  readonly urgency?: string
  readonly actions: string[]
  readonly details: Record<string, string>
  readonly given: string[]
}

const apart: readonly string[] = [...Object.keys(markingInputs), 'urgency', 'actions']

/** Reads a form whose values are each right; refuses what clashes. */
export const readForm = (
  r: Pick<Referral, 'category'>,
  priority: Priority,
  raw: Raw,
): Result<Filled, Refusal> => {
  const { inputs } = formFor(r.category, askedOf({ actions: [] }, raw))
  const marked = valuesOf(markingInputs, raw)
  const problems = [...markingProblems(marked), ...clashesOf(priority, raw)]
  if (problems.length > 0) return err({ kind: 'BadInput', problems })
  const known = detailsOf(inputs, raw)
  const { urgency, actions = '' } = known
  return ok({
    marking: markingOf(marked),
    ...(urgency === undefined ? {} : { urgency }),
    actions: actions === '' ? [] : actions.split(','),
    details: {
      ...Object.fromEntries(Object.entries(known).filter(([name]) => !apart.includes(name))),
      ...warningsOf(inputs, raw),
    },
    given: Object.keys(wordsOf(inputs, raw)),
  })
}

export const filledEvent = (filled: Filled): ReferralEvent => ({
  type: 'referral.filled',
  ...filled,
})

/** A form as it was left: codes from the log, words from the vault. */
export const prefilled = (r: Referral, said: Raw): Raw => {
  const { inputs } = formFor(r.category, r.actions)
  const words = Object.entries(said).filter(([name]) => inputs[name]?.keep === 'vault')
  const language = r.texts.find(t => t.part === 'details')?.language
  return { ...knownOf(r), ...Object.fromEntries(words), ...(language ? { language } : {}) }
}
