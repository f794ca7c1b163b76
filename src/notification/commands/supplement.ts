import type { NotificationPolicy } from '../../escalation/notification.ts'
import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { optionalMoment, optionalText } from '../../referral/inputs.ts'
import type { Problem } from '../../referral/refusals.ts'
import { clocksMoved } from '../clocks.ts'
import { act } from '../command.ts'
import { arrivalProblems, language } from '../inputs.ts'

const inputs = {
  supplement: optionalText({
    label: 'notification.supplement',
    max: 1000,
    widget: 'paragraph',
  }),
  arrival: optionalMoment({ label: 'notification.new_arrival', hint: 'form.instant_hint' }),
  language,
}

/** The sender knows more, or another arrival; all addressees see it. */
export const supplementUnder = (policy: NotificationPolicy) =>
  act({
    name: 'n-supplement',
    verb: 'supplement',
    label: 'button.n_supplement',
    about: 'command.n_supplement',
    by: 'sender',
    inputs,
    // Nothing of it must be given, and yet something; so it asks by its form.
    prefill: () => ({}),
    decide: ({ n, now, input }) => {
      const { supplement, arrival } = input
      const problems: readonly Problem[] = [
        ...(supplement === undefined && arrival === undefined
          ? [{ input: 'supplement', reason: 'Missing' } as const]
          : []),
        ...arrivalProblems(arrival, now),
      ]
      if (problems.length > 0) return err({ kind: 'BadInput', problems })
      return ok([
        {
          type: 'notification.supplemented',
          ...(arrival === undefined ? {} : { arrival: toRfc3339(arrival) }),
          clocks: [...clocksMoved(policy, now, n, arrival)],
        },
      ])
    },
  })
