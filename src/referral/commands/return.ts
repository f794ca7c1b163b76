import { ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { optionalText } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'

/** It came back from the authority it was forwarded to. */
export const returnFromForward = command({
  name: 'return',
  label: 'button.return',
  about: 'command.return',
  by: 'receiver',
  roles: caseRoles,
  from: ['forwarded'],
  inputs: {
    note: optionalText({ label: 'form.note', max: 1000, widget: 'paragraph' }),
    language,
  },
  button: { in: ['forwarded'], style: 'plain' },
  decide: () => ok([{ type: 'referral.returned' }]),
})
