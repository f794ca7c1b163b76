import { ok } from '../../kit/result.ts'
import { basisOf, startClock } from '../clocks.ts'
import { caseRoles, command } from '../command.ts'
import { text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'

/** Word on how it goes: chasing begins anew, the reply stays due. */
export const interim = command({
  name: 'interim',
  label: 'button.interim',
  about: 'command.interim',
  by: 'receiver',
  roles: caseRoles,
  from: ['accepted', 'forwarded'],
  inputs: {
    result: text({ label: 'form.so_far', max: 1500, widget: 'paragraph' }),
    language,
  },
  decide: ({ referral, ...c }) => {
    const clocks = referral.state === 'forwarded' ? startClock(basisOf(c, referral), 'chase') : []
    return ok([{ type: 'referral.interim', clocks: clocks }])
  },
})
