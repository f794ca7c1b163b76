import { states } from '../../kit/codes.ts'
import { ok } from '../../kit/result.ts'
import { command, seniorRoles } from '../command.ts'
import { entryNumber } from '../entry-input.ts'
import { text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'

/** Nothing in the log is ever edited: what is wrong with an entry is said in another. Both sides see it. */
export const correct = command({
  name: 'correct',
  label: 'button.correct',
  about: 'command.correct',
  by: 'either',
  roles: seniorRoles,
  from: states.filter(s => s !== 'draft'),
  inputs: {
    entry: entryNumber({ label: 'form.entry', hint: 'form.entry_hint' }),
    correction: text({ label: 'form.correction', max: 1000, widget: 'paragraph' }),
    language,
  },
  against: r => (r.erased ? { kind: 'Erased' } : undefined),
  decide: ({ input }) => ok([{ type: 'referral.corrected', seq: input.entry }]),
})
