import { ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'

/** The sending side takes it back while it is open; every clock stops. */
export const withdraw = command({
  name: 'withdraw',
  label: 'button.withdraw',
  about: 'command.withdraw',
  by: 'sender',
  roles: caseRoles,
  from: ['draft', 'sent', 'acknowledged', 'accepted', 'info_requested', 'forwarded'],
  inputs: {
    explanation: text({ label: 'form.explanation', max: 1000, widget: 'paragraph' }),
    language,
  },
  button: { in: ['draft'], style: 'danger' },
  decide: () => ok([{ type: 'referral.withdrawn' }]),
})
