import { states } from '../../kit/codes.ts'
import { ok } from '../../kit/result.ts'
import { caseRoles, command } from '../command.ts'
import { text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'
import { sideOf } from '../referral.ts'

/** For the officer's own desk; the other side never sees it. */
export const note = command({
  name: 'note',
  label: 'button.note',
  about: 'command.note',
  by: 'either',
  roles: caseRoles,
  from: states,
  inputs: { note: text({ label: 'form.note', max: 1000, widget: 'paragraph' }), language },
  against: r => (r.erased ? { kind: 'Erased' } : undefined),
  decide: ({ referral, by }) =>
    ok([{ type: 'referral.noted', side: sideOf(referral, by.desk) ?? 'sender' }]),
})
