import { ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'
import { extensionAsked } from '../pending.ts'

/** The reply stays due when it was. */
export const rejectExtension = command({
  name: 'reject-extension',
  label: 'button.reject_extension',
  about: 'command.reject_extension',
  by: 'sender',
  roles: caseRoles,
  from: ['acknowledged', 'accepted', 'forwarded', 'info_requested'],
  inputs: {
    explanation: text({ label: 'form.explanation', max: 1000, widget: 'paragraph' }),
    language,
  },
  button: { in: ['acknowledged', 'accepted', 'forwarded'], style: 'plain' },
  against: extensionAsked,
  decide: () => ok([{ type: 'referral.extension_rejected' }]),
})
