import { bulletinKinds, labelOfBulletin } from '../codes/bulletin.ts'
import { labelOf as labelOfTlp, tlps } from '../codes/tlp.ts'
import { days, type Instant } from '../kit/time.ts'
import { choice, date, optionalText, pickedSeveral, text } from '../referral/inputs.ts'
import { languageInput as language } from '../referral/language-input.ts'
import { optionalChoice } from '../referral/optional-inputs.ts'
import type { Problem } from '../referral/refusals.ts'

/** A text, whichever language it is in. */
export const textInputs = {
  title: text({ label: 'bulletin.title', max: 120 }),
  body: text({ label: 'bulletin.body', max: 1500, widget: 'paragraph' }),
  language,
}

export const tlp = optionalChoice({ label: 'form.tlp', codes: tlps, labelOf: labelOfTlp })

export const review = date({ label: 'bulletin.review', hint: 'bulletin.review_hint' })

export const beginInputs = {
  kind: choice({ label: 'bulletin.kind_label', codes: bulletinKinds, labelOf: labelOfBulletin }),
  ...textInputs,
  to: pickedSeveral({ label: 'form.to', hint: 'bulletin.to_hint', source: 'contact-points' }),
  review,
  tlp: { ...tlp, preset: 'amber' },
}

export const remark = optionalText({
  label: 'notification.remark',
  max: 1000,
  widget: 'paragraph',
})
export const reason = text({ label: 'form.reason', max: 1000, widget: 'paragraph' })

export { language }

/** Three years without another look are a slip of the finger (judgement). */
const farthest = days(1096)

export const reviewProblems = (reviewBy: Instant, now: Instant): readonly Problem[] => {
  if (reviewBy <= now) return [{ input: 'review', reason: 'Past' }]
  return reviewBy > now + farthest ? [{ input: 'review', reason: 'TooFarAway' }] : []
}
