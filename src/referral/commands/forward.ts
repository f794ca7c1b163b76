import { ok } from '../../kit/result.ts'
import { basisOf, startClock } from '../clocks.ts'
import { caseRoles, command } from '../command.ts'
import { optionalText, text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'

/** The competent authority is another one; the contact point stays the contact and chases it. */
export const forward = command({
  name: 'forward',
  label: 'button.forward',
  about: 'command.forward',
  by: 'receiver',
  roles: caseRoles,
  from: ['acknowledged', 'accepted'],
  inputs: {
    authority: text({ label: 'form.authority', max: 120 }),
    authorityRef: optionalText({ label: 'form.authority_ref', max: 60 }),
    authorityContact: optionalText({ label: 'form.authority_contact', max: 200 }),
    language,
  },
  decide: ({ referral, ...c }) =>
    ok([
      {
        type: 'referral.forwarded',
        clocks: startClock(basisOf(c, referral), 'chase'),
      },
    ]),
})
