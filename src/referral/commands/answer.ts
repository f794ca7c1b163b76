import { ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { text } from '../inputs.ts'
import { language } from '../language-input.ts'

/** The receiving side tells what it found; both deadlines are met. */
export const answer = command({
  name: 'answer',
  label: 'button.answer',
  about: 'command.answer',
  by: 'receiver',
  roles: caseRoles,
  from: ['accepted'],
  inputs: {
    result: text({ label: 'form.result', max: 1500, widget: 'paragraph' }),
    language,
  },
  button: { in: ['accepted'], style: 'primary' },
  decide: () => ok([{ type: 'referral.answered' }]),
})
