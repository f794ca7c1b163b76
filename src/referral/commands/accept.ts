import { ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { optionalText } from '../inputs.ts'

/** The receiving side takes the matter on; the reply deadline runs on. */
export const accept = command({
  name: 'accept',
  label: 'button.accept',
  about: 'command.accept',
  by: 'receiver',
  roles: caseRoles,
  from: ['acknowledged'],
  inputs: {
    reference: optionalText({ label: 'form.their_ref', hint: 'form.their_ref_hint', max: 60 }),
  },
  button: { in: ['acknowledged'], style: 'primary' },
  decide: () => ok([{ type: 'referral.accepted' }]),
})
