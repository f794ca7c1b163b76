import { labelOf } from '../../codes/decline.ts'
import { declineCodes } from '../../kit/codes.ts'
import { ok } from '../../kit/result.ts'
import { basisOf, startClock } from '../clocks.ts'
import { caseRoles, command, seniorRoles } from '../command.ts'
import { choice, text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'

/** The receiving side can't; it says why, as a code and in words. */
export const decline = command({
  name: 'decline',
  label: 'button.decline',
  about: 'command.decline',
  by: 'receiver',
  roles: caseRoles,
  from: ['sent', 'acknowledged', 'accepted', 'info_requested', 'forwarded'],
  inputs: {
    reason: choice({
      label: 'form.reason',
      codes: declineCodes,
      labelOf,
    }),
    explanation: text({ label: 'form.explanation', max: 1000, widget: 'paragraph' }),
    language,
  },
  button: { in: ['acknowledged'], style: 'danger' },
  against: ({ priority }, { roles }) =>
    priority === 'immediate' && !seniorRoles.some(r => roles.includes(r))
      ? { kind: 'WrongRole' }
      : undefined,
  decide: ({ referral, input, ...c }) =>
    ok([
      {
        type: 'referral.declined',
        reason: input.reason,
        clocks: startClock(basisOf(c, referral), 'feedback'),
      },
    ]),
})
