import { ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { filledEvent, prefilled, readForm } from '../forms/filled.ts'
import { anyForm, markedOf } from '../forms/form.ts'
import { languageInput as language } from '../language-input.ts'

/**
 * The form of the draft's category. What is missing may be: it is told, and filled in another time.
 * What is given must be right, and the marking is never missing.
 */
export const fill = command({
  name: 'fill',
  label: 'button.fill',
  about: 'command.fill',
  by: 'sender',
  roles: caseRoles,
  from: ['draft'],
  inputs: {},
  more: (referral, raw) => ({
    ...(referral ? markedOf(referral, raw) : anyForm.inputs),
    language,
  }),
  button: { in: ['draft'], style: 'plain' },
  prefill: prefilled,
  decide: ({ referral, raw }) => {
    const read = readForm(referral, referral.priority, raw)
    return read.ok ? ok([filledEvent(read.value)]) : read
  },
})
