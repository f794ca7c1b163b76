import { categories } from '../../kit/codes.ts'
import { toMatterId } from '../../kit/ids.ts'
import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { beginning, caseRoles } from '../command.ts'
import { choice, optionalMoment, optionalText, picked } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'
import { matterInputs } from '../matter-inputs.ts'
import { optionalCode } from '../optional-inputs.ts'

const notification = optionalCode({
  label: 'notification.begun_from',
  hint: 'notification.begun_from_hint',
  otherwise: 'NotAReference',
  read: toMatterId,
})

/** Begins a referral as a draft of the officer's own desk; nobody else hears of it yet. */
export const create = beginning({
  name: 'create',
  aliases: ['new'],
  label: 'button.create',
  about: 'command.create',
  roles: caseRoles,
  next: 'fill',
  inputs: {
    to: picked({ label: 'form.to', source: 'contact-points', required: true }),
    category: choice({
      label: 'form.category',
      codes: categories,
      labelOf: code => `category.${code}`,
    }),
    ...matterInputs,
    identifiers: optionalText({
      label: 'form.identifiers',
      hint: 'form.identifiers_hint',
      max: 2000,
      widget: 'paragraph',
    }),
    observed: optionalMoment({ label: 'form.observed', hint: 'form.instant_hint' }),
    language,
  },
  // Asked for only where it is known: nobody has to look for its number.
  more: (_, raw) => (raw?.['notification'] ? { notification } : {}),
  decide: ({ input, raw, by, desks }) => {
    const to = desks.find(d => d === input.to.toLowerCase())
    if (!to) return err({ kind: 'BadInput', problems: [{ input: 'to', reason: 'NotAChoice' }] })
    if (to === by.desk)
      return err({ kind: 'BadInput', problems: [{ input: 'to', reason: 'OwnDesk' }] })
    const from = toMatterId(raw['notification'] ?? '')
    return ok([
      {
        type: 'referral.drafted',
        from: by.desk,
        to,
        category: input.category,
        ...(from === undefined ? {} : { notification: from }),
        priority: input.priority,
        ...(input.observed === undefined ? {} : { observedAt: toRfc3339(input.observed) }),
      },
    ])
  },
})
