import { outcomes } from '../../kit/codes.ts'
import { ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { choice, optionalText } from '../inputs.ts'
import { language } from '../language-input.ts'

/** Only the sender closes, and says with which outcome. Nothing closes by age. */
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
      labelOf: code => `outcome.${code}`,
    }),
    note: optionalText({ label: 'form.note', max: 1000, widget: 'paragraph' }),
    language,
  },
  button: { in: ['answered', 'declined'], style: 'primary' },
  decide: ({ input }) => ok([{ type: 'referral.closed', outcome: input.outcome }]),
})
