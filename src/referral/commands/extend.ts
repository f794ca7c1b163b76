import { err, ok } from '../../kit/result.ts'
import { days, plus, toRfc3339 } from '../../kit/time.ts'
import { caseRoles, command } from '../command.ts'
import { moment, text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'

/** Extensions that may be granted of one reply: domain practice, judgement. */
const caps = { immediate: 1, urgent: 2, routine: 30, information: 30 } as const

/** The receiving side asks for more time; the sending side decides, and the first date is kept. */
export const extend = command({
  name: 'extend',
  label: 'button.extend',
  about: 'command.extend',
  by: 'receiver',
  roles: caseRoles,
  from: ['acknowledged', 'accepted', 'forwarded'],
  inputs: {
    until: moment({ label: 'form.until', hint: 'form.instant_hint' }),
    explanation: text({ label: 'form.explanation', max: 1000, widget: 'paragraph' }),
    language,
  },
  against: ({ extension, extensions, priority, deadlines }) => {
    if (!deadlines.some(d => d.name === 'reply')) return { kind: 'NothingAsked' }
    if (extension) return { kind: 'AlreadyAsked' }
    const max = caps[priority]
    return extensions >= max ? { kind: 'NoMoreExtensions', max } : undefined
  },
  decide: ({ referral, input, now }) => {
    const due = referral.deadlines.find(d => d.name === 'reply')?.due ?? now
    const last = plus(now, days(90))
    return input.until > due && input.until > now && input.until <= last
      ? ok([{ type: 'referral.extension_asked', until: toRfc3339(input.until) }])
      : err({ kind: 'BadInput', problems: [{ input: 'until', reason: 'NotLater' }] })
  },
})
