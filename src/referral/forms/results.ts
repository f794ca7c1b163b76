import type { MessageKey } from '../../card/key.ts'
import { type Action, actions, labelOf } from '../../codes/action.ts'
import { feedbacks, labelOf as labelOfFeedback } from '../../codes/feedback.ts'
import {
  decisions,
  extents,
  labelOfDecision,
  labelOfExtent,
  labelOfTrace,
  labelOfVerdict,
  traces,
  verdicts,
} from '../../codes/report.ts'
import { choice, type Input, type Inputs, optionalMoment } from '../inputs.ts'

const extent = (label: MessageKey) => choice({ label, codes: extents, labelOf: labelOfExtent })
const verdict = (label: MessageKey) => choice({ label, codes: verdicts, labelOf: labelOfVerdict })

const kinds: Readonly<Partial<Record<Action, (label: MessageKey) => Input<string>>>> = {
  'verify-rights-holder': verdict,
  'verify-genuine': verdict,
  'hold-and-examine': label => choice({ label, codes: feedbacks, labelOf: labelOfFeedback }),
  'controlled-delivery': label => choice({ label, codes: decisions, labelOf: labelOfDecision }),
  'intel-check': label => choice({ label, codes: traces, labelOf: labelOfTrace }),
}

/** The input in which the result of an action is told. */
export const resultName = (action: string): string => `result-${action}`

const inputOf = (action: Action): Input<string> => ({
  ...(kinds[action] ?? extent)(labelOf(action)),
  group: 'form.part_results',
})

const isAction = (code: string): code is Action => actions.some(a => a === code)

/** One result for each action that was asked for: none is left without an answer. */
export const resultInputs = (asked: readonly string[]): Inputs => ({
  ...Object.fromEntries(asked.filter(isAction).map(a => [resultName(a), inputOf(a)])),
  ...(asked.includes('preserve-data')
    ? {
        'preserved-until': {
          ...optionalMoment({ label: 'report.preserved-until', hint: 'form.instant_hint' }),
          group: 'form.part_results' as const,
        },
      }
    : {}),
})

/** The words for a result that was told of an action. */
export const labelOfResult = (action: string, result: string): MessageKey | undefined =>
  isAction(action) ? inputOf(action).choices?.find(c => c.value === result)?.label : undefined
