import {
  labelOf,
  labelOfLateness,
  latenessCauses,
  needsCause,
  outcomes,
} from '../../codes/outcome.ts'
import { err, ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { measureInputs, readMeasures } from '../forms/measures.ts'
import { choice, optionalText } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'
import { optionalChoice } from '../optional-inputs.ts'
import type { Problem } from '../refusals.ts'

/** Only the sender closes, with an outcome and up to three results in figures. Nothing closes by age. */
export const close = command({
  name: 'close',
  label: 'button.close',
  about: 'command.close',
  by: 'sender',
  roles: caseRoles,
  from: ['answered', 'declined'],
  inputs: {
    outcome: choice({
      label: 'form.outcome',
      codes: outcomes,
      labelOf,
    }),
    cause: optionalChoice({
      label: 'form.cause',
      codes: latenessCauses,
      labelOf: labelOfLateness,
    }),
    note: optionalText({ label: 'form.note', max: 1000, widget: 'paragraph' }),
    language,
  },
  button: { in: ['answered', 'declined'], style: 'primary' },
  more: () => measureInputs,
  decide: ({ input: { outcome, cause }, raw }) => {
    const measures = readMeasures(raw)
    const problems: readonly Problem[] = [
      ...(needsCause(outcome) && cause === undefined
        ? [{ input: 'cause', reason: 'Missing' } as const]
        : []),
      ...(measures.ok ? [] : measures.error),
    ]
    if (!measures.ok || problems.length > 0) return err({ kind: 'BadInput', problems })
    return ok([
      {
        type: 'referral.closed',
        outcome,
        ...(cause === undefined || !needsCause(outcome) ? {} : { cause }),
        measures: [...measures.value],
      },
    ])
  },
})
