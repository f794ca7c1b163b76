import { labelOf as labelOfTlp, tlps } from '../codes/tlp.ts'
import { days, type Instant } from '../kit/time.ts'
import { optionalDate, optionalReference } from '../referral/dated-inputs.ts'
import { choice, date, optionalText, picked, text } from '../referral/inputs.ts'
import { languageInput as language } from '../referral/language-input.ts'
import { optionalChoice } from '../referral/optional-inputs.ts'
import type { Problem } from '../referral/refusals.ts'

export const owners = ['own', 'theirs'] as const

export const beginInputs = {
  with: picked({
    label: 'actionitem.with',
    hint: 'actionitem.with_hint',
    source: 'contact-points',
    required: true,
  }),
  what: text({
    label: 'actionitem.what',
    hint: 'actionitem.what_hint',
    max: 800,
    widget: 'paragraph',
  }),
  owner: choice({
    label: 'actionitem.owner',
    codes: owners,
    labelOf: code => `actionitem.owner_${code}`,
  }),
  due: date({ label: 'actionitem.due', hint: 'actionitem.due_hint' }),
  link: optionalReference({ label: 'actionitem.link', hint: 'actionitem.link_hint' }),
  conference: optionalText({
    label: 'actionitem.conference',
    hint: 'actionitem.conference_hint',
    max: 120,
  }),
  agreed: optionalDate({ label: 'actionitem.agreed', hint: 'actionitem.day_hint' }),
  tlp: {
    ...optionalChoice({ label: 'form.tlp', codes: tlps, labelOf: labelOfTlp }),
    preset: 'amber-strict',
  },
  language,
}

export const words = (label: 'actionitem.progress' | 'actionitem.result' | 'form.reason') =>
  text({ label, max: 1000, widget: 'paragraph' })

export const newDue = date({ label: 'actionitem.new_due', hint: 'actionitem.due_hint' })
export const optionalNewDue = optionalDate({
  label: 'actionitem.new_due',
  hint: 'actionitem.same_due_hint',
})
export const meeting = date({ label: 'actionitem.meeting', hint: 'actionitem.day_hint' })

export { language }

/** Two years: past the next yearly meeting and the one after it (judgement). */
const farthest = days(730)

/** A due time lies ahead, and not so far that a slip of the finger in the year would show nowhere. */
export const dueProblems = (due: Instant, now: Instant): readonly Problem[] => {
  if (due <= now) return [{ input: 'due', reason: 'Past' }]
  return due > now + farthest ? [{ input: 'due', reason: 'TooFarAway' }] : []
}
