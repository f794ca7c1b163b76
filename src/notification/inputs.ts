import { actions, labelOf as labelOfAction } from '../codes/action.ts'
import { carries, labelOf as labelOfUrgency, urgencyReasons } from '../codes/urgency.ts'
import { categories } from '../kit/codes.ts'
import type { Instant } from '../kit/time.ts'
import type { Raw } from '../referral/command.ts'
import { choice, optionalMoment, optionalText, several, text } from '../referral/inputs.ts'
import { languageInput as language } from '../referral/language-input.ts'
import type { Problem } from '../referral/refusals.ts'

/** The six fields (domain.md 6.8): category, what, where, conveyance with its arrival, action, contact. */
export const factInputs = {
  category: choice({
    label: 'form.category',
    codes: categories,
    labelOf: code => `category.${code}`,
  }),
  what: text({
    label: 'notification.what',
    hint: 'notification.what_hint',
    max: 800,
    widget: 'paragraph',
  }),
  where: text({ label: 'notification.where', hint: 'notification.where_hint', max: 200 }),
  conveyance: optionalText({
    label: 'form.conveyance',
    hint: 'notification.conveyance_hint',
    max: 200,
  }),
  arrival: optionalMoment({ label: 'form.eta', hint: 'form.instant_hint' }),
  action: several({
    label: 'form.actions',
    codes: actions,
    labelOf: labelOfAction,
    required: true,
  }),
  contact: {
    ...optionalText({ label: 'notification.contact', hint: 'notification.contact_hint', max: 120 }),
    needed: true,
  },
}

/** Why it can't wait; of reasons only such as are enough for something immediate. */
export const reasonInput = choice({
  label: 'form.urgency',
  codes: urgencyReasons.filter(r => carries(r, 'immediate')),
  labelOf: labelOfUrgency,
})

export const words = (label: 'notification.result_words' | 'notification.remark' | 'form.reason') =>
  text({ label, max: 1000, widget: 'paragraph' })

export const remark = optionalText({
  label: 'notification.remark',
  max: 1000,
  widget: 'paragraph',
})

export { language }

/** What arrived already needs no notification of its arrival. */
export const arrivalProblems = (arrival: Instant | undefined, now: Instant): readonly Problem[] =>
  arrival !== undefined && arrival <= now ? [{ input: 'arrival', reason: 'Past' }] : []

/** The words of the six fields as they were last said. */
export const factWords = ({ what, where, conveyance, contact }: Raw): Raw =>
  Object.fromEntries(
    Object.entries({ what, where, conveyance, contact }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
