import type { NotificationPolicy } from '../../escalation/notification.ts'
import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import type { Problem } from '../../referral/refusals.ts'
import { clocksMoved } from '../clocks.ts'
import { act } from '../command.ts'
import { arrivalProblems, factInputs, factWords, language } from '../inputs.ts'
import { owesWriting } from '../notification.ts'

const inputs = { ...factInputs, language }

/** What was said by telephone, in writing and in full; all addressees see what now holds. */
export const confirmUnder = (policy: NotificationPolicy) =>
  act({
    name: 'n-confirm',
    verb: 'confirm',
    label: 'button.n_confirm',
    about: 'command.n_confirm',
    style: 'primary',
    by: 'sender',
    inputs,
    against: n => (owesWriting(n) ? undefined : { kind: 'NothingAsked' }),
    prefill: (n, _by, said) => ({
      ...factWords(said),
      category: n.category,
      action: n.actions.join(','),
      ...(n.arrival === undefined ? {} : { arrival: toRfc3339(n.arrival) }),
    }),
    decide: ({ n, now, input }) => {
      const { category, action, arrival, contact } = input
      const problems: readonly Problem[] = [
        // What was named by telephone may have landed since; only another arrival must be ahead.
        ...(arrival === n.arrival ? [] : arrivalProblems(arrival, now)),
        ...(contact === undefined ? [{ input: 'contact', reason: 'Missing' } as const] : []),
      ]
      if (problems.length > 0) return err({ kind: 'BadInput', problems })
      return ok([
        {
          type: 'notification.confirmed',
          category,
          actions: [...action],
          ...(arrival === undefined || arrival === n.arrival
            ? {}
            : { arrival: toRfc3339(arrival) }),
          clocks: [...clocksMoved(policy, now, n, arrival)],
        },
      ])
    },
  })
