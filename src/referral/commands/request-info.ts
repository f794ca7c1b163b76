import { ok } from '../../kit/result.ts'
import { basisOf, startClock } from '../clocks.ts'
import { caseRoles, command } from '../command.ts'
import { text } from '../inputs.ts'
import { languageInput as language } from '../language-input.ts'

/**
 * The receiving side can't go on without something; its own clocks stand still meanwhile. Who asks has
 * the referral, so it counts as acknowledged too.
 */
export const requestInfo = command({
  name: 'request-info',
  label: 'button.request_info',
  about: 'command.request_info',
  by: 'receiver',
  roles: caseRoles,
  from: ['sent', 'acknowledged', 'accepted'],
  inputs: {
    question: text({ label: 'form.question', max: 1000, widget: 'paragraph' }),
    language,
  },
  decide: ({ referral, ...c }) => {
    const basis = basisOf(c, referral)
    return ok([
      ...(referral.state === 'sent'
        ? [
            {
              type: 'referral.acknowledged' as const,
              clocks: startClock(basis, 'decision'),
            },
          ]
        : []),
      { type: 'referral.info_requested', clocks: startClock(basis, 'info') },
    ])
  },
})
