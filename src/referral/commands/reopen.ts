import { ok } from '../../kit/result.ts'
import { basisOf, startClock } from '../clocks.ts'
import { caseRoles, command } from '../command.ts'
import { text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'

/** Either side takes a closed matter up again; the reply clock starts anew. */
export const reopen = command({
  name: 'reopen',
  label: 'button.reopen',
  about: 'command.reopen',
  by: 'either',
  roles: caseRoles,
  from: ['closed'],
  inputs: {
    explanation: text({ label: 'form.explanation', max: 1000, widget: 'paragraph' }),
    language,
  },
  against: r => (r.erased ? { kind: 'Erased' } : undefined),
  decide: ({ referral, ...c }) =>
    ok([{ type: 'referral.reopened', clocks: startClock(basisOf(c, referral), 'reply') }]),
})
