import { declineCodes } from '../../kit/codes.ts'
import { ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { choice, text } from '../inputs.ts'
import { language } from '../language-input.ts'

/** The receiving side can't; it says why, as a code and in words. */
export const decline = command({
  name: 'decline',
  label: 'button.decline',
  about: 'command.decline',
  by: 'receiver',
  roles: caseRoles,
  from: ['sent', 'acknowledged', 'accepted'],
  inputs: {
    reason: choice({
      label: 'form.reason',
      codes: declineCodes,
      labelOf: code => `decline.${code}`,
    }),
    explanation: text({ label: 'form.explanation', max: 1000, widget: 'paragraph' }),
    language,
  },
  button: { in: ['acknowledged'], style: 'danger' },
  decide: ({ input }) => ok([{ type: 'referral.declined', reason: input.reason }]),
})
