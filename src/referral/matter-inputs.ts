import { priorities } from '../kit/codes.ts'
import { choice, text } from './inputs.ts'

/** What every new matter is begun with: how urgent, what about, and the facts. */
export const matterInputs = {
  priority: choice({
    label: 'form.priority',
    codes: priorities,
    labelOf: code => `priority.${code}`,
  }),
  subject: text({ label: 'form.subject', hint: 'form.subject_hint', max: 120 }),
  narrative: text({
    label: 'form.narrative',
    hint: 'form.narrative_hint',
    max: 1500,
    widget: 'paragraph',
  }),
}
